// The pages with one button, in a real browser: links in messages, and signing out for another site.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { aliases } from '#editions/all.ts'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { editions } from '../support/editions.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { heading, press, signUp } from './by-hand.ts'

describe('the pages with one button', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({
      selfservice: {
        methods: { link: { enabled: true } },
        flows: {
          recovery: { enabled: true, use: 'link' },
          verification: { enabled: true },
          registration: { after: { password: { hooks: [{ hook: 'session' }] } } },
        },
      },
    })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  /** The link in the latest message to an address. */
  async function linkFor(email: string, kind: string): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const answer = await fetch(
        `${server.adminUrl}/admin/pallas/mailbox/messages?to=${encodeURIComponent(email)}`,
      )
      const mails = (await answer.json()) as { links: string[] }[]
      const link = mails.flatMap(({ links }) => links).find((one) => one.includes(kind))
      if (link !== undefined) return link
      await new Promise((done) => setTimeout(done, 50))
    }
    throw new Error(`no link for ${email}`)
  }

  for (const [circumstances, options] of [
    ['with scripts', {}],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const) {
    const email = `${circumstances.replace(' ', '.')}@example.org`

    it(`an address is confirmed by the button of the mailed link, ${circumstances}`, async () => {
      const owner = await visit(browser, server.url, options)
      const elsewhere = await visit(browser, server.url, options)
      try {
        await signUp(owner.page, server.url, email)
        const link = await linkFor(email, '/self-service/verification')
        const { page } = elsewhere
        await page.goto(link)
        assert.equal(await heading(page), 'Confirm your address')
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        // the style sheet of the pages is in force
        const rounded = "getComputedStyle(document.querySelector('main')).borderRadius"
        assert.notEqual(await page.evaluate(rounded), '0px')
        await press(page, 'Confirm')
        await page.waitForURL('**/ui/verification?flow=*')
        assert.equal(await heading(page), 'Your address is confirmed')
        await owner.page.goto(`${server.url}/ui/welcome`)
        assert.match(await owner.page.locator('.facts').innerText(), /@example.org\s*confirmed/)
        elsewhere.assertQuiet()
      } finally {
        await Promise.all([owner.close(), elsewhere.close()])
      }
    })

    it(`an account is recovered by the button of the mailed link, ${circumstances}`, async () => {
      const { page, assertQuiet, close } = await visit(browser, server.url, options)
      try {
        await page.goto(`${server.url}/ui/recovery`)
        await page.getByLabel('E-mail address').fill(email)
        await press(page, 'Continue')
        await page.goto(await linkFor(email, '/self-service/recovery'))
        assert.equal(await heading(page), 'Recover your account')
        await page.reload()
        if (!('javaScriptEnabled' in options)) await assertAccessible(page)
        await press(page, 'Sign in')
        await page.waitForURL('**/ui/settings?flow=*')
        assert.equal(await heading(page), 'Your account')
        assertQuiet()
      } finally {
        await close()
      }
    })
  }

  it('second factors are kept by the button of the mailed link', async () => {
    const email = 'keeps@example.org'
    const made = await fetch(`${server.adminUrl}/admin/identities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        schema_id: 'default',
        traits: { email },
        credentials: { lookup_secret: { config: { codes: [{ code: 'abcd1234' }] } } },
      }),
    })
    const { id } = (await made.json()) as { id: string }
    const reset = `${server.adminUrl}/admin/pallas/identities/${id}/second-factor-reset`
    assert.equal((await fetch(reset, { method: 'POST' })).status, 200)
    const { page, assertQuiet, close } = await visit(browser, server.url)
    try {
      await page.goto(await linkFor(email, '/ui/cancel-second-factor-reset'))
      assert.equal(await heading(page), 'Keep your second factors?')
      await assertAccessible(page)
      await press(page, 'Keep my second factors')
      assert.equal(await heading(page), 'Your second factors stay')
      await assertAccessible(page)
      assert.equal((await fetch(reset)).status, 404)
      assertQuiet()
    } finally {
      await close()
    }
  })

  /** A page of another site with a link to this address, which it also loads as an image. */
  async function otherSite(to: string): Promise<{ url: string; close(): void }> {
    const site = createServer((_request, response) =>
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><title>Other</title><img src="${to}"><a href="${to}">Look</a>`),
    )
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    const { port } = site.address() as AddressInfo
    return { url: `http://localhost:${port}/`, close: () => site.close() }
  }

  for (const { name, mount } of editions.filter((one) => aliases[one.like] === undefined))
    it(`another site signs nobody out; a button asks the person (${name})`, async () => {
      const url = `${server.url}${mount}/self-service/browser/flows/logout`
      const site = await otherSite(url)
      const { page, close } = await visit(browser, server.url)
      try {
        await signUp(page, server.url, `out-${name}@example.org`)
        const visitOther = async () => {
          await page.goto(site.url)
          await page.getByRole('link', { name: 'Look' }).click()
          await page.waitForURL(url)
          assert.equal(await heading(page), 'Do you want to sign out?')
        }
        await visitOther()
        await page.goto(`${server.url}/ui/welcome`)
        assert.equal(await heading(page), 'You are signed in')
        await visitOther()
        await press(page, 'Sign out')
        await page.waitForURL((at) => at.pathname.startsWith('/ui/'))
        await page.goto(`${server.url}/ui/welcome`)
        assert.notEqual(await heading(page), 'You are signed in')
      } finally {
        await close()
        site.close()
      }
    })
})
