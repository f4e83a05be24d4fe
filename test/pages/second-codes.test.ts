import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { withSecondCodes } from '../support/second-codes.ts'
import { press } from './by-hand.ts'
import { codeFor } from './tour.ts'

const phone = '+491701234567'

describe('codes as the second factor on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(withSecondCodes)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function person(traits: { readonly email: string; readonly phone?: string }) {
    const { status } = await fetch(`${server.adminUrl}/admin/identities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        schema_id: 'default',
        traits,
        credentials: { password: { config: { password } } },
      }),
    })
    assert.equal(status, 201)
  }
  async function firstStep(page: Page, email: string) {
    await page.goto(`${server.url}/ui/login`)
    await page.locator('input[name=identifier]').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Sign in')
    await page.getByRole('heading', { name: 'Second step' }).waitFor()
  }
  async function type(page: Page, code: string) {
    await page.getByLabel('Sign-in code').fill(code)
    await press(page, 'Continue')
  }

  for (const [circumstances, options] of [
    ['with scripts', {}],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const) {
    it(`a person with one address is sent a code at once, ${circumstances}`, async () => {
      const email = `one.${circumstances.replace(' ', '.')}@example.org`
      const { page, assertQuiet, close } = await visit(browser, server.url, options)
      try {
        await person({ email })
        await firstStep(page, email)
        assert.match(await page.locator('.account').innerText(), new RegExp(`Sent to\\s*${email}`))
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        assert.equal(await page.getByRole('link', { name: 'Use another way' }).count(), 0)
        const code = await codeFor(server, email, 'login_code_valid')
        await type(page, code === '000000' ? '000001' : '000000')
        await page.getByRole('alert').waitFor()
        assert.match(await page.locator('.account').innerText(), new RegExp(`Sent to\\s*${email}`))
        await type(page, code)
        await page.waitForURL('**/ui/welcome')
        assertQuiet()
      } finally {
        await close()
      }
    })

    it(`a person with several chooses, and may choose another, ${circumstances}`, async () => {
      const email = `two.${circumstances.replace(' ', '.')}@example.org`
      const own = 'javaScriptEnabled' in options ? phone : phone.replace(/7$/, '8')
      const { page, assertQuiet, close } = await visit(browser, server.url, options)
      try {
        await person({ email, phone: own })
        await firstStep(page, email)
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        await press(page, `Send a code to ${email}`)
        await page.getByLabel('Sign-in code').waitFor()
        await page.getByRole('link', { name: 'Use another way' }).click()
        await press(page, `Send a code to ${own}`)
        await type(page, await codeFor(server, own, 'login_code_valid'))
        await page.waitForURL('**/ui/welcome')
        assertQuiet()
      } finally {
        await close()
      }
    })
  }

  it('a person who has come in by the only mailbox is told that it does not count twice', async () => {
    const { page, close } = await visit(browser, server.url)
    const email = 'stuck@example.org'
    try {
      await person({ email })
      await page.goto(`${server.url}/ui/recovery`)
      await page.getByLabel('E-mail address').fill(email)
      await press(page, 'Continue')
      await page
        .getByLabel('Recovery code')
        .fill(await codeFor(server, email, 'recovery_code_valid'))
      await press(page, 'Continue')
      await page.getByText('a mailbox or a phone counts once').waitFor()
      await assertAccessible(page)
    } finally {
      await close()
    }
  })
})
