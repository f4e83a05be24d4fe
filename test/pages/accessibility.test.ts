import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { servedRoutes } from '../support/served-routes.ts'
import { startServer } from '../support/server.ts'
import {
  assertFits,
  assertFocusVisible,
  assertLabels,
  assertStyled,
  assertTargets,
} from './page-checks.ts'
import { tour, tourConfig, tourOfErrors } from './tour.ts'

type Circumstances = {
  readonly options: BrowserContextOptions
  readonly checks: readonly ((page: Page) => Promise<void>)[]
}

const layout = [assertFits, assertTargets, assertLabels]

const circumstances: Readonly<Record<string, Circumstances>> = {
  'on a small phone': {
    options: {
      colorScheme: 'light',
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    },
    checks: [assertAccessible, ...layout, assertStyled],
  },
  'on a desktop computer in the dark scheme': {
    options: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
    checks: [assertAccessible, ...layout],
  },
  // NOTE 320 px is a desktop computer at a zoom of 400 % (WCAG 2.2, 1.4.10)
  'at a width of 320 px, with forced colours and without scripts': {
    options: {
      forcedColors: 'active',
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    },
    checks: [...layout, assertFocusVisible],
  },
}

describe('every page in every state', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(tourConfig, 'localhost')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  const visited = new Set<string>()
  for (const [name, { options, checks }] of Object.entries(circumstances)) {
    it(`is accessible ${name}`, async () => {
      const look = (page: Page) => async (stop: string) => {
        visited.add(new URL(page.url()).pathname)
        for (const check of checks)
          await check(page).catch((error: unknown) => {
            throw new Error(`${stop}: ${String(error)}`, { cause: error })
          })
      }
      const pages = await visit(browser, server.url, options)
      try {
        await tour(pages.page, server, look(pages.page))
        pages.assertQuiet()
        await tourOfErrors(pages.page, server, look(pages.page))
      } finally {
        await pages.close()
      }
    })
  }

  it('was visited', async () => {
    const { app, close } = await startServer()
    // NOTE the pages of the admin listener are looked at by the tests of the console
    const pages = servedRoutes(app.public)
      .filter(({ path, methods }) => path.startsWith('/ui/') && methods.includes('GET'))
      .map(({ path }) => path)
      .filter((path) => !/\/(?:assets|theme|preview)\b/.test(path))
    await close()
    assert.ok(pages.length >= 9, `${pages.length} pages`)
    for (const page of pages) {
      const pattern = new RegExp(`^${page.replaceAll(/:\w+/g, '[^/]+')}$`)
      assert.ok(
        [...visited].some((path) => pattern.test(path)),
        `${page} was not visited`,
      )
    }
  })
})
