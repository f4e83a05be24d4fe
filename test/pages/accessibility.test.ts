import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'

const circumstances: Readonly<Record<string, BrowserContextOptions>> = {
  'on a desk, in the light': { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  'on a desk, in the dark': { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  'on a phone': {
    colorScheme: 'light',
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
  },
  'where colours are forced': { forcedColors: 'active', viewport: { width: 360, height: 740 } },
}

describe('the accessibility of the server’s own pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas({
      selfservice: { flows: { recovery: { enabled: true }, verification: { enabled: true } } },
    })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  async function signUp(page: Page, email: string): Promise<void> {
    await page.goto(`${server.url}/ui/registration`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL('**/ui/{welcome,verification}*')
  }

  for (const [name, options] of Object.entries(circumstances)) {
    it(`no page breaks a rule, ${name}`, async () => {
      const { page, assertQuiet, close } = await visit(browser, server.url, options)
      const check = async () => {
        await assertAccessible(page)
        await assertFits(page)
      }
      const wrong = async (path: string, button: string) => {
        await page.goto(`${server.url}${path}`)
        await check()
        await page.getByRole('button', { name: button }).first().click()
        await page.getByRole('alert').waitFor()
        await check()
      }
      try {
        for (const path of ['/ui/welcome', '/ui/error?id=stub:500']) {
          await page.goto(`${server.url}${path}`)
          await check()
        }
        await wrong('/ui/registration', 'Continue')
        await wrong('/ui/login', 'Sign in')
        await signUp(page, `${name.replaceAll(/[^a-z]+/g, '-')}@example.org`)
        await check()
        for (const path of ['/ui/welcome', '/ui/sessions', '/ui/login?refresh=true']) {
          await page.goto(`${server.url}${path}`)
          await check()
        }
        await wrong('/ui/settings', 'Change password')
        assertQuiet()
      } finally {
        await close()
      }
    })
  }
})

/** Nothing is cut off at the side (WCAG 2.2, 1.4.10), and what is to be touched is big enough (2.5.8, and more than that). */
async function assertFits(page: Page): Promise<void> {
  const faults = await page.evaluate<string[]>(`(() => {
    const faults = []
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window')
    for (const control of document.querySelectorAll('button, a.button, input:not([type=hidden], [type=checkbox])')) {
      const { height } = control.getBoundingClientRect()
      if (height < 44) faults.push(control.outerHTML.slice(0, 80) + ' is ' + height + ' px high')
    }
    return faults
  })()`)
  if (faults.length > 0) throw new Error(`${page.url()}: ${faults.join('; ')}`)
}
