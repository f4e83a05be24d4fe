import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { addressOf, startConsoleWorld, type ConsoleWorld } from '../support/console.ts'
import { signUp } from '../support/people.ts'
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

  it('has its sections in one row that opens on a phone, and all at once where there is room', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, close } = await visit(browser, origin, { javaScriptEnabled })
      await page.goto(`${origin}/ui/jobs`)
      const sections = page.getByRole('navigation', { name: 'Console' })
      const people = sections.getByRole('link', { name: 'People' })
      assert.equal(await people.isVisible(), true)
      assert.equal(await sections.getByText('Menu').isVisible(), false)
      await page.setViewportSize({ width: 390, height: 844 })
      assert.equal(await people.isVisible(), false)
      assert.ok(((await sections.boundingBox())?.height ?? 99) < 60)
      await sections.getByText('Menu').click()
      await people.click()
      await page.getByRole('heading', { name: 'People' }).waitFor()
      await close()
    }
  })

  it('with scripts: times are local, and what is typed is found while it is typed', async () => {
    const { page, assertQuiet, close } = await visit(browser, origin, {
      timezoneId: 'Pacific/Auckland',
      locale: 'en-GB',
    })
    await page.goto(`${origin}/ui/people/${world.ids.people}`)
    const shown = page.locator('time:not([title])').first()
    const written = new Date((await shown.getAttribute('datetime')) ?? '')
    const local = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Pacific/Auckland' } as const
    assert.equal(await shown.textContent(), new Intl.DateTimeFormat('en-GB', local).format(written))
    await page.goto(`${origin}/ui/people`)
    const ada = page.getByRole('table').getByRole('link', { name: 'Ada Lovelace' })
    await ada.waitFor()
    await page.getByLabel('Search people').pressSequentially('nobody')
    await page.getByText('Nobody was found').waitFor()
    assert.equal(page.url(), `${origin}/ui/people?q=nobody`)
    await page.getByLabel('Search people').fill('ada')
    await ada.waitFor()
    assert.equal(await page.evaluate('document.activeElement.name'), 'q')
    assertQuiet()
    await close()
  })

  it('with scripts: an id is copied, and a dialog asks before an account is deleted', async () => {
    const { id } = await signUp(world.server, 'gone@example.org')
    const { page, context, assertQuiet, close } = await visit(browser, origin)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    await page.goto(`${origin}/ui/people/${id}`)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), id)
    const dialog = page.getByRole('dialog', { name: 'Delete gone@example.org?' })
    await page.getByRole('link', { name: 'Delete…' }).click()
    await assertAccessible(page)
    await dialog.getByRole('link', { name: 'Keep the account' }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal(page.url(), `${origin}/ui/people/${id}`)
    await page.getByRole('link', { name: 'Delete…' }).click()
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('status').getByText('are deleted.').waitFor()
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
