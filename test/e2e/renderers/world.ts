// Pallas, a published renderer of its flows beside it, and a person in front of a browser.
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { startPallas, type PallasProcess } from '../../support/pallas-process.ts'
import { mergeDeep, personSchema, type Overrides } from '../../support/server.ts'
import { password } from '../../support/people.ts'
import { freePort } from '../../support/server-process.ts'
import { inBase64 } from '../../support/oidc.ts'
import { assertSound, type OwnFaults } from './page-checks.ts'
import { kinds, type Kind, type Ui } from './ui.ts'

export type Renderer = {
  readonly name: string
  readonly start: (port: number, pallas: string) => Promise<Ui>
  readonly ownFaults: OwnFaults
  /** Whether it can show passkeys and security keys. */
  readonly keys?: boolean
  readonly ways: Ways
}

/** How people get on where the renderers show the same form in different ways. */
export type Ways = {
  /** Where several ways to sign up or in are offered: comes to the fields of one, or sends its code. */
  choose(person: Person, way: 'password' | 'code'): Promise<void>
  /** To the step before. */
  back(person: Person): Promise<void>
  /** The settings say that a change is stored. */
  saved(person: Person): Promise<void>
  /** Where nothing is left to do. */
  goOn(person: Person): Promise<void>
  /** Undefined where the renderer cannot do it. */
  readonly connect:
    | {
        link(person: Person, provider: string): Promise<void>
        unlink(person: Person, provider: string): Promise<void>
      }
    | undefined
  totpSecret(person: Person): Promise<string>
  makeBackupCodes(person: Person): Promise<readonly string[]>
  /** Takes the second step of a sign-in. */
  second(person: Person, factor: 'app' | 'codes', code: string): Promise<void>
  /** Removes the app and the backup codes. */
  removeFactors(person: Person): Promise<void>
}

export type World = {
  readonly renderer: Renderer
  readonly server: PallasProcess
  readonly ui: Ui
  close(): void
}

/** People of the tests can do all that the methods offer with their address. */
function schema() {
  const made: any = personSchema()
  const { email } = made.properties.traits.properties
  email['ory.sh/kratos'].credentials = {
    password: { identifier: true },
    code: { identifier: true, via: 'email' },
    totp: { account_name: true },
    webauthn: { identifier: true },
    passkey: { display_name: true },
  }
  return inBase64(JSON.stringify(made))
}

/**
 * Pallas whose pages are those of a renderer; `overrides` go over settings with which all flows are served; they may
 * be made of the address of the pages. `host`: keys
 * need a name, since an address is no relying party.
 */
export async function startWorld(
  renderer: Renderer,
  overrides: Overrides | ((url: string) => Overrides),
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<World> {
  const port = await freePort()
  const url = `http://${host}:${port}`
  const pages = Object.fromEntries(
    [...kinds, 'error'].map((kind) => [kind, { ui_url: `${url}/${kind}` }]),
  )
  const settings = {
    serve: {
      public: { cors: { enabled: true, allowed_origins: [url], allow_credentials: true } },
    },
    identity: { schemas: [{ id: 'default', url: schema() }] },
    selfservice: {
      default_browser_return_url: `${url}/`,
      allowed_return_urls: [url],
      methods: {
        code: { enabled: true, passwordless_enabled: true },
        link: { enabled: true },
        totp: { enabled: true, config: { issuer: 'Example' } },
        lookup_secret: { enabled: true },
      },
      flows: mergeDeep(pages, {
        recovery: { enabled: true },
        verification: { enabled: true },
        registration: { after: { code: { hooks: [{ hook: 'session' }] } } },
      }),
    },
  }
  const server = await startPallas(
    mergeDeep(settings, typeof overrides === 'function' ? overrides(url) : overrides),
    host,
  )
  const ui = { ...(await renderer.start(port, server.url)), url }
  return {
    renderer,
    server,
    ui,
    close() {
      ui.close()
      server.stop()
    },
  }
}

export type Mail = { readonly codes: readonly string[]; readonly links: readonly string[] }

/** Somebody in front of a browser of their own. */
export type Person = {
  readonly email: string
  readonly ways: Ways
  readonly urls: { readonly ui: string; readonly pallas: string }
  readonly page: Page
  /** Has an account already, with a password. */
  isKnown(): Promise<void>
  /** Goes where a flow begins, and sees its page. */
  open(kind: Kind, query?: string): Promise<void>
  /** Waits until a page of this path shows the text or has a field or button of that name, and looks whether it is sound. */
  see(path: Kind | 'error' | '', what: string | RegExp): Promise<void>
  /** Fills in the fields of the form with this button, and presses it. */
  send(button: string | RegExp, fields?: Readonly<Record<string, string>>): Promise<void>
  /** Asks the API with the cookies of the browser. */
  ask(path: string): Promise<any>
  /** The latest of at least so many mails to the address. */
  mail(count?: number): Promise<Mail>
  /** What the account of the address is for administrators. */
  account(): Promise<any>
}

/** Does a story as a person, and fails at its end when the browser, the pages or Pallas complained. */
export async function asPerson(
  browser: Browser,
  { server, ui, renderer }: World,
  email: string,
  story: (person: Person) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults: string[] = []
  const isOurs = (url: string) => [ui.url, server.url].includes(new URL(url).origin)
  page.on('console', (line) => {
    // the browser logs every answer that is no success; those that matter are counted below
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
      faults.push(`${page.url()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (isOurs(request.url()) && why !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${why}`)
  })
  page.on('response', (response) => {
    const { origin } = new URL(response.url())
    if (response.status() >= 500 || (origin === ui.url && response.status() >= 400))
      faults.push(`${response.request().method()} ${response.url()}: ${response.status()}`)
  })
  const person: Person = {
    email,
    ways: renderer.ways,
    urls: { ui: ui.url, pallas: server.url },
    page,
    async isKnown() {
      const answer = await fetch(`${server.adminUrl}/admin/identities`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          schema_id: 'default',
          traits: { email },
          credentials: { password: { config: { password } } },
        }),
      })
      assert.equal(answer.status, 201, await answer.text())
    },
    open: async (kind, query = '') => {
      await page.goto(`${server.url}/self-service/${kind}/browser${query}`)
      await page.waitForURL((url) => url.origin === ui.url && url.pathname === `/${kind}`)
      await page.locator('form').first().waitFor()
      await assertSound(page, renderer.ownFaults)
    },
    async see(path, what) {
      await page.waitForURL((url) => url.origin === ui.url && url.pathname === `/${path}`)
      await page
        .getByText(what)
        .or(page.getByLabel(what))
        .or(page.getByRole('button', { name: what }))
        .filter({ visible: true })
        .first()
        .waitFor()
      if (path !== '') await assertSound(page, renderer.ownFaults)
    },
    async send(name, fields = {}) {
      const field = (label: string) =>
        page.getByLabel(label).and(page.locator('input:not([type=hidden])'))
      const button = page.getByRole('button', { name, exact: typeof name === 'string' })
      let form = page.locator('form').filter({ has: button })
      for (const label of Object.keys(fields)) form = form.filter({ has: field(label) })
      for (const [label, value] of Object.entries(fields))
        await form.first().locator(field(label)).fill(value)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      const loaded = page.waitForEvent('load').catch(() => undefined)
      await form.first().locator(button).click()
      if ((await answered).request().isNavigationRequest()) await loaded
    },
    ask: async (path) => {
      const answer = await context.request.get(`${server.url}${path}`, {
        headers: { accept: 'application/json' },
      })
      return answer.json()
    },
    async mail(count = 1) {
      const end = Date.now() + 10_000
      for (;;) {
        const answer = await fetch(
          `${server.adminUrl}/admin/pallas/mailbox/messages?to=${encodeURIComponent(email)}`,
        )
        const found = (await answer.json()) as Mail[]
        if (found.length >= count && found[0]) return found[0]
        assert.ok(Date.now() < end, `no mail ${count} for ${email}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    account: async () => {
      const identities = `${server.adminUrl}/admin/identities`
      const found = await fetch(`${identities}?credentials_identifier=${encodeURIComponent(email)}`)
      const [{ id }] = (await found.json()) as [{ id: string }]
      return (await fetch(`${identities}/${id}`)).json()
    },
  }
  try {
    await story(person)
    assert.deepEqual([...faults, ...ui.faults], [])
  } catch (error) {
    const text = await page.locator('body').innerText().catch(String)
    throw new Error(
      `${email} at ${page.url()}: ${error instanceof Error ? error.message : String(error)}\n${faults.join('\n')}\n${text}`,
      { cause: error },
    )
  } finally {
    await context.close()
  }
}
