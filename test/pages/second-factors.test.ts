import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { codeAt, earlyInStep, period, withFactors } from '../support/factors.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press, signUp } from './by-hand.ts'

describe('second factors on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(withFactors)
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  const backgroundOf = (picture: Locator) =>
    picture.evaluate(
      (image) =>
        (
          globalThis as unknown as {
            getComputedStyle(element: unknown): { backgroundColor: string }
          }
        ).getComputedStyle(image).backgroundColor,
    )
  const section = (page: Page, name: string) => page.getByRole('region', { name })

  for (const [circumstances, options] of [
    ['with scripts, in the dark', { colorScheme: 'dark' }],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const) {
    it(`a person sets up an app and backup codes, and signs in with each of them, ${circumstances}`, async () => {
      const email = `${circumstances.replaceAll(/\W/g, '')}@example.org`
      const who = await visit(browser, server.url, options),
        { page } = who
      const check = async () => ('colorScheme' in options ? assertAccessible(page) : undefined)
      try {
        await signUp(page, server.url, email)
        await page.goto(`${server.url}/ui/settings`)
        const picture = page.getByRole('img', { name: 'QR code' })
        assert.equal(await backgroundOf(picture), 'rgb(255, 255, 255)')
        await check()
        const secret = await page.locator('#totp_secret_key').innerText()
        await earlyInStep()
        await page.getByLabel('Code that the app shows').fill(codeAt(secret, Date.now() - period))
        await press(page, 'Set up the app')
        await page.getByText('Your changes are saved.').waitFor()
        await press(page, 'Make new backup codes')
        const codes = await page.locator('#lookup_secret_codes li').allInnerTexts()
        assert.equal(codes.length, 12)
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'Save them as a file' }).click(),
        ])
        assert.equal(file.suggestedFilename(), 'backup-codes.txt')
        const text = readFileSync(await file.path(), 'utf8')
        assert.ok(codes.every((code) => text.includes(`${code}\n`)))
        const print = page.getByRole('button', { name: 'Print them' })
        assert.equal(await print.count(), 'colorScheme' in options ? 1 : 0)
        await check()
        await press(page, 'I have written them down')
        await page.getByText('Your changes are saved.').waitFor()

        for (const [factor, label, button, value] of [
          [
            'Authenticator app',
            'Code of your authenticator app',
            'Go on with the app',
            () => codeAt(secret, Date.now()),
          ],
          ['Backup codes', 'Backup code', 'Go on with a backup code', () => codes[0] ?? ''],
        ] as const) {
          await page.goto(`${server.url}/ui/welcome`)
          await press(page, 'Sign out')
          await page.getByRole('heading', { name: 'Welcome' }).waitFor()
          await page.goto(`${server.url}/ui/login`)
          await page.getByLabel('E-mail').fill(email)
          await page.getByLabel('Password', { exact: true }).fill(password)
          await press(page, 'Sign in')
          await page.getByRole('heading', { name: 'Second step' }).waitFor()
          assert.equal(await page.locator(':focus').getAttribute('name'), 'totp_code')
          await check()
          await section(page, factor).getByLabel(label, { exact: true }).fill(value())
          await press(page, button)
          await page.waitForURL('**/ui/welcome')
        }
        who.assertQuiet()
      } finally {
        await who.close()
      }
    })
  }

  it('opening the settings without the second factor asks for it, then returns to them', async () => {
    const who = await visit(browser, server.url),
      { page } = who
    try {
      await signUp(page, server.url, 'back@example.org')
      await page.goto(`${server.url}/ui/settings`)
      const secret = await page.locator('#totp_secret_key').innerText()
      await earlyInStep()
      await page.getByLabel('Code that the app shows').fill(codeAt(secret, Date.now() - period))
      await press(page, 'Set up the app')
      await page.getByText('Your changes are saved.').waitFor()
      const form = page.url()
      await page.goto(`${server.url}/ui/welcome`)
      await press(page, 'Sign out')
      await page.goto(`${server.url}/ui/login`)
      await page.getByLabel('E-mail').fill('back@example.org')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await press(page, 'Sign in')
      await page.getByRole('heading', { name: 'Second step' }).waitFor()
      await page.goto(form)
      await page.getByLabel('Code of your authenticator app').fill(codeAt(secret, Date.now()))
      await press(page, 'Go on with the app')
      await page.waitForURL('**/ui/settings?*')
      await page.getByRole('button', { name: 'Remove the authenticator app' }).waitFor()
    } finally {
      await who.close()
    }
  })
})
