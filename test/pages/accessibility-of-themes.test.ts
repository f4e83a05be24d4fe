// The main pages in every language, in the look of an operator, at 320 px.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { languages } from '#languages/language.ts'
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

  // NOTE one half of the languages in each scheme: the colours do not depend on the language
  for (const [at, colorScheme] of (['light', 'dark'] as const).entries())
    it(`are accessible in the ${colorScheme} scheme, in five languages`, async () => {
      const { page, assertQuiet, close } = await visit(browser, server.url, {
        colorScheme,
        viewport: { width: 320, height: 640 },
      })
      const half = languages.filter((_, index) => index % 2 === at)
      const look = async (paths: object) => {
        for (const path of Object.values(paths) as string[])
          for (const [index, language] of half.entries()) {
            await page.goto(server.url + inLanguage(path, language))
            assert.equal(await page.evaluate('document.documentElement.lang'), language)
            // NOTE it takes the most time, and languages have the same colours
            await assertAccessible(page, undefined, index === 0 ? undefined : 'color-contrast')
            for (const check of [assertFits, assertTargets, assertStyled]) await check(page)
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
