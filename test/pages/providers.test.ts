// A real browser, the built-in pages, and a real provider: the library oidc-provider with its pages.
import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { Provider } from 'oidc-provider'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, noBrowser } from '../support/browser.ts'
import { inBase64 } from '../support/oidc.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { press } from './by-hand.ts'

const mapper = inBase64(`local claims = std.extVar('claims');
{ identity: {
  traits: { email: claims.email, [if 'given_name' in claims then 'name']: { first: claims.given_name } },
  verified_addresses: if claims.email_verified then [{ via: 'email', value: claims.email }] else [],
} }`)

describe('signing up and in with a provider in a browser', { skip: noBrowser }, () => {
  let server: PallasProcess, browser: Browser, listener: Server
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end()

  before(async () => {
    listener = createServer((request, response) => answer(request, response))
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
    const settings = (id: string, more: object) => ({
      id,
      provider: 'generic',
      label: id,
      client_id: id,
      client_secret: `secret-of-${id}`,
      issuer_url: issuer,
      mapper_url: mapper,
      scope: ['email', 'profile'],
      ...more,
    })
    server = await startPallas({
      selfservice: {
        methods: {
          oidc: {
            enabled: true,
            config: {
              providers: [
                settings('Acme', {}),
                settings('Umbrella', { pkce: 'force', claims_source: 'userinfo' }),
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
    const client = (id: string, path: string) => ({
      client_id: id,
      client_secret: `secret-of-${id}`,
      redirect_uris: [`${server.url}/self-service/methods/oidc/callback${path}`],
    })
    const provider = new Provider(issuer, {
      clients: [client('Acme', '/Acme'), client('Umbrella', '')],
      pkce: { required: () => true },
      conformIdTokenClaims: false,
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name'] },
      cookies: { keys: ['a-key-for-tests-only'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({
          sub: id,
          email: `${id}@example.org`,
          email_verified: true,
          given_name: id,
        }),
      }),
    })
    answer = provider.callback()
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    server.stop()
    listener.closeAllConnections()
    listener.close()
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

  /** Signs in on the pages of the provider. */
  async function agree(page: Page, name: string): Promise<void> {
    await page.locator('input[name=login]').fill(name)
    await page.locator('input[name=password]').fill('x')
    await page.locator('button[type=submit]').click()
    await page.locator('button[type=submit]').click()
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
