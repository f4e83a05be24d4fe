// The main pages in the look of an operator, at 320 px. That of every page in every language is looked at
// by `every-language.test.ts`.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { theme } from '../support/theme.ts'
import { inLanguage, signedInPages, signedOutPages, signUpIn } from './main-pages.ts'
import { assertFits, assertStyled, assertTargets } from './page-checks.ts'
import { tourConfig } from './tour.ts'

const config = { ...tourConfig, pallas: { pages: { product_name: 'Kite', theme } } }

describe('the main pages in the look of an operator', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(config, 'localhost')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  for (const [colorScheme, language] of [
    ['light', 'de'],
    ['dark', 'ja'],
  ] as const)
    it(`are accessible in the ${colorScheme} scheme: ${language}`, async () => {
      const { page, assertQuiet, close } = await visit(browser, server.url, {
        colorScheme,
        viewport: { width: 320, height: 640 },
      })
      const look = async (paths: object) => {
        for (const path of Object.values(paths) as string[]) {
          await page.goto(server.url + inLanguage(path, language))
          assert.equal(await page.evaluate('document.documentElement.lang'), language)
          for (const check of [assertAccessible, assertFits, assertTargets, assertStyled])
            await check(page)
        }
      }
      try {
        await look(signedOutPages)
        await page.goto(`${server.url}/ui/welcome?lang=en`)
        await signUpIn(page, server.url)
        await look(signedInPages)
        assertQuiet()
      } finally {
        await close()
      }
    })
})
