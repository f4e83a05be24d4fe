import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import {
  choose,
  comeBack,
  enter,
  inBase64,
  landed,
  providerSettings,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'
import {
  messageIds,
  nodeValue,
  openApi,
  openSpa,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'

const queryOf = (address: string) => new URL(address).searchParams

describe('signing up and in by a provider', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme', { label: 'Acme Inc' }),
        providerSettings('forced', {
          pkce: 'force',
          claims_source: 'userinfo',
          requested_claims: { id_token: { email: { essential: true }, given_name: null } },
        }),
        providerSettings('plain', { pkce: 'never' }),
      ],
    })
  })
  after(() => server.close())

  it('makes an account of what the provider says, and opens a session', async () => {
    server.idp.claims = {
      sub: 'ada',
      email: 'ada@example.org',
      email_verified: true,
      given_name: 'Ada',
      locale: 'en',
      groups: ['staff'],
      secret_claim: 'x',
    }
    const { answer, jar } = await enter(server, { kind: 'registration' })
    assert.equal(answer.location, 'http://127.0.0.1:4455/')
    const session = await whoIs(server, jar)
    assert.deepEqual(
      session.authentication_methods.map((one: any) => [one.method, one.aal, one.provider]),
      [['oidc', 'aal1', 'acme']],
    )
    assert.deepEqual(session.identity.traits, { email: 'ada@example.org', name: { first: 'Ada' } })
    assert.deepEqual(session.identity.metadata_public, { locale: 'en' })
    assert.equal(session.identity.metadata_admin, undefined)
    const { json } = await server.admin('GET', `/admin/identities/${session.identity.id}`)
    assert.deepEqual(json.metadata_admin, { groups: ['staff'] })
    assert.deepEqual(json.credentials.oidc.identifiers, ['acme:ada'])
    assert.deepEqual(
      json.verifiable_addresses.map((one: any) => [one.value, one.verified]),
      [['ada@example.org', true]],
    )
  })

  it('is the same person again, by login and by registration, whatever became of the address', async () => {
    server.idp.claims = { sub: 'bob', email: 'bob@example.org', email_verified: true }
    const first = await whoIs(server, (await enter(server, { kind: 'login' })).jar)
    server.idp.claims = { sub: 'bob', email: 'another@example.org', email_verified: true }
    for (const kind of ['login', 'registration'] as const) {
      const { jar, answer } = await enter(server, { kind })
      assert.equal(answer.location, 'http://127.0.0.1:4455/')
      assert.deepEqual((await whoIs(server, jar)).identity.traits.email, 'bob@example.org')
      assert.equal((await whoIs(server, jar)).identity.id, first.identity.id)
    }
  })

  it('tells subjects apart by case, and by provider', async () => {
    const ids = new Set<string>()
    for (const [provider, sub] of [
      ['acme', 'carol'],
      ['acme', 'Carol'],
      ['plain', 'carol'],
    ] as const) {
      server.idp.claims = { sub, email: `carol-${ids.size}@example.org` }
      ids.add((await whoIs(server, (await enter(server, { provider })).jar)).identity.id)
    }
    assert.equal(ids.size, 3)
  })

  it('takes an address for verified only when the provider says that it is', async () => {
    const trusting = await startOidcServer({
      providers: [
        providerSettings('acme', {
          mapper_url: inBase64(
            `local c = std.extVar('claims'); { identity: { traits: { email: c.email }, verified_addresses: [{ via: 'email', value: c.email }] } }`,
          ),
        }),
      ],
    })
    for (const [said, verified] of [
      [true, true],
      ['true', true],
      [false, false],
      ['false', false],
    ] as const) {
      trusting.idp.claims = {
        sub: `s-${said}`,
        email: `${typeof said}-${said}@example.org`,
        email_verified: said,
      }
      const { identity } = await whoIs(trusting, (await enter(trusting)).jar)
      assert.equal(identity.verifiable_addresses[0].verified, verified, String(said))
    }
    await trusting.close()
  })

  it('asks for what the provider does not tell, and keeps what it does', async () => {
    server.idp.claims = { sub: 'dora', given_name: 'Dora' }
    const jar = new Jar()
    const answer = await comeBack(server, await choose(server, 'login', jar), jar)
    assert.equal(answer.status, 302)
    const flow = await landed(server, 'registration', answer, jar)
    assert.deepEqual(messageIds(flow), [4000002])
    assert.equal(nodeValue(flow, 'traits.name.first'), 'Dora')
    assert.deepEqual(
      flow.ui.nodes
        .filter((node: any) => node.attributes.type === 'submit')
        .map((node: any) => [node.attributes.name, node.attributes.value, node.meta.label.id]),
      [['provider', 'acme', 1040003]],
    )
    const there = await submitForm(server, 'registration', flow, jar, {
      provider: 'acme',
      'traits.email': 'dora@example.org',
      'traits.name.first': 'Dora',
      'traits.name.last': 'D',
    })
    const done = await comeBack(server, there.location ?? '', jar)
    assert.equal(done.location, 'http://127.0.0.1:4455/')
    const { identity } = await whoIs(server, jar)
    assert.deepEqual(identity.traits, {
      email: 'dora@example.org',
      name: { first: 'Dora', last: 'D' },
    })
    assert.equal(identity.verifiable_addresses[0].verified, false)
  })

  it('is not misled by the fields of a form that were left empty', async () => {
    server.idp.claims = { sub: 'emil', email: 'emil@example.org', given_name: 'Emil' }
    const jar = new Jar()
    await comeBack(
      server,
      await choose(server, 'registration', jar, {
        provider: 'acme',
        'traits.email': '',
        'traits.name.first': '',
        'traits.name.last': 'E',
      }),
      jar,
    )
    assert.deepEqual((await whoIs(server, jar)).identity.traits, {
      email: 'emil@example.org',
      name: { first: 'Emil', last: 'E' },
    })
  })

  it('protects the code by a proof key and the token by a nonce, each used once', async () => {
    server.idp.claims = { sub: 'erin', email: 'erin@example.org' }
    const jar = new Jar()
    const first = queryOf(await choose(server, 'login', jar)),
      second = queryOf(await choose(server, 'login', new Jar()))
    for (const name of ['state', 'nonce', 'code_challenge']) {
      assert.ok((first.get(name) ?? '').length >= 32, name)
      assert.notEqual(first.get(name), second.get(name), name)
    }
    assert.equal(first.get('code_challenge_method'), 'S256')
    await enter(server, { jar })
    const sent = new URLSearchParams(
      server.idp.seen.findLast(({ url }) => url.endsWith('/token'))?.body,
    )
    assert.equal(
      hash('sha256', sent.get('code_verifier') ?? '', 'base64url'),
      server.idp.asked['code_challenge'],
    )
  })

  for (const kind of ['login', 'registration'] as const)
    for (const accept of ['text/html', 'application/json'])
      it(`leads whoever is signed in home when the answer is opened once more (${kind}, ${accept})`, async () => {
        server.idp.claims = {
          sub: `again-${kind}-${accept}`,
          email: `${kind}@${accept.slice(-4)}.example.org`,
        }
        const jar = new Jar()
        const back = server.idp.consent(await choose(server, kind, jar))
        const open = (from: Jar) => server.public('GET', back, { accept, jar: from })
        const first = await server.public('GET', back, { accept: 'text/html', jar })
        assert.ok(await whoIs(server, jar), first.text)
        const again = await open(jar)
        assert.deepEqual([again.status, again.location], [303, 'http://127.0.0.1:4455/'])
        const elsewhere = await open(new Jar())
        assert.notEqual(elsewhere.location, again.location)
      })

  it('asks for what is configured: claims, scopes, userinfo, one address for all where a proof key is forced', async () => {
    server.idp.claims = { sub: 'frank', email: 'frank@example.org' }
    const { jar } = await enter(server, { provider: 'forced' })
    assert.ok(await whoIs(server, jar))
    assert.equal(
      server.idp.asked['claims'],
      '{"id_token":{"email":{"essential":true},"given_name":null}}',
    )
    assert.equal(server.idp.asked['scope'], 'email profile openid')
    assert.equal(
      server.idp.asked['redirect_uri'],
      'http://127.0.0.1:4433/self-service/methods/oidc/callback',
    )
    assert.ok(server.idp.seen.some(({ url }) => url.endsWith('/userinfo')))
    const plain = queryOf(await choose(server, 'login', new Jar(), { provider: 'plain' }))
    assert.deepEqual(
      [...plain.keys()],
      ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'],
    )
  })

  it('passes on what the page wishes for its person, and nothing else', async () => {
    const asked = queryOf(
      await choose(server, 'login', new Jar(), {
        provider: 'acme',
        'upstream_parameters.login_hint': 'me@example.org',
        'upstream_parameters.redirect_uri': 'https://evil.example',
        'upstream_parameters.client_id': 'evil',
      }),
    )
    assert.equal(asked.get('login_hint'), 'me@example.org')
    assert.equal(asked.get('client_id'), 'client')
    assert.equal(
      asked.get('redirect_uri'),
      'http://127.0.0.1:4433/self-service/methods/oidc/callback/acme',
    )
  })

  it('goes back to where the flow was to end, and nowhere else', async () => {
    server.idp.claims = { sub: 'gina', email: 'gina@example.org' }
    const jar = new Jar()
    const answer = await comeBack(
      server,
      await choose(
        server,
        'login',
        jar,
        { provider: 'acme' },
        `?return_to=${encodeURIComponent('http://127.0.0.1:4455/deep')}`,
      ),
      jar,
    )
    assert.equal(answer.location, 'http://127.0.0.1:4455/deep')
  })

  it('a single-page app is told where to go, and an unknown provider is not found', async () => {
    const jar = new Jar()
    const answer = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
      method: 'oidc',
      provider: 'acme',
    })
    assert.equal(answer.status, 422)
    assert.equal(answer.json.error.id, 'browser_location_change_required')
    assert.match(answer.json.redirect_browser_to, /^https:\/\/idp\.example\/auth\?/)
    const unknown = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
      method: 'oidc',
      provider: 'nobody',
    })
    assert.equal(unknown.status, 404)
  })

  it('is over for somebody who has been disabled', async () => {
    server.idp.claims = { sub: 'hugo', email: 'hugo@example.org' }
    const { identity } = await whoIs(server, (await enter(server)).jar)
    await server.admin('PATCH', `/admin/identities/${identity.id}`, {
      json: [{ op: 'replace', path: '/state', value: 'inactive' }],
    })
    const { answer, jar } = await enter(server)
    assert.match(answer.location ?? '', /\/error\?id=/)
    assert.equal(await whoIs(server, jar), undefined)
  })

  it('proves again who somebody is, by the provider they are linked with', async () => {
    server.idp.claims = { sub: 'ines', email: 'ines@example.org' }
    const { jar } = await enter(server)
    const [before] = (await whoIs(server, jar)).authentication_methods
    server.pass(60_000)
    const flow = await openSpa(server, 'login', jar, '?refresh=true')
    assert.deepEqual(
      flow.ui.nodes.map(({ group, attributes: { name, value } }: any) =>
        group === 'oidc' ? `${name}=${value}` : name,
      ),
      ['provider=acme', 'csrf_token'],
    )
    const there = await submitForm(server, 'login', flow, jar, { provider: 'acme' })
    assert.equal(queryOf(there.location ?? '').get('prompt'), 'login')
    await comeBack(server, there.location ?? '', jar)
    // a provider is told of once, with the last time
    const methods = (await whoIs(server, jar)).authentication_methods
    assert.deepEqual([methods.length, methods[0].provider], [1, 'acme'])
    assert.ok(Date.parse(methods[0].completed_at) > Date.parse(before.completed_at))
  })

  it('makes no account in a login that only confirms who is signed in', async () => {
    server.idp.claims = { sub: 'jane', email: 'jane@example.org' }
    const { jar } = await enter(server)
    const flow = await openSpa(server, 'login', jar, '?refresh=true')
    server.idp.claims = { sub: 'a-stranger', email: 'stranger@example.org' }
    const there = await submitForm(server, 'login', flow, jar, { provider: 'acme' })
    const answer = await comeBack(server, there.location ?? '', jar)
    assert.deepEqual(messageIds(await landed(server, 'login', answer, jar)), [4000001])
    assert.deepEqual(
      (await server.admin('GET', '/admin/identities?credentials_identifier=stranger@example.org'))
        .json,
      [],
    )
  })

  it('asks for what the provider has not told, and tells further mistakes twice', async () => {
    server.idp.claims = { sub: 'untold' }
    const jar = new Jar()
    const first = await comeBack(server, await choose(server, 'registration', jar), jar)
    const form = await landed(server, 'registration', first, jar)
    assert.deepEqual(messageIds(form), [4000002])
    const send = async (email: string) => {
      const fields = { provider: 'acme', 'traits.email': email }
      const { location } = await submitForm(server, 'registration', form, jar, fields)
      return comeBack(server, location ?? '', jar)
    }
    const again = await landed(server, 'registration', await send('nonsense'), jar)
    assert.deepEqual(messageIds(again), [4000040, 4000040])
    await send('untold@example.org')
    assert.equal((await whoIs(server, jar)).identity.traits.email, 'untold@example.org')
  })

  it('keeps what the provider gave under lock and key, readable for administrators who ask', async () => {
    server.idp.claims = { sub: 'kim', email: 'kim@example.org' }
    const { identity } = await whoIs(server, (await enter(server)).jar)
    const stored = await server.store.identities.find(identity.id)
    assert.doesNotMatch(JSON.stringify(stored), /access-|refresh-|eyJ/)
    const plain = (await server.admin('GET', `/admin/identities/${identity.id}`)).text
    assert.doesNotMatch(plain, /access-|refresh-|eyJ/)
    const [link] = (
      await server.admin('GET', `/admin/identities/${identity.id}?include_credential=oidc`)
    ).json.credentials.oidc.config.providers
    assert.match(link.initial_access_token, /^access-/)
    assert.match(link.initial_refresh_token, /^refresh-/)
    assert.match(link.initial_id_token, /^eyJ/)
    assert.doesNotMatch(
      server.log.join('\n'),
      /access-[0-9a-f]{8}|refresh-[0-9a-f]{8}|eyJ[\w-]{20}/,
    )
  })

  it('ends where sign-ups are switched off, and a stranger is told so', async () => {
    const closed = await startOidcServer({
      overrides: { selfservice: { flows: { registration: { enabled: false } } } },
    })
    const { answer, jar } = await enter(closed)
    assert.deepEqual(messageIds(await landed(closed, 'login', answer, jar)), [4000001])
    assert.deepEqual((await closed.admin('GET', '/admin/identities')).json, [])
    await closed.close()
  })

  it('is not there where the method is switched off', async () => {
    const off = await startOidcServer({
      overrides: { selfservice: { methods: { oidc: { enabled: false } } } },
    })
    const jar = new Jar(),
      flow = await openSpa(off, 'login', jar)
    assert.equal(
      flow.ui.nodes.some((node: any) => node.group === 'oidc'),
      false,
    )
    assert.deepEqual(
      messageIds(
        (await submitSpa(off, 'login', flow, jar, { method: 'oidc', provider: 'acme' })).json,
      ),
      [4010002],
    )
    assert.equal(
      (await off.public('GET', '/self-service/methods/oidc/callback/acme?state=x&code=y')).status,
      404,
    )
    await off.close()
  })

  it('refuses whom the mapper refuses', async () => {
    const strict = await startOidcServer({
      providers: [
        providerSettings('acme', {
          mapper_url: inBase64(
            `local c = std.extVar('claims'); if !c.email_verified then error 'not verified' else { identity: { traits: { email: c.email } } }`,
          ),
        }),
      ],
    })
    strict.idp.claims = { sub: 's', email: 'lena@example.org', email_verified: false }
    const { answer, jar } = await enter(strict)
    assert.deepEqual(messageIds(await landed(strict, 'login', answer, jar)), [4000001])
    assert.deepEqual((await strict.admin('GET', '/admin/identities')).json, [])
    await strict.close()
  })
})

describe('an app that signs in by a provider', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme'),
        providerSettings('native', {
          provider: 'fedcm-test',
          additional_id_token_audiences: ['ios-app'],
        }),
      ],
    })
  })
  after(() => server.close())

  const exchange = (init: string, back: string) =>
    server.public(
      'GET',
      `/sessions/token-exchange?${new URLSearchParams({ init_code: init, return_to_code: back }).toString()}`,
    )
  const returnTo = encodeURIComponent('http://127.0.0.1:4455/app')

  for (const kind of ['login', 'registration'] as const) {
    it(`fetches the session that a browser has opened for it, once, by two codes (${kind})`, async () => {
      server.idp.claims = { sub: `app-${kind}`, email: `app-${kind}@example.org` }
      const flow = await openApi(
        server,
        kind,
        `?return_session_token_exchange_code=true&return_to=${returnTo}`,
      )
      const init = flow.session_token_exchange_code
      assert.ok(init.length >= 64)
      const there = await submit(server, kind, flow, { method: 'oidc', provider: 'acme' })
      assert.equal(there.status, 422)
      assert.equal((await exchange(init, 'x'.repeat(32))).status, 404)
      const back = await comeBack(server, there.json.redirect_browser_to, new Jar())
      const address = new URL(back.location ?? '')
      assert.equal(address.origin + address.pathname, 'http://127.0.0.1:4455/app')
      assert.deepEqual(back.cookies, [])
      const code = address.searchParams.get('code') ?? ''
      assert.equal((await exchange(init, `${code}x`)).status, 404)
      assert.equal(
        (await exchange(`${init.slice(0, -1)}${init.endsWith('A') ? 'B' : 'A'}`, code)).status,
        404,
      )
      const answers = await Promise.all([
        exchange(init, code),
        exchange(init, code),
        exchange(init, code),
      ])
      const [won, ...others] = answers.toSorted((a, b) => a.status - b.status)
      assert.deepEqual([won?.status, ...others.map(({ status }) => status)], [200, 404, 404])
      assert.equal(
        (await server.public('GET', '/sessions/whoami', { token: won?.json.session_token })).json
          .identity.traits.email,
        `app-${kind}@example.org`,
      )
    })
  }

  it('is told which form to show when something is missing', async () => {
    server.idp.claims = { sub: 'app-without-address' }
    const flow = await openApi(
      server,
      'login',
      `?return_session_token_exchange_code=true&return_to=${returnTo}`,
    )
    const there = await submit(server, 'login', flow, { method: 'oidc', provider: 'acme' })
    const back = await comeBack(server, there.json.redirect_browser_to, new Jar())
    const id = new URL(back.location ?? '').searchParams.get('flow') ?? ''
    const form = await server.public('GET', `/self-service/registration/flows?id=${id}`)
    assert.deepEqual(messageIds(form.json), [4000002])
  })

  it('gets no session by a browser when it has not asked for one', async () => {
    server.idp.claims = { sub: 'app-unasked', email: 'app-unasked@example.org' }
    const there = await submit(server, 'login', await openApi(server, 'login'), {
      method: 'oidc',
      provider: 'acme',
    })
    const back = await comeBack(server, there.json.redirect_browser_to, new Jar())
    assert.match(back.location ?? '', /\/error\?id=/)
    assert.deepEqual(
      (
        await server.admin(
          'GET',
          '/admin/identities?credentials_identifier=app-unasked@example.org',
        )
      ).json,
      [],
    )
  })

  const claims = (more: object = {}) => ({
    sub: 'native-1',
    email: 'native@example.org',
    nonce: 'a-nonce',
    ...more,
  })
  const byToken = async (token: string, nonce = 'a-nonce') =>
    submit(server, 'login', await openApi(server, 'login'), {
      method: 'oidc',
      provider: 'native',
      id_token: token,
      ...(nonce === '' ? {} : { id_token_nonce: nonce }),
    })

  it('signs in by an ID token that it has got by itself, also of another client that is configured', async () => {
    const first = await byToken(server.idp.idToken(claims()))
    assert.equal(first.status, 200, first.text)
    assert.match(first.json.session_token, /^ory_st_/)
    const second = await byToken(server.idp.idToken(claims({ aud: 'ios-app' })))
    assert.equal(second.json.session.identity.id, first.json.identity.id)
  })

  const bad: readonly (readonly [why: string, token: () => string, nonce?: string])[] = [
    ['of another issuer', () => server.idp.idToken(claims({ iss: 'https://evil.example' }))],
    ['for another client', () => server.idp.idToken(claims({ aud: 'another' }))],
    ['with another nonce', () => server.idp.idToken(claims({ nonce: 'another' }))],
    ['without a nonce', () => server.idp.idToken({ sub: 'native-1', email: 'native@example.org' })],
    ['sent without its nonce', () => server.idp.idToken(claims()), ''],
    [
      'that has expired',
      () => server.idp.idToken(claims({ exp: Math.floor(server.now() / 1000) - 60 })),
    ],
    ['without a signature', () => server.idp.idToken(claims(), 'none')],
    ['signed with another key', () => server.idp.idToken(claims(), 'another-key')],
    [
      'signed with the secret of the client',
      () => server.idp.idToken(claims(), 'hmac-with-secret'),
    ],
    ['altered after it was signed', () => server.idp.idToken(claims(), 'altered')],
    ['that is no token', () => 'x.y.z'],
    ['that is much too long', () => 'x'.repeat(100_000)],
  ]
  for (const [why, token, nonce] of bad) {
    it(`is refused with an ID token ${why}`, async () => {
      const answer = await byToken(token(), nonce)
      assert.equal(answer.status, 400, answer.text)
      assert.equal(answer.json.session_token, undefined)
    })
  }
})
