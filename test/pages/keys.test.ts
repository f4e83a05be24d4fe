// Passkeys and security keys on the built-in pages, with an authenticator that the browser plays.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { withKeys } from '../support/keys.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press, signUp } from './by-hand.ts'

/** An authenticator in the device, or one that is plugged in. Its owner touches it at once when `present`. */
type Device = { present(is: boolean): Promise<void>; count(): Promise<number> }

async function deviceOf(page: Page, transport: 'internal' | 'usb'): Promise<Device> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: transport === 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    async present(enabled) {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    count: async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

describe('passkeys and security keys on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(
      withKeys(false, { id: 'localhost', display_name: 'Example' }),
      'localhost',
    )
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function signOut(page: Page): Promise<void> {
    await page.goto(`${server.url}/ui/welcome`)
    await press(page, 'Sign out')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  }

  it('a person signs up with a passkey, signs in with it, and adds and removes others', async () => {
    const who = await visit(browser, server.url),
      { page } = who
    try {
      const device = await deviceOf(page, 'internal')
      await page.goto(`${server.url}/ui/registration`)
      await page.getByLabel('E-mail').fill('ada@example.org')
      await press(page, 'Continue')
      await assertAccessible(page)
      await press(page, 'Sign up with a passkey')
      await page.waitForURL('**/ui/welcome')
      assert.equal(await device.count(), 1)

      await signOut(page)
      await device.present(false)
      await page.goto(`${server.url}/ui/login`)
      await assertAccessible(page)
      await device.present(true)
      await press(page, 'Sign in with a passkey')
      await page.waitForURL('**/ui/welcome')

      await page.goto(`${server.url}/ui/settings`)
      await assertAccessible(page)
      assert.equal(await page.getByRole('button', { name: /^Remove the passkey/ }).count(), 1)
      await page.getByRole('button', { name: /^Remove the passkey/ }).click()
      await page.getByText('This is your last way to sign in.').first().waitFor()
      who.assertQuiet()
    } finally {
      await who.close()
    }
  })

  it('the field of the identifier offers a passkey', async () => {
    const who = await visit(browser, server.url),
      { page } = who
    try {
      await deviceOf(page, 'internal')
      await signUp(page, server.url, 'bob@example.org')
      await page.goto(`${server.url}/ui/settings`)
      await press(page, 'Add a passkey')
      await page.getByText('Your changes are saved.').waitFor()
      await signOut(page)
      await page.goto(`${server.url}/ui/login`)
      await page.waitForURL('**/ui/welcome')
      await page.goto(`${server.url}/ui/settings`)
      await page.getByRole('button', { name: /^Remove the passkey/ }).click()
      await page.getByText('Your changes are saved.').waitFor()
      assert.equal(await page.getByRole('button', { name: /^Remove the passkey/ }).count(), 0)
      who.assertQuiet()
    } finally {
      await who.close()
    }
  })

  it('a security key is the second factor', async () => {
    const who = await visit(browser, server.url),
      { page } = who
    try {
      await deviceOf(page, 'usb')
      await signUp(page, server.url, 'eve@example.org')
      await page.goto(`${server.url}/ui/settings`)
      const name = page.getByLabel('Name of the security key')
      await name.fill('blue')
      // NOTE nothing is removed or sent by the Enter key
      await name.press('Enter')
      await press(page, 'Add a security key')
      await page.getByText('Your changes are saved.').waitFor()
      const remove = page.getByRole('button', { name: /^Remove the security key blue/ })
      assert.equal(await remove.count(), 1)
      await page.getByLabel('Name of the security key').press('Enter')
      await page.reload()
      assert.equal(await remove.count(), 1)

      await signOut(page)
      await page.goto(`${server.url}/ui/login`)
      await page.getByLabel('E-mail').fill('eve@example.org')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await press(page, 'Sign in')
      await page.getByRole('heading', { name: 'Second step' }).waitFor()
      await assertAccessible(page)
      await press(page, 'Sign in with a security key')
      await page.waitForURL('**/ui/welcome')
      who.assertQuiet()
    } finally {
      await who.close()
    }
  })
})
