// What helps people to sign in and to choose a password, in a browser.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press } from './by-hand.ts'
import { assertFits } from './page-checks.ts'

/** What is typed, and what the page says of it. */
const judged = {
  short: 'Too short.',
  'grace@example.org': 'Too much like your address or name.',
  GraceHopper1: 'Most of it is your own data or the name of this service.',
  password1: 'Many people use this password.',
  [password]: 'Very hard to guess',
}

/** Pastes into every field; the names of those that keep it from happening. */
const refusesPaste = `[...document.querySelectorAll('input:not([type=hidden])')].filter((field) =>
  !field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }))).map(({ name }) => name)`

const pressWithCapsLock = (isOn: boolean) =>
  `document.querySelector('input[name=password]').dispatchEvent(
    new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: ${isOn} }))`

describe('help on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  it('tells the strength of a password and Caps Lock, and fills in the address the next time', async () => {
    const { page, assertQuiet, close } = await visit(browser, server.url)
    try {
      await page.goto(`${server.url}/ui/registration`)
      await page.getByLabel('E-mail').fill('grace@example.org')
      await page.getByLabel('First name').fill('GraceHopper')
      await press(page, 'Continue')
      const field = page.getByLabel('Password', { exact: true })
      assert.equal(await page.locator('script[src*=guesses]').count(), 0, 'only once it is needed')
      for (const [typed, said] of Object.entries(judged)) {
        await field.fill(typed)
        await page.locator('.strength', { hasText: said }).waitFor()
      }
      await page.evaluate(pressWithCapsLock(true))
      await page.getByText('Caps Lock is on.').waitFor()
      await assertAccessible(page)
      await assertFits(page)
      assert.deepEqual(await page.evaluate(refusesPaste), [])
      await page.evaluate(pressWithCapsLock(false))
      assert.equal(await page.locator('.caps').innerText(), '')
      await press(page, 'Create account')
      await page.waitForURL('**/ui/welcome')
      await press(page, 'Sign out')

      await page.goto(`${server.url}/ui/login`)
      await page.getByLabel('E-mail').fill('grace@example.org')
      await field.fill(password)
      await page.getByLabel('Remember my address on this device').check()
      await press(page, 'Sign in')
      await page.waitForURL('**/ui/welcome')
      await press(page, 'Sign out')
      await page.goto(`${server.url}/ui/login`)
      assert.equal(await page.getByLabel('E-mail').inputValue(), 'grace@example.org')
      assert.equal(await page.locator(':focus').getAttribute('name'), 'password')
      await assertAccessible(page)
      assert.deepEqual(await page.evaluate(refusesPaste), [])
      await press(page, 'Not you? Forget this address')
      await page.waitForURL('**/ui/login?flow=*')
      assert.equal(await page.getByLabel('E-mail').inputValue(), '')
      assertQuiet()
    } finally {
      await close()
    }
  })
})
