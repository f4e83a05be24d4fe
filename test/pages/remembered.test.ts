import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { codeAt, earlyInStep, period, withFactors } from '../support/factors.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { mergeDeep } from '../support/server.ts'
import { press, signUp } from './by-hand.ts'

const label = 'Do not ask for this on this device for some time'

describe('remembering a device on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    const remembering = { pallas: { second_factor: { remember: '30d' } } }
    server = await startPallas(mergeDeep(withFactors, remembering))
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function signInAgain(page: Page, email: string) {
    await page.goto(`${server.url}/ui/welcome`)
    await press(page, 'Sign out')
    await page.goto(`${server.url}/ui/login`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Sign in')
  }

  for (const [circumstances, options] of [
    ['with scripts', {}],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const)
    it(`a person ticks the box, is not asked again, and forgets the device, ${circumstances}`, async () => {
      const email = `${circumstances.replace(' ', '.')}@example.org`
      const { page, assertQuiet, close } = await visit(browser, server.url, options)
      try {
        await signUp(page, server.url, email)
        await page.goto(`${server.url}/ui/settings`)
        const secret = await page.locator('#totp_secret_key').innerText()
        await earlyInStep()
        await page.getByLabel('Code that the app shows').fill(codeAt(secret, Date.now() - period))
        await press(page, 'Set up the app')
        await page.getByText('Your changes are saved.').waitFor()
        await press(page, 'Make new backup codes')
        await press(page, 'I have written them down')
        await page.getByText('Your changes are saved.').waitFor()

        await signInAgain(page, email)
        const app = page.getByRole('region', { name: 'Authenticator app' })
        await app.waitFor()
        assert.equal(await page.getByLabel(label).count(), 2, 'one in each form')
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        await app.getByLabel(label).check()
        await app.getByLabel('Code of your authenticator app').fill(codeAt(secret, Date.now()))
        await press(page, 'Go on with the app')
        await page.waitForURL('**/ui/welcome')

        await signInAgain(page, email)
        await page.waitForURL('**/ui/welcome')
        await page.goto(`${server.url}/ui/settings`)
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        await press(page, 'Ask for the second step on the remembered device again')
        await page.getByText('Your changes are saved.').waitFor()
        await signInAgain(page, email)
        await page.getByRole('heading', { name: 'Second step' }).waitFor()
        assertQuiet()
      } finally {
        await close()
      }
    })
})
