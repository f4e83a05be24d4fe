import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { codeFor } from './tour.ts'
import { heading, press, signUp } from './by-hand.ts'

describe(
  'recovering an account and confirming an address on the built-in pages',
  { skip: noBrowser },
  () => {
    let server: PallasProcess, browser: Browser
    before(async () => {
      const hooks = [{ hook: 'session' }, { hook: 'show_verification_ui' }]
      server = await startPallas({
        selfservice: {
          flows: {
            recovery: { enabled: true },
            verification: { enabled: true },
            registration: { after: { password: { hooks } } },
          },
        },
      })
      browser = await launchBrowser()
    })
    after(async () => {
      await browser.close()
      server.stop()
    })

    for (const [circumstances, options] of [
      ['with scripts', {}],
      ['without scripts', { javaScriptEnabled: false }],
    ] as const) {
      const email = `${circumstances.replace(' ', '.')}@example.org`

      it(`a person confirms the address after signing up, ${circumstances}`, async () => {
        const { page, assertQuiet, close } = await visit(browser, server.url, options)
        try {
          await signUp(page, server.url, email, '**/ui/verification?flow=*')
          assert.equal(await heading(page), 'Check your messages')
          assert.equal(
            await page.getByLabel('Verification code').getAttribute('autocomplete'),
            'one-time-code',
          )
          const code = await codeFor(server, email, 'verification_code_valid')
          await page.getByLabel('Verification code').fill(code === '000000' ? '000001' : '000000')
          await press(page, 'Continue')
          await page.getByRole('alert').waitFor()
          if (!('javaScriptEnabled' in options)) await assertAccessible(page)
          await page.getByLabel('Verification code').fill(code)
          await press(page, 'Continue')
          await page.getByRole('link', { name: 'Continue' }).click()
          await page.waitForURL('**/ui/welcome')
          assert.match(
            await page.locator('.facts').innerText(),
            new RegExp(`${email}\\s*confirmed`),
          )
          assertQuiet()
        } finally {
          await close()
        }
      })

      it(`a person signs in with a recovery code and sets a new password, ${circumstances}`, async () => {
        const { page, assertQuiet, close } = await visit(browser, server.url, options)
        try {
          await page.goto(`${server.url}/ui/login`)
          await page.getByRole('link', { name: 'Forgot your password?' }).click()
          assert.equal(await heading(page), 'Recover your account')
          if (!('javaScriptEnabled' in options)) await assertAccessible(page)
          await page.getByLabel('E-mail address').fill(email)
          await press(page, 'Continue')
          await page
            .getByLabel('Recovery code')
            .fill(await codeFor(server, email, 'recovery_code_valid'))
          await press(page, 'Continue')
          await page.waitForURL('**/ui/settings?flow=*')
          await page.getByLabel('Password', { exact: true }).fill('another-Horse-88-staple')
          await press(page, 'Change password')
          await page.getByRole('status').waitFor()
          await page.goto(`${server.url}/ui/welcome`)
          await press(page, 'Sign out')
          await page.goto(`${server.url}/ui/login`)
          await page.getByLabel('E-mail').fill(email)
          await page.getByLabel('Password', { exact: true }).fill('another-Horse-88-staple')
          await press(page, 'Sign in')
          await page.waitForURL('**/ui/welcome')
          assert.equal(await heading(page), 'You are signed in')
          assertQuiet()
        } finally {
          await close()
        }
      })
    }

    it('the recovery page is the same for an unknown address', async () => {
      const { page, close } = await visit(browser, server.url)
      const seen: string[] = []
      try {
        for (const email of ['with.scripts@example.org', 'nobody@example.org']) {
          await page.goto(`${server.url}/ui/recovery`)
          await page.getByLabel('E-mail address').fill(email)
          await press(page, 'Continue')
          await page.getByLabel('Recovery code').waitFor()
          seen.push((await page.locator('main').innerText()).replace(email, 'ADDRESS'))
        }
        assert.equal(seen[0], seen[1])
      } finally {
        await close()
      }
    })

    it('a late change of the password is stored once the person has confirmed who they are', async () => {
      const strict = await startPallas({
        selfservice: { flows: { settings: { privileged_session_max_age: '3s' } } },
      })
      const { page, assertQuiet, close } = await visit(browser, strict.url)
      try {
        await page.goto(`${strict.url}/ui/registration`)
        await page.getByLabel('E-mail').fill('later@example.org')
        await press(page, 'Continue')
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Create account')
        await page.getByRole('link', { name: 'Change your account' }).click()
        await page.waitForTimeout(3100)
        await page.getByLabel('Password', { exact: true }).fill('another-Horse-88-staple')
        await press(page, 'Change password')
        await page.waitForURL('**/ui/login?flow=*')
        assert.equal(await heading(page), 'Confirm that it is you')
        assert.equal(await page.locator('.account-name').innerText(), 'later@example.org')
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Confirm')
        await page.waitForURL('**/ui/settings?flow=*')
        assert.match(await page.getByRole('status').innerText(), /saved/)
        assertQuiet()
      } finally {
        await close()
        strict.stop()
      }
    })
  },
)
