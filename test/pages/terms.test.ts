// New terms on the pages: between the password and the session, with scripts and without.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { termsConfig, termsUrl } from '../support/terms.ts'
import { press } from './by-hand.ts'
import { assertFits } from './page-checks.ts'

describe('new terms on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas(termsConfig('1'))
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  for (const javaScriptEnabled of [true, false])
    it(`are read and accepted ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
      const name = `ada-${javaScriptEnabled}@example.org`
      const version = javaScriptEnabled ? '2' : '3'
      const { page, assertQuiet, close } = await visit(browser, server.url, { javaScriptEnabled })
      try {
        await page.goto(`${server.url}/ui/registration`)
        await page.getByLabel('E-mail').fill(name)
        await page.getByLabel('Terms of use').check()
        await press(page, 'Continue')
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Create account')
        await page.waitForURL('**/ui/welcome')
        await press(page, 'Sign out')
        await server.configure(termsConfig(version))

        await page.goto(`${server.url}/ui/login`)
        await page.getByLabel('E-mail').fill(name)
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Sign in')
        await page.getByRole('heading', { name: 'Please read and accept' }).waitFor()
        if (javaScriptEnabled) {
          await assertFits(page)
          await assertAccessible(page)
        }
        const link = page.getByRole('link', { name: `Read version ${version}` })
        assert.equal(await link.getAttribute('href'), termsUrl(version))
        assert.equal(await page.getByLabel('Password', { exact: true }).count(), 0)
        if (process.env['PALLAS_PICTURES'])
          await page.screenshot({ path: `${process.env['PALLAS_PICTURES']}/terms-${version}.png` })
        await page.getByLabel('Terms of use').check()
        await press(page, 'Save and go on')
        await page.waitForURL('**/ui/welcome')
        assertQuiet()
      } finally {
        await close()
      }
    })
})
