// 16, item 3: what follows from an operation is named in its entry, and what the server does by itself
// has an entry as well; sign-ins by a provider have theirs.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entriesOf } from '../support/audit.ts'
import { addLookup } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { askForKey, signUpWithKey, withKeys } from '../support/keys.ts'
import { comeBack, enter, startOidcServer, whoIs } from '../support/oidc.ts'
import {
  openApi,
  openSpa,
  signedInBrowser,
  signIn,
  signUp,
  submit,
  submitSpa,
} from '../support/people.ts'
import { follow, olderEditions } from '../support/provider-editions.ts'
import { startServer } from '../support/server.ts'

describe('the audit trail, of what follows from something else,', () => {
  it('names the password that a sign-in has hashed anew', async () => {
    const server = await startServer()
    const { email, id } = await signUp(server, 'ada@example.org')
    server.reconfigure({ hashers: { bcrypt: { cost: 5 } } })
    const fields = async () =>
      (await entriesOf(server, () => signIn(server, email))).map((one) => [
        one.target.id,
        one.action,
        one.fields,
      ])
    assert.deepEqual(await fields(), [
      [id, 'login.succeeded', ['sessions', 'credentials.password']],
    ])
    assert.deepEqual(await fields(), [[id, 'login.succeeded', ['sessions']]])
    await server.close()
  })

  it('names the sessions that a hook has ended', async () => {
    const hooks = [{ hook: 'revoke_active_sessions' }]
    const server = await startServer({
      selfservice: {
        methods: { lookup_secret: { enabled: true } },
        flows: { settings: { after: { lookup_secret: { hooks } } } },
      },
    })
    for (const others of [1, 0]) {
      const { email, token } = await signUp(server, `with-${others}@example.org`)
      if (others === 1) await signIn(server, email)
      const made = await entriesOf(server, () => addLookup(server, token))
      const own = ['credentials.lookup_secret', 'credentials.lookup_secret.added']
      const names = [...own, ...(others === 1 ? ['sessions'] : [])]
      assert.deepEqual(
        made.map((one) => one.fields),
        [names],
      )
    }
    await server.close()
  })

  it('has the second factors that are removed once the delay is over, as the work of the server', async () => {
    const server = await startServer({
      selfservice: { methods: { lookup_secret: { enabled: true } } },
    })
    const { id, token } = await signUp(server, 'ada@example.org')
    await addLookup(server, token)
    const { status } = await server.admin(
      'POST',
      `/admin/pallas/identities/${id}/second-factor-reset`,
    )
    assert.equal(status, 200)
    const drain = () => server.app.factorResets.drain()
    assert.deepEqual(await entriesOf(server, drain), [])
    server.pass(30 * 86_400_000)
    assert.deepEqual(
      (await entriesOf(server, drain)).map((one) => [
        one.action,
        one.target.id,
        one.actor.kind,
        one.fields,
      ]),
      [
        [
          'factor-reset.done',
          id,
          'server',
          ['credentials.lookup_secret', 'credentials.lookup_secret.removed', 'sessions'],
        ],
      ],
    )
    await server.close()
  })

  it('has a key that seems to be a copy, as the work of the server', async () => {
    const server = await startServer(withKeys(true))
    const { email, key, id } = await signUpWithKey(server, 'passkey', 'ada@example.org')
    const asked = await askForKey(server, 'passkey', new Jar(), { email })
    const copy = JSON.stringify(key.get(asked.options, { counter: 1 }))
    const made = await entriesOf(server, () => asked.answer(copy))
    assert.deepEqual(
      made.map((one) => [one.action, one.target.id, one.actor.kind, one.fields]),
      [['credential.changed', id, 'server', ['credentials.passkey']]],
    )
    await server.close()
  })
})

describe('the audit trail of sign-ins by a provider', () => {
  const actionsOf = async (...asked: Parameters<typeof entriesOf>) =>
    (await entriesOf(...asked)).map(({ action }) => action)
  const claim = (name: string) => ({
    sub: name,
    email: `${name}@example.org`,
    email_verified: true,
  })

  it('has one entry each for a sign-up, a sign-in and a link', async () => {
    const server = await startOidcServer()
    server.idp.claims = claim('ada')
    assert.deepEqual(await actionsOf(server, () => enter(server)), ['identity.created'])
    const signedIn = await entriesOf(server, () => enter(server))
    assert.deepEqual(
      signedIn.map(({ action, actor }) => [action, actor.right]),
      [['login.succeeded', 'oidc']],
    )
    const { email } = await signUp(server, 'grace@example.org')
    const jar = await signedInBrowser(server, email)
    server.idp.claims = claim('grace-elsewhere')
    const flow = await openSpa(server, 'settings', jar)
    const there = await submitSpa(server, 'settings', flow, jar, { method: 'oidc', link: 'acme' })
    const linked = await entriesOf(server, () =>
      comeBack(server, there.json.redirect_browser_to, jar),
    )
    assert.deepEqual(
      linked.map(({ action, fields }) => [action, fields]),
      [['credential.changed', ['credentials.oidc', 'credentials.oidc.added']]],
    )
    await server.close()
  })

  it('has one entry more when an app exchanges its codes for the session', async () => {
    const server = await startOidcServer()
    server.idp.claims = claim('ada')
    await enter(server)
    const flow = await openApi(server, 'login', '?return_session_token_exchange_code=true')
    const there = await submit(server, 'login', flow, { method: 'oidc', provider: 'acme' })
    let location = ''
    const come = async () =>
      (location =
        (await comeBack(server, there.json.redirect_browser_to, new Jar())).location ?? '')
    assert.deepEqual(await actionsOf(server, come), ['login.succeeded'])
    const codes = new URLSearchParams({
      init_code: flow.session_token_exchange_code,
      return_to_code: new URL(location).searchParams.get('code') ?? '',
    })
    const exchange = () => server.public('GET', `/sessions/token-exchange?${codes.toString()}`)
    assert.deepEqual(await actionsOf(server, exchange), ['session.exchanged'])
    assert.deepEqual(await actionsOf(server, exchange), [], 'codes work once')
    await server.close()
  })

  for (const edition of olderEditions)
    it(`has one entry each for a sign-up and a sign-in through ${edition.name}`, async () => {
      const server = await startOidcServer()
      server.idp.claims = claim('ada')
      const jar = new Jar()
      const come = (kind: 'login' | 'registration') => async () => {
        const flow = await edition.open(server, kind, jar)
        const sent = await edition.send(server, kind, flow, jar, { provider: 'acme' })
        await follow(server, sent, jar, (address) =>
          address.startsWith('https://idp.example') ? server.idp.consent(address) : undefined,
        )
      }
      assert.deepEqual(await actionsOf(server, come('registration')), ['identity.created'])
      const { id } = await whoIs(server, jar)
      await server.admin('DELETE', `/admin/sessions/${id}`)
      assert.deepEqual(await actionsOf(server, come('login')), ['login.succeeded'])
      await server.close()
    })
})
