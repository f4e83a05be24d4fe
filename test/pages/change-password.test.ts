import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press, signUp } from './by-hand.ts'

const label = 'Sign out everywhere else'

describe('a new password on the built-in settings page', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({})
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function signIn(page: Page, email: string): Promise<void> {
    await page.goto(`${server.url}/ui/login`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Sign in')
    await page.waitForURL('**/ui/welcome')
  }

  for (const [circumstances, options] of [
    ['with scripts', {}],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const)
    for (const ticked of [true, false])
      it(`${ticked ? 'signs out' : 'leaves'} another browser as the box says, ${circumstances}`, async () => {
        const email = `${circumstances.replace(' ', '.')}.${ticked}@example.org`
        const here = await visit(browser, server.url, options)
        const there = await visit(browser, server.url, options)
        try {
          await signUp(here.page, server.url, email)
          await signIn(there.page, email)
          await here.page.goto(`${server.url}/ui/settings`)
          const box = here.page.getByRole('checkbox', { name: label, exact: true })
          assert.equal(await box.isChecked(), true)
          if (circumstances === 'with scripts') await assertAccessible(here.page)
          await box.focus()
          if (!ticked) await here.page.keyboard.press('Space')
          assert.equal(await box.isChecked(), ticked)

          const field = here.page.getByLabel('Password', { exact: true })
          await field.fill('short')
          await press(here.page, 'Change password')
          await here.page.getByRole('alert').waitFor()
          assert.equal(await box.isChecked(), ticked, 'after a mistake')
          await field.fill('another-Good-one-77!')
          await press(here.page, 'Change password')
          await here.page.getByText('Your changes are saved.').waitFor()

          for (const [page, stays] of [
            [here.page, true],
            [there.page, !ticked],
          ] as const) {
            await page.goto(`${server.url}/ui/welcome`)
            const title = stays ? 'You are signed in' : 'Welcome'
            assert.equal(await page.locator('h1').innerText(), title)
          }
          here.assertQuiet()
        } finally {
          await here.close()
          await there.close()
        }
      })
})
