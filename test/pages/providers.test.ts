// A real browser, the built-in pages, and a real provider: the library oidc-provider with its pages.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, noBrowser } from '../support/browser.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { agree, startRealProvider, type RealProvider } from '../support/real-provider.ts'
import { press } from './by-hand.ts'

describe('signing up and in with a provider in a browser', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser, provider: RealProvider

  before(async () => {
    provider = await startRealProvider()
    server = await startPallas({
      selfservice: {
        methods: {
          oidc: {
            enabled: true,
            config: {
              providers: [
                provider.settings('Acme'),
                provider.settings('Umbrella', { pkce: 'force', claims_source: 'userinfo' }),
              ],
            },
          },
        },
        flows: {
          registration: {
            after: {
              password: { hooks: [{ hook: 'session' }] },
              oidc: { hooks: [{ hook: 'session' }] },
            },
          },
        },
      },
    })
    const callback = `${server.url}/self-service/methods/oidc/callback`
    provider.serve({ Acme: `${callback}/Acme`, Umbrella: callback })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
    provider.close()
  })

  async function as(story: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await story(page)
    } finally {
      await context.close()
    }
  }

  const session = async (page: Page): Promise<any> =>
    (
      await page
        .context()
        .request.get(`${server.url}/sessions/whoami`, { headers: { accept: 'application/json' } })
    ).json()

  it('a person signs up with a provider, then signs in with one click', () =>
    as(async (page) => {
      await page.goto(`${server.url}/ui/registration`)
      await press(page, 'Sign up with Acme')
      await agree(page, 'ada')
      await page.waitForURL('**/ui/welcome')
      const first = await session(page)
      assert.deepEqual(first.identity.traits, { email: 'ada@example.org', name: { first: 'ada' } })
      assert.equal(first.identity.verifiable_addresses[0].verified, true)
      await page.context().clearCookies({ name: 'ory_kratos_session' })
      await page.goto(`${server.url}/ui/login`)
      await press(page, 'Sign in with Acme')
      await page.waitForURL('**/ui/welcome')
      assert.equal((await session(page)).identity.id, first.identity.id)
    }))

  it('a provider may require PKCE, and answer claims from its userinfo endpoint', () =>
    as(async (page) => {
      await page.goto(`${server.url}/ui/login`)
      await press(page, 'Sign in with Umbrella')
      await agree(page, 'bob')
      await page.waitForURL('**/ui/welcome')
      assert.equal((await session(page)).identity.traits.email, 'bob@example.org')
    }))

  it('a person with a password must enter it before a provider is linked', () =>
    as(async (page) => {
      await page.goto(`${server.url}/ui/registration`)
      await page.getByLabel('E-mail').fill('carol@example.org')
      await press(page, 'Continue')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await press(page, 'Create account')
      await page.waitForURL('**/ui/welcome')
      const {
        identity: { id },
      } = await session(page)
      await page.context().clearCookies({ name: 'ory_kratos_session' })
      await page.goto(`${server.url}/ui/login`)
      await press(page, 'Sign in with Acme')
      await agree(page, 'carol')
      await page.waitForURL('**/ui/login?flow=*')
      assert.match(
        await page.locator('main').innerText(),
        /carol@example\.org has an account here already/,
      )
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByLabel('Password', { exact: true }).press('Enter')
      await page.waitForURL('**/ui/welcome')
      await page.context().clearCookies({ name: 'ory_kratos_session' })
      await page.goto(`${server.url}/ui/login`)
      await press(page, 'Sign in with Acme')
      await page.waitForURL('**/ui/welcome')
      assert.equal((await session(page)).identity.id, id)
    }))

  it('a signed-in person links and unlinks a provider in the settings', () =>
    as(async (page) => {
      await page.goto(`${server.url}/ui/registration`)
      await page.getByLabel('E-mail').fill('dora@example.org')
      await press(page, 'Continue')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await press(page, 'Create account')
      await page.waitForURL('**/ui/welcome')
      await page.goto(`${server.url}/ui/settings`)
      await press(page, 'Connect with Umbrella')
      await agree(page, 'dora-elsewhere')
      await page.waitForURL('**/ui/settings?flow=*')
      await press(page, 'Disconnect from Umbrella')
      await page.getByRole('button', { name: 'Connect with Umbrella', exact: true }).waitFor()
    }))

  it('a person who cancels at the provider returns to the form', () =>
    as(async (page) => {
      await page.goto(`${server.url}/ui/login`)
      await press(page, 'Sign in with Acme')
      await page.getByRole('link', { name: /cancel/i }).click()
      await page.waitForURL('**/ui/login?flow=*')
      assert.match(
        await page.locator('main').innerText(),
        /You did not let Acme tell us who you are/,
      )
    }))
})
