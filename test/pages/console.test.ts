import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { addressOf, startConsoleWorld, type ConsoleWorld } from '../support/console.ts'
import { consoleRoutesOf } from '../support/served-routes.ts'
import { assertFits, assertFocusVisible, assertLabels, assertStyled } from './page-checks.ts'

type Check = (page: Page) => Promise<void>

const circumstances: Readonly<Record<string, readonly [BrowserContextOptions, readonly Check[]]>> =
  {
    'on a phone in the light scheme': [
      {
        colorScheme: 'light',
        viewport: { width: 360, height: 740 },
        isMobile: true,
        hasTouch: true,
      },
      [assertAccessible, assertFits, assertLabels, assertStyled],
    ],
    'on a wide screen in the dark scheme': [
      { colorScheme: 'dark', viewport: { width: 1600, height: 900 } },
      [(page) => assertAccessible(page, 'color-contrast'), assertFits],
    ],
    'at a width of 320 px, with forced colours and without scripts': [
      {
        forcedColors: 'active',
        javaScriptEnabled: false,
        viewport: { width: 320, height: 640 },
      },
      [assertFits, assertLabels, assertFocusVisible],
    ],
  }

describe('the console in a browser', { skip: noBrowser }, () => {
  let world: ConsoleWorld, browser: Browser, origin: string
  before(async () => {
    world = await startConsoleWorld()
    await world.server.app.admin.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.server.app.admin.server.address() as AddressInfo
    origin = `http://127.0.0.1:${port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await world.server.close()
  })

  for (const [name, [options, checks]] of Object.entries(circumstances))
    it(`is accessible ${name}`, async () => {
      const { page, assertQuiet, close } = await visit(browser, origin, options)
      const paths = consoleRoutesOf(world.server.app.admin)
        .filter(({ methods }) => methods.includes('GET'))
        .map(({ path }) => addressOf(path, world.ids))
      for (const path of [...paths, '/ui/people?q=nobody&state=inactive']) {
        await page.goto(origin + path)
        for (const check of checks) await check(page)
      }
      assertQuiet()
      await close()
    })

  it('works without scripts: find somebody, change a trait, sign them out', async () => {
    const { page, assertQuiet, close } = await visit(browser, origin, { javaScriptEnabled: false })
    await page.goto(`${origin}/ui`)
    await page.getByLabel('Search people').fill('ada')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: 'Ada Lovelace' }).click()
    await page.getByLabel('First name').fill('Augusta')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('status').getByText('The changes are saved.').waitFor()
    await page.getByRole('heading', { name: 'Augusta Lovelace' }).waitFor()
    await page.getByRole('navigation', { name: 'Person' }).getByText('Sessions').click()
    await page.getByRole('button', { name: 'End all sessions' }).click()
    await page.getByRole('status').getByText('All sessions are ended.').waitFor()
    assert.equal(await page.getByText('Active', { exact: true }).count(), 0)
    assertQuiet()
    await close()
  })
})
