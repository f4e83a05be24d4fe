// A visit to every page in every state that a person can bring it into. What is asked of all pages
// is asked at each stop.
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { codeAt, earlyInStep, period } from '../support/factors.ts'
import type { PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'

/** A schema with every kind of field that a form can have. */
const schema = {
  $id: 'https://example.org/tour.schema.json',
  title: 'Tour',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        email: {
          type: 'string',
          format: 'email',
          title: 'E-mail',
          'ory.sh/kratos': {
            credentials: {
              password: { identifier: true },
              totp: { account_name: true },
              passkey: { display_name: true },
            },
            recovery: { via: 'email' },
            verification: { via: 'email' },
          },
        },
        name: {
          type: 'object',
          properties: {
            first: { type: 'string', title: 'First name' },
            last: { type: 'string', title: 'Last name' },
          },
        },
        website: { type: 'string', format: 'uri', title: 'Website' },
        birthdate: { type: 'string', format: 'date', title: 'Date of birth' },
        since: { type: 'string', format: 'date-time', title: 'Member since' },
        children: { type: 'integer', title: 'Number of children' },
        pets: { type: 'array', items: { type: 'string' }, title: 'Pets' },
        newsletter: {
          type: 'boolean',
          title: 'Send me the newsletter, at most once in a month',
          pallas: { terms: { version: '1', url: 'https://example.org/newsletter' } },
        },
      },
      required: ['email'],
    },
  },
}

const provider = (id: string, label: string) => ({
  id,
  provider: 'generic',
  label,
  client_id: id,
  client_secret: 'a-secret',
  issuer_url: 'https://provider.example.org',
  mapper_url: `base64://${Buffer.from('{ identity: { traits: {} } }').toString('base64')}`,
})

const rp = { id: 'localhost', display_name: 'Example' }

/** A configuration in which every page has something to show. */
export const tourConfig = {
  selfservice: {
    methods: {
      totp: { enabled: true, config: { issuer: 'Example' } },
      lookup_secret: { enabled: true },
      passkey: { enabled: true, config: { rp } },
      webauthn: { enabled: true, config: { rp } },
      oidc: {
        enabled: true,
        config: {
          providers: [
            provider('acme', 'Acme'),
            provider('umbrella', 'The Umbrella Corporation of Southern Europe'),
          ],
        },
      },
    },
    flows: {
      recovery: { enabled: true },
      verification: { enabled: true },
      registration: {
        after: { password: { hooks: [{ hook: 'session' }, { hook: 'show_verification_ui' }] } },
      },
    },
  },
  identity: {
    default_schema_id: 'tour',
    schemas: [
      {
        id: 'tour',
        url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
      },
    ],
  },
  pallas: { deletion: { enabled: true } },
}

/** Asks something of the page that is open; `name` says which state of which page it is. */
export type Look = (name: string) => Promise<void>

/** What a text of ours in English is on the pages that are visited. */
export type Say = (english: string) => string
const inEnglish: Say = (text) => text

/** Visits the pages of the public listener. */
export async function tour(
  page: Page,
  server: PallasProcess,
  look: Look,
  say: Say = inEnglish,
): Promise<void> {
  const email = `ada.${randomUUID().slice(0, 8)}@mail.example.org`
  const press = (name: string) =>
    page
      .getByRole('button', { name: say(name), exact: true })
      .first()
      .click()
  const open = async (path: string, name: string) => {
    await page.goto(server.url + path)
    await look(name)
  }
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)

  await open('/ui/welcome', 'welcome-signed-out')
  await open('/ui/login', 'sign-in')
  await open('/ui/registration', 'sign-up')
  await press('Continue')
  await page.getByRole('alert').waitFor()
  await look('sign-up-wrong')
  await fill('E-mail', email)
  await page.getByLabel('First name').fill('Augusta Ada')
  await page.getByLabel('Last name').fill('King, Countess of Lovelace')
  await press('Continue')
  await page.locator('[name=password]').waitFor()
  await look('sign-up-password')
  await fill(say('Password'), 'short')
  await press('Create account')
  await page.getByRole('alert').waitFor()
  await look('sign-up-password-wrong')
  await fill(say('Password'), password)
  await press('Create account')

  await page.waitForURL('**/ui/verification?flow=*')
  await look('verification-code')
  await fill(say('Verification code'), '000000')
  await press('Continue')
  await page.getByRole('alert').waitFor()
  await look('verification-code-wrong')
  await fill(say('Verification code'), await codeFor(server, email, 'verification_code_valid'))
  await press('Continue')
  await page.getByRole('link', { name: say('Continue') }).waitFor()
  await look('verification-done')
  await open('/ui/verification', 'verification')

  await open('/ui/welcome', 'welcome')
  await open('/ui/end-session?session=1&token=2', 'end-session')
  await open('/ui/cancel-second-factor-reset?identity=1&reset=2&token=3', 'cancel-reset')
  await open('/ui/support-session?code=1', 'support-session')
  await open('/ui/activity', 'activity')
  await open('/ui/not-me?entry=1', 'not-me')
  await open('/ui/leave', 'leave')
  await open('/ui/data', 'data')
  await open('/ui/data?refused=true', 'data-refused')
  await open('/ui/download-data?export=1&token=2', 'download-data')
  await open('/ui/sessions', 'sessions')
  await signInElsewhere(server, email)
  await open('/ui/sessions', 'sessions-of-two-devices')
  await press('Sign out the other session')
  await page.getByRole('status').waitFor()
  await look('sessions-ended')
  await open('/ui/login?refresh=true', 'confirm')
  const secret = await changeSettings(page, server, look, say)
  await signOut(page, server, say)

  await page.goto(`${server.url}/ui/login`)
  await fill('E-mail', email)
  await fill(say('Password'), 'not-the-password-77')
  await press('Sign in')
  await page.getByRole('alert').waitFor()
  await look('sign-in-wrong')
  await fill(say('Password'), password)
  await press('Sign in')
  await page.getByRole('heading', { name: say('Second step') }).waitFor()
  await look('second-step')
  await page.locator('[name=totp_code]').fill('000000')
  await press('Go on with the app')
  await page.getByRole('alert').waitFor()
  await look('second-step-wrong')
  await open('/ui/welcome', 'welcome-first-step')
  await page.getByRole('link', { name: say('Continue') }).click()
  await page.locator('[name=totp_code]').fill(codeAt(secret, Date.now()))
  await press('Go on with the app')
  await page.waitForURL('**/ui/welcome')
  const role = await giveRole(server, email)
  await open(`/ui/console?challenge=${'x'.repeat(43)}&to=/ui`, 'console')
  await role.take()
  await signOut(page, server, say)

  await page.goto(`${server.url}/ui/login`)
  await fill('E-mail', await askedForTerms(server))
  await fill(say('Password'), password)
  await press('Sign in')
  await page.getByRole('heading', { name: say('Please read and accept') }).waitFor()
  await look('terms')

  await open('/ui/recovery', 'recovery')
  await press('Continue')
  await page.getByRole('alert').waitFor()
  await look('recovery-wrong')
  await fill(say('E-mail address'), email)
  await press('Continue')
  await page.getByLabel(say('Recovery code')).waitFor()
  await look('recovery-code')
  await fill(say('Recovery code'), '000000')
  await press('Continue')
  await page.getByRole('alert').waitFor()
  await look('recovery-code-wrong')
}

/** Makes somebody whose consent is not known; answers the address. */
async function askedForTerms({ adminUrl }: PallasProcess): Promise<string> {
  const email = `terms.${randomUUID().slice(0, 8)}@mail.example.org`
  const answer = await fetch(`${adminUrl}/admin/identities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      schema_id: 'tour',
      traits: { email, newsletter: true },
      credentials: { password: { config: { password } } },
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return email
}

/** Makes somebody an operator. */
async function giveRole({ adminUrl }: PallasProcess, email: string) {
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${adminUrl}/admin${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return answer
  }
  const found = await ask('GET', `/identities?credentials_identifier=${encodeURIComponent(email)}`)
  const [{ id }] = (await found.json()) as [{ id: string }]
  await ask('POST', '/pallas/operators', { identity_id: id, role: 'viewer' })
  return { take: () => ask('DELETE', `/pallas/operators/${id}`) }
}

export async function tourOfErrors(page: Page, { url }: PallasProcess, look: Look): Promise<void> {
  for (const [path, name] of [
    ['/ui/error?id=stub:500', 'error'],
    ['/ui/error', 'error-unknown'],
    ['/self-service/login/browser?return_to=https://elsewhere.example/', 'error-return'],
  ] as const) {
    await page.goto(url + path)
    await look(name)
  }
}

/** Answers the secret of the authenticator app. */
async function changeSettings(
  page: Page,
  server: PallasProcess,
  look: Look,
  say: Say,
): Promise<string> {
  const press = (name: string) => page.getByRole('button', { name: say(name), exact: true }).click()
  await page.goto(`${server.url}/ui/settings`)
  await look('settings')
  await page.getByLabel(say('Password'), { exact: true }).fill('short')
  await press('Change password')
  await page.getByRole('alert').waitFor()
  await look('settings-wrong')
  const secret = await page.locator('#totp_secret_key').innerText()
  await earlyInStep()
  await page.getByLabel(say('Code that the app shows')).fill(codeAt(secret, Date.now() - period))
  await press('Set up the app')
  await page.getByRole('status').waitFor()
  await look('settings-saved')
  await press('Make new backup codes')
  await page.locator('#lookup_secret_codes').waitFor()
  await look('settings-codes')
  await press('I have written them down')
  await page.getByRole('status').waitFor()
  await look('settings-codes-kept')
  return secret
}

/** As an app does, which begins a second session. */
async function signInElsewhere({ url }: PallasProcess, identifier: string): Promise<void> {
  const start = await fetch(`${url}/self-service/login/api`)
  const flow = (await start.json()) as { readonly ui: { readonly action: string } }
  const reply = await fetch(flow.ui.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'password', identifier, password }),
  })
  if (reply.status !== 200) throw new Error(`the second sign-in answered ${reply.status}`)
}

async function signOut(page: Page, server: PallasProcess, say: Say): Promise<void> {
  await page.goto(`${server.url}/ui/welcome`)
  await page.getByRole('button', { name: say('Sign out') }).click()
  await page.getByRole('heading', { name: say('Welcome') }).waitFor()
}

/** The code in the newest message of this kind. */
export async function codeFor(
  server: PallasProcess,
  recipient: string,
  template: string,
): Promise<string> {
  const query = `recipient=${encodeURIComponent(recipient)}`
  for (let tries = 0; tries < 100; tries++) {
    const reply = await fetch(`${server.adminUrl}/admin/courier/messages?${query}`)
    const messages = (await reply.json()) as { template_type: string; body: string }[]
    const body = messages.find((one) => one.template_type === template)?.body
    const code = /\b\d{6}\b/.exec(body ?? '')?.[0]
    if (code !== undefined) return code
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no message to ${recipient}`)
}
