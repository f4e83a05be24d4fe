// What has happened to an account, and the report that it was somebody else, in a real browser.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { heading, press, signUp } from './by-hand.ts'
import { assertFits, assertTargets } from './page-checks.ts'

describe('the activity of an account', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({ selfservice: { flows: { recovery: { enabled: true } } } })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  for (const [circumstances, javaScriptEnabled] of [
    ['with scripts', true],
    ['without scripts', false],
  ] as const)
    it(`is read and reported ${circumstances}, which signs out every browser`, async () => {
      const email = `${circumstances.replace(' ', '.')}@example.org`
      const owner = await visit(browser, server.url, {
        javaScriptEnabled,
        viewport: { width: 320, height: 640 },
      })
      const other = await visit(browser, server.url, { javaScriptEnabled })
      try {
        const { page } = owner
        await signUp(page, server.url, email)
        await other.page.goto(`${server.url}/ui/login`)
        await other.page.getByLabel('E-mail').fill(email)
        await other.page.getByLabel('Password', { exact: true }).fill(password)
        await press(other.page, 'Sign in')
        await other.page.waitForURL('**/ui/welcome')

        await page.goto(`${server.url}/ui/welcome`)
        await page.getByRole('link', { name: 'Activity' }).click()
        assert.equal(await heading(page), 'What happened to your account')
        const entries = page.getByRole('main').getByRole('listitem')
        assert.ok((await entries.count()) >= 2)
        const newest = entries.first()
        assert.match(await newest.innerText(), /Signed in/)
        const shown = newest.locator('time')
        assert.ok(Date.now() - Date.parse((await shown.getAttribute('datetime')) ?? '') < 600_000)
        for (const check of [assertFits, assertTargets]) await check(page)
        if (javaScriptEnabled) await assertAccessible(page)

        await newest.getByRole('link', { name: 'It was not me' }).click()
        assert.equal(await heading(page), 'It was not you?')
        for (const check of [assertFits, assertTargets]) await check(page)
        await page.getByRole('link', { name: 'Back to the activity' }).click()
        assert.equal(await heading(page), 'What happened to your account')
        await newest.getByRole('link', { name: 'It was not me' }).click()
        await press(page, 'Sign out everywhere')
        assert.equal(await heading(page), 'Everybody is signed out')

        await other.page.goto(`${server.url}/ui/sessions`)
        assert.match(other.page.url(), /\/ui\/login\?/)
        await page.getByRole('link', { name: 'Get back into my account' }).click()
        await page.waitForURL('**/ui/recovery?flow=*')
        assert.equal(await page.getByLabel('E-mail address').inputValue(), email)
        owner.assertQuiet()
      } finally {
        await Promise.all([owner.close(), other.close()])
      }
    })
})
