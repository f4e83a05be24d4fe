// An operator in a browser, where the console and the public pages are different sites.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { withFactors } from '../support/factors.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press, signUp } from './by-hand.ts'
import { assertFits, assertLabels, assertStyled } from './page-checks.ts'

describe('an operator', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(withFactors, 'localhost')
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })
  const api = async (path: string, json?: unknown): Promise<any> => {
    const call = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    }
    return (await fetch(`${server.adminUrl}/admin${path}`, json === undefined ? {} : call)).json()
  }

  it('signs in to the console with a backup code, changes something, and signs out', async () => {
    const { url, adminUrl } = server
    const { page, close } = await visit(browser, url, { viewport: { width: 360, height: 740 } })
    const check = async () => {
      for (const one of [assertAccessible, assertFits, assertLabels, assertStyled]) await one(page)
    }
    await signUp(page, url, 'ada@example.org')
    await page.goto(`${url}/ui/settings`)
    await press(page, 'Make new backup codes')
    const codes = await page.locator('#lookup_secret_codes li').allInnerTexts()
    await press(page, 'I have written them down')
    await page.getByText('Your changes are saved.').waitFor()
    await page.goto(`${url}/ui/welcome`)
    await press(page, 'Sign out')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    await page.goto(`${adminUrl}/ui`)
    await page.getByText('everybody on this machine can use this console').waitFor()
    const [{ id }] = await api('/identities')
    await api('/pallas/operators', { identity_id: id, role: 'admin' })

    await page.goto(`${adminUrl}/ui/people/${id}`)
    await page.getByRole('heading', { name: 'Sign in to use the console' }).waitFor()
    await check()
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('E-mail').fill('ada@example.org')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Sign in')
    await page.getByRole('heading', { name: 'Second step' }).waitFor()
    assert.equal(new URL(page.url()).origin, url)
    await page.getByLabel('Backup code', { exact: true }).fill(codes[0] ?? '')
    await press(page, 'Go on with a backup code')
    await page.getByRole('heading', { name: 'Continue to the console' }).waitFor()
    await check()
    await press(page, 'Continue to the console as ada@example.org')

    await page.waitForURL(`${adminUrl}/ui/people/${id}`)
    await check()
    const who = page.getByRole('group', { name: 'Signed in' })
    assert.match(await who.innerText(), /ada@example\.org\s+admin/)
    await page.getByLabel('First name').fill('Ada')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('status').getByText('The changes are saved.').waitFor()
    const [entry] = await api(`/pallas/audit?target_id=${id}&action=identity.updated`)
    assert.deepEqual(entry.actor, { kind: 'operator', id, right: 'admin' })

    await press(page, 'Sign out')
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await check()
    await page.goto(`${adminUrl}/ui/people`)
    await page.getByRole('heading', { name: 'Sign in to use the console' }).waitFor()
    await close()
  })
})
