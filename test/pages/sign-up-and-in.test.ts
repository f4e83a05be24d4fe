import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser, noBrowser, visit, type Visit } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { heading, press, signUp } from './by-hand.ts'

describe('signing up and in on the built-in pages', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser
  before(async () => {
    server = await startPallas()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
  })

  const title = (page: Page) => page.title()
  const focused = (page: Page, attribute: string) => page.locator(':focus').getAttribute(attribute)
  /** The hint and messages that a screen reader reads with a field. */
  async function described(page: Page, label: string): Promise<string> {
    const ids =
      (await page.getByLabel(label, { exact: true }).getAttribute('aria-describedby'))?.split(
        ' ',
      ) ?? []
    return (await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()))).join(' ')
  }

  async function as(
    options: BrowserContextOptions,
    story: (page: Page, who: Visit) => Promise<void>,
  ): Promise<void> {
    const who = await visit(browser, server.url, options)
    try {
      await story(who.page, who)
      who.assertQuiet()
    } finally {
      await who.close()
    }
  }

  for (const [circumstances, options] of [
    ['with scripts', {}],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const) {
    const email = `${circumstances.replace(' ', '.')}@example.org`

    it(`a person signs up in two steps, signs out, and signs in again, ${circumstances}`, () =>
      as(options, async (page) => {
        await page.goto(`${server.url}/ui/welcome`)
        await page.getByRole('link', { name: 'Create an account' }).click()
        assert.equal(await page.locator('.step').innerText(), 'Step 1 of 2')
        await page.getByLabel('E-mail').fill(email)
        await page.getByLabel('First name').fill('Ada')
        await press(page, 'Continue')

        assert.equal(await heading(page), 'Choose a password')
        assert.equal(await page.locator('.account-name').innerText(), email)
        await press(page, 'Back to your details')
        assert.equal(await page.getByLabel('E-mail').inputValue(), email)
        assert.equal(await page.getByLabel('First name').inputValue(), 'Ada')
        await page.getByLabel('Last name').fill('Lovelace')
        await press(page, 'Continue')
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Create account')

        await page.waitForURL('**/ui/welcome')
        assert.equal(await heading(page), 'You are signed in')
        assert.deepEqual(await page.locator('dt').allInnerTexts(), [
          'E-mail',
          'First name',
          'Last name',
        ])
        assert.match(
          await page.locator('.facts').innerText(),
          new RegExp(`${email}[\\s\\S]*Ada[\\s\\S]*Lovelace`),
        )
        await press(page, 'Sign out')
        await page.getByRole('heading', { name: 'Welcome' }).waitFor()

        await page.goto(`${server.url}/ui/login`)
        await page.getByLabel('E-mail').fill(email.toUpperCase())
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Sign in')
        await page.waitForURL('**/ui/welcome')
        assert.equal(await heading(page), 'You are signed in')
      }))

    it(`wrong values are kept, with messages beside the field and above the form, ${circumstances}`, () =>
      as(options, async (page) => {
        await page.goto(`${server.url}/ui/registration`)
        await page.getByLabel('E-mail').fill('no address')
        await page.getByLabel('First name').fill('Grace')
        await press(page, 'Continue')
        assert.match(await title(page), /^Error: /)
        const field = page.getByLabel('E-mail')
        assert.equal(await field.getAttribute('aria-invalid'), 'true')
        assert.match(await described(page, 'E-mail'), /not an email address/)
        assert.equal(await field.inputValue(), 'no address')
        assert.equal(await page.getByLabel('First name').inputValue(), 'Grace')
        assert.equal(await focused(page, 'role'), 'alert')
        await page.getByRole('alert').getByRole('link').click()
        assert.equal(await focused(page, 'name'), 'traits.email')

        await field.fill('grace@example.org')
        await press(page, 'Continue')
        assert.doesNotMatch(await title(page), /^Error: /)
        await page.getByLabel('Password', { exact: true }).fill('short')
        await press(page, 'Create account')
        assert.match(
          await described(page, 'Password'),
          /At least 8 characters.*needs at least 8 characters/s,
        )
        assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '')
      }))

    it(`a wrong password and an unknown account get the same message, ${circumstances}`, () =>
      as(options, async (page) => {
        const seen: string[] = []
        for (const identifier of [email, 'nobody@example.org']) {
          await page.goto(`${server.url}/ui/login`)
          await page.getByLabel('E-mail').fill(identifier)
          await page.getByLabel('Password', { exact: true }).fill('not-the-password-77')
          await press(page, 'Sign in')
          assert.match(await title(page), /^Error: Sign in/)
          assert.equal(await page.getByLabel('E-mail').inputValue(), identifier)
          seen.push(await page.locator('main').innerText())
        }
        assert.equal(seen[0], seen[1])
      }))
  }

  it('the keyboard is enough to sign up, out and in', () =>
    as({}, async (page) => {
      const { keyboard } = page
      await page.goto(`${server.url}/ui/registration`)
      await keyboard.press('Tab')
      assert.equal(await focused(page, 'name'), 'traits.email')
      await keyboard.type('keys@example.org')
      await keyboard.press('Enter')
      await page.waitForSelector('[name=password]')
      assert.equal(await focused(page, 'name'), 'password')
      await keyboard.type(password)
      await keyboard.press('Tab')
      assert.equal(await focused(page, 'aria-label'), 'Show password')
      await keyboard.press('Enter')
      assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text')
      await keyboard.press('Tab')
      assert.equal(await focused(page, 'name'), 'method')
      await keyboard.press('Enter')
      await page.waitForURL('**/ui/welcome')
      await page.getByRole('button', { name: 'Sign out' }).focus()
      await keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Welcome' }).waitFor()
      await page.goto(`${server.url}/ui/login`)
      assert.equal(await focused(page, 'name'), 'identifier')
      await keyboard.type('keys@example.org')
      await keyboard.press('Tab')
      await keyboard.type(password)
      await keyboard.press('Enter')
      await page.waitForURL('**/ui/welcome')
      assert.equal(await heading(page), 'You are signed in')
    }))

  it('a control with the focus has an outline', () =>
    as({}, async (page) => {
      await page.goto(`${server.url}/ui/registration`)
      await page.keyboard.press('Tab')
      assert.equal(
        await page.evaluate('getComputedStyle(document.activeElement).outline'),
        'rgb(180, 105, 14) solid 3px',
      )
    }))

  it('people see their sessions, and end those of other devices', () =>
    as({}, async (page) => {
      await signUp(page, server.url, 'twice@example.org')
      await as(
        {
          userAgent:
            'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
        },
        async (phone) => {
          await phone.goto(`${server.url}/ui/login`)
          await phone.getByLabel('E-mail').fill('twice@example.org')
          await phone.getByLabel('Password', { exact: true }).fill(password)
          await press(phone, 'Sign in')
          await phone.waitForURL('**/ui/welcome')

          await page.getByRole('link', { name: 'Where you are signed in' }).click()
          assert.deepEqual(await page.locator('.device').allInnerTexts(), [
            'Chrome on Linux This browser',
            'Safari on iPhone',
          ])
          await press(page, 'Sign out Safari on iPhone')
          assert.match(await page.getByRole('status').innerText(), /Signed out in one place/)
          assert.match(
            await page.locator('main').innerText(),
            /You are not signed in anywhere else/,
          )
          await phone.reload()
          assert.equal(await heading(phone), 'Welcome')
        },
      )
    }))

  it('a form that was open during a sign-in in another tab does no harm', () =>
    as({}, async (page, { context }) => {
      await signUp(page, server.url, 'tabs@example.org')
      await press(page, 'Sign out')
      const other = await context.newPage()
      for (const tab of [page, other]) await tab.goto(`${server.url}/ui/login`)
      for (const tab of [other, page]) {
        await tab.getByLabel('E-mail').fill('tabs@example.org')
        await tab.getByLabel('Password', { exact: true }).fill(password)
        await press(tab, 'Sign in')
        await tab.waitForURL('**/ui/welcome')
      }
      await other.goto(`${server.url}/ui/settings`)
      await press(page, 'Sign out')
      await page.getByRole('heading', { name: 'Welcome' }).waitFor()
      await press(other, 'Save changes')
      await other.waitForURL('**/ui/login?flow=*')
    }))

  it('going back after signing out shows nothing of the account', () =>
    as({}, async (page) => {
      await signUp(page, server.url, 'gone@example.org')
      await page.goto(`${server.url}/ui/settings`)
      await page.goto(`${server.url}/ui/welcome`)
      await press(page, 'Sign out')
      await page.getByRole('heading', { name: 'Welcome' }).waitFor()
      for (let steps = 0; steps < 2; steps++) {
        await page.goBack()
        assert.doesNotMatch(await page.content(), /gone@example\.org/)
      }
    }))

  it('an unknown flow is replaced by a new one', () =>
    as({}, async (page) => {
      await page.goto(`${server.url}/ui/login?flow=00000000-0000-4000-8000-000000000000`)
      assert.equal(await heading(page), 'Sign in')
      assert.doesNotMatch(page.url(), /00000000/)
    }))
})
