// What waits for somebody who is elsewhere, at a provider or at the login, and is good for a while.
import assert from 'node:assert/strict'
import { person } from './code-people.ts'
import { clientOf, editions, flowIn, type EditionClient } from './editions.ts'
import { Jar } from './jar.ts'
import { comeBack, enter, startOidcServer, type OidcServer } from './oidc.ts'
import { openApi, password, signIn, submit } from './people.ts'
import { mergeDeep, type TestServer } from './server.ts'
import { minute, second, settings, type Thing } from './thing.ts'

const html = 'text/html'
let people = 0

/** Who an account at the provider belongs to. */
const linkedTo = async (server: TestServer, sub: string): Promise<string | undefined> =>
  (await server.store.identities.findByIdentifier('oidc', `acme:${sub}`))?.identity.id

/** An administrator unlinks it. */
async function unlink(server: TestServer, sub: string): Promise<void> {
  const id = await linkedTo(server, sub)
  if (id === undefined) return
  const path = `/admin/identities/${id}/credentials/oidc?identifier=acme:${sub}`
  const { status, text } = await server.admin('DELETE', path)
  assert.equal(status, 204, text)
}

/** The cookies as they are now, whatever becomes of them in the browser. */
function copyOf(jar: Jar): Jar {
  const copy = new Jar()
  copy.store(jar.header.split('; '))
  return copy
}

const start = (steady: boolean) => startOidcServer({ overrides: settings, steady })

/** Goes where a browser is sent, as long as that is here. */
async function follow(server: TestServer, url: string, jar: Jar) {
  const { pathname, search } = new URL(url)
  return server.public('GET', pathname + search, { jar, accept: html })
}

/** Leaves for the provider by a flow, and answers what it does to come back. */
async function away(
  server: OidcServer,
  at: EditionClient,
  kind: 'login' | 'registration' | 'settings',
): Promise<() => Promise<boolean>> {
  const name = `away-${++people}`
  const claims = { sub: name, email: `${name}@example.org`, email_verified: true }
  const jar = new Jar()
  server.idp.claims = claims
  if (kind === 'login') await enter(server, { kind: 'registration' })
  if (kind === 'settings') {
    await person(server, claims.email)
    await at.signIn(claims.email, jar)
  }
  const flow = await at.open(kind, jar)
  const button = kind === 'settings' ? 'link' : 'provider'
  const { location } = await at.send(kind, flow, 'oidc', jar, { [button]: 'acme' })
  assert.match(location ?? '', /^https:\/\/idp\./)
  return async () => {
    server.idp.claims = claims
    const here = copyOf(jar)
    if (kind === 'settings') await unlink(server, name)
    const { cookies } = await comeBack(server, location ?? '', here)
    return kind === 'settings'
      ? (await linkedTo(server, name)) !== undefined
      : cookies.some((one) => /^ory_kratos_session=[^;]/.test(one))
  }
}

const atProviders: readonly Thing[] = editions.flatMap((edition) =>
  (['login', 'registration', 'settings'] as const)
    .filter((kind) => kind !== 'settings' || edition.linksProviders)
    .map((kind) => ({
      name: `a stay at a provider for a ${kind} (${edition.name})`,
      start,
      lifespanMs: 60 * minute,
      once: true as const,
      make: (server) => away(server as OidcServer, clientOf(server, edition), kind),
    })),
)

const exchanges: readonly Thing[] = (['login', 'registration'] as const).map((kind) => ({
  name: `the codes by which an app fetches the session of a ${kind}`,
  start,
  lifespanMs: 60 * minute,
  once: true,
  async make(started) {
    const server = started as OidcServer
    const name = `fetched-${++people}`
    server.idp.claims = { sub: name, email: `${name}@example.org`, email_verified: true }
    const returnTo = encodeURIComponent('http://127.0.0.1:4455/app')
    const query = `?return_session_token_exchange_code=true&return_to=${returnTo}`
    const flow = await openApi(server, kind, query)
    const there = await submit(server, kind, flow, { method: 'oidc', provider: 'acme' })
    const back = await comeBack(server, there.json.redirect_browser_to, new Jar())
    const codes = new URLSearchParams({
      init_code: flow.session_token_exchange_code,
      return_to_code: new URL(back.location ?? '').searchParams.get('code') ?? '',
    })
    return async () => {
      const url = `/sessions/token-exchange?${codes.toString()}`
      return (await server.public('GET', url)).status === 200
    }
  },
}))

/** An administrator gives somebody the usual password. */
async function setPassword(server: TestServer, id: string, email: string): Promise<void> {
  const { status, text } = await server.admin('PUT', `/admin/identities/${id}`, {
    json: {
      schema_id: 'default',
      state: 'active',
      traits: { email },
      credentials: { password: { config: { password } } },
    },
  })
  assert.equal(status, 200, text)
}

/** A change of the password that came too long after the sign-in; the person signs in again. */
const pending: readonly Thing[] = editions
  .filter(({ kinds }) => kinds.includes('settings'))
  .map((edition) => ({
    name: `a change that waits for a sign-in (${edition.name})`,
    settings: mergeDeep(settings, {
      // the sign-in is fresh for longer than the change waits
      selfservice: { flows: { settings: { privileged_session_max_age: '45m' } } },
    }),
    lifespanMs: 15 * minute,
    once: true,
    async make(server) {
      const email = `pending-${++people}@example.org`
      const better = `${password}-${people}`
      const id = await person(server, email)
      const at = clientOf(server, edition),
        jar = new Jar()
      await at.signIn(email, jar)
      server.pass(45 * minute + second)
      const settingsFlow = await at.open('settings', jar)
      const asked = await at.send('settings', settingsFlow, 'password', jar, { password: better })
      const login = await follow(server, asked.location ?? assert.fail(asked.text), jar)
      const flow = await at.read('login', flowIn(login) ?? assert.fail(login.text), { jar })
      const done = await at.send('login', flow, 'password', jar, {
        [at.identifier]: email,
        password,
      })
      return async () => {
        await setPassword(server, id, email)
        await follow(server, done.location ?? assert.fail(done.text), copyOf(jar))
        return (await signIn(server, email, better)).status === 200
      }
    },
  }))

export const thingsElsewhere: readonly Thing[] = [...atProviders, ...exchanges, ...pending]
