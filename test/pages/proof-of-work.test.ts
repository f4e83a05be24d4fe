// Strangers have spent the tries of an account: its owner gets in on a new device, in a real browser.
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'

const owner = 'owner@example.org'

describe('a sign-in after too many wrong tries of others', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({
      pallas: { shield: { account: { tries: 2 }, proof_of_work: { attempts: 200 } } },
    })
    browser = await launchBrowser()
    await fetch(`${server.adminUrl}/admin/identities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        schema_id: 'default',
        traits: { email: owner },
        credentials: { password: { config: { password } } },
      }),
    })
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function strangers(): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const opened = await fetch(`${server.url}/self-service/login/api`)
      const { ui } = (await opened.json()) as { ui: { action: string } }
      await fetch(ui.action, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method: 'password', identifier: owner, password: 'wrong' }),
      })
    }
  }

  for (const withScripts of [true, false])
    it(withScripts ? 'takes a moment' : 'has to wait without scripts', async () => {
      await strangers()
      const who = await visit(browser, server.url, { javaScriptEnabled: withScripts })
      const { page } = who
      const signIn = async () => {
        await page.getByLabel('Password', { exact: true }).fill(password)
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      }
      try {
        await page.goto(`${server.url}/ui/login`)
        await page.getByLabel('E-mail').fill(owner)
        await signIn()
        await page.getByText('There were too many tries').first().waitFor()
        if (withScripts) await assertAccessible(page)
        await signIn()
        if (withScripts) await page.waitForURL('**/ui/welcome')
        else await page.getByText('wait a few minutes').first().waitFor()
        who.assertQuiet()
      } finally {
        await who.close()
      }
    })
})
