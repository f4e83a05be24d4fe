import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import type { Lies } from '../../support/fake-provider.ts'
import {
  choose,
  comeBack,
  landed,
  providerSettings,
  startOidcServer,
  whoIs,
  type OidcServer,
} from '../../support/oidc.ts'
import { messageIds } from '../../support/people.ts'

const lies: readonly (readonly [lie: string, told: Lies])[] = [
  ['the token was issued by somebody else', { claims: { iss: 'https://evil.example' } }],
  ['the token was issued for another client', { claims: { aud: 'another-client' } }],
  [
    'the token was issued for several clients, and another one asked for it',
    { claims: { aud: ['client', 'another-client'], azp: 'another-client' } },
  ],
  ['the token bears another nonce', { nonce: 'another' }],
  ['the token bears no nonce', { nonce: 'none' }],
  [
    'the token has expired',
    { claims: { exp: Math.floor(Date.parse('2026-05-01T11:00:00Z') / 1000) } },
  ],
  [
    'the token comes from the future',
    { claims: { nbf: Math.floor(Date.parse('2026-05-01T13:00:00Z') / 1000) } },
  ],
  ['the token is not signed', { signature: 'none' }],
  ['the token is signed with another key', { signature: 'another-key' }],
  ['the token is signed with the secret of the client', { signature: 'hmac-with-secret' }],
  ['the token was altered after it was signed', { signature: 'altered' }],
  ['the token says nothing of who it is', { claims: { sub: '' } }],
  ['the subject is only spaces', { claims: { sub: '   ' } }],
  ['the subject is longer than any', { claims: { sub: 'x'.repeat(300) } }],
]

describe('a provider that lies', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme'),
        providerSettings('other', { claims_source: 'userinfo' }),
      ],
    })
  })
  after(() => server.close())

  const nothingStored = async (jar: Jar) => {
    assert.equal(await whoIs(server, jar), undefined)
    assert.deepEqual((await server.admin('GET', '/admin/identities')).json, [])
    assert.equal(jar.get('ory_kratos_session'), undefined)
  }

  for (const kind of ['login', 'registration'] as const) {
    for (const [lie, told] of lies) {
      it(`lets nobody in by a ${kind}, and nothing is stored: ${lie}`, async () => {
        server.idp.lies = {}
        const jar = new Jar(),
          address = await choose(server, kind, jar)
        server.idp.lies = told
        const answer = await comeBack(server, address, jar)
        assert.match(answer.location ?? '', /^http:\/\/127\.0\.0\.1:4455\/error\?id=/)
        const { json } = await server.public(
          'GET',
          `/self-service/errors?id=${new URL(answer.location ?? '').searchParams.get('id') ?? ''}`,
        )
        assert.equal(json.error.code, 502)
        await nothingStored(jar)
      })
    }
  }

  it('is not believed when userinfo is about somebody else than the token', async () => {
    server.idp.lies = {}
    const jar = new Jar(),
      address = await choose(server, 'login', jar, { provider: 'other' })
    server.idp.lies = { userinfo: { sub: 'somebody-else', email: 'eve@example.org' } }
    assert.match((await comeBack(server, address, jar)).location ?? '', /\/error\?id=/)
    await nothingStored(jar)
  })

  it('is not used at all when what it publishes names another issuer', async () => {
    const fresh = await startOidcServer()
    fresh.idp.lies = { discovery: { issuer: 'https://evil.example' } }
    const jar = new Jar()
    const answer = await choose(fresh, 'login', jar)
    assert.match(answer, /\/error\?id=/)
    assert.equal(fresh.idp.seen.length, 1)
    await fresh.close()
  })
})

describe('an answer of a provider', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [providerSettings('acme'), providerSettings('forced', { pkce: 'force' })],
    })
  })
  after(() => server.close())

  const refused = async (url: string, jar: Jar) => {
    const answer = await server.public('GET', url, { accept: 'text/html', jar })
    assert.match(answer.location ?? '', /\/error\?id=/, url)
    const { json } = await server.public(
      'GET',
      `/self-service/errors?id=${new URL(answer.location ?? '').searchParams.get('id') ?? ''}`,
    )
    return json.error
  }

  it('works once, also when it comes many times at the same moment', async () => {
    const jar = new Jar()
    const back = server.idp.consent(await choose(server, 'login', jar))
    const header = jar.header
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.public('GET', back, { accept: 'text/html', headers: { cookie: header } }),
      ),
    )
    assert.equal(answers.filter(({ location }) => location === 'http://127.0.0.1:4455/').length, 1)
    assert.equal((await server.admin('GET', '/admin/identities')).json.length, 1)
    assert.equal((await refused(back, jar)).code, 400)
  })

  it('is refused in another browser, which is not signed in by it', async () => {
    const jar = new Jar(),
      other = new Jar()
    await choose(server, 'login', other)
    const back = server.idp.consent(await choose(server, 'login', jar))
    assert.equal((await refused(back, other)).id, 'security_csrf_violation')
    assert.equal(await whoIs(server, other), undefined)
    await refused(back, new Jar())
    assert.equal(
      (await server.public('GET', back, { accept: 'text/html', jar })).location,
      'http://127.0.0.1:4455/',
    )
  })

  it('is refused with a state that is none, is altered, or belongs to another flow', async () => {
    const jar = new Jar()
    const back = new URL(
      server.idp.consent(await choose(server, 'login', jar)),
      'http://127.0.0.1:4433',
    )
    const state = back.searchParams.get('state') ?? ''
    for (const wrong of [
      undefined,
      '',
      'x',
      `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`,
      `r${state.slice(1)}`,
      `s${state.slice(1)}`,
      `${state}x`,
      state.slice(0, 33) + 'A'.repeat(32),
    ]) {
      if (wrong === undefined) back.searchParams.delete('state')
      else back.searchParams.set('state', wrong)
      assert.equal((await refused(back.pathname + back.search, jar)).code, 400, wrong ?? 'none')
    }
    assert.equal(await whoIs(server, jar), undefined)
  })

  it('is refused at the address of another provider', async () => {
    const jar = new Jar()
    const back = server.idp.consent(await choose(server, 'login', jar))
    await refused(back.replace('/callback/acme', '/callback/forced'), jar)
    await refused(back.replace('/callback/acme', '/callback'), jar)
    await refused(back.replace('/callback/acme', '/callback/nobody'), jar)
    assert.equal(await whoIs(server, jar), undefined)
  })

  it('is refused with a code that was given for another sign-in', async () => {
    const victim = new Jar(),
      attacker = new Jar()
    server.idp.claims = { sub: 'victim', email: 'victim@example.org', email_verified: true }
    const stolen =
      new URL(
        server.idp.consent(await choose(server, 'login', victim)),
        'http://127.0.0.1:4433',
      ).searchParams.get('code') ?? ''
    server.idp.claims = { sub: 'attacker', email: 'attacker@example.org', email_verified: true }
    const own = new URL(
      server.idp.consent(await choose(server, 'login', attacker)),
      'http://127.0.0.1:4433',
    )
    own.searchParams.set('code', stolen)
    await refused(own.pathname + own.search, attacker)
    assert.equal(await whoIs(server, attacker), undefined)
  })

  it('that says no leads back to the form, which says so', async () => {
    for (const kind of ['login', 'registration'] as const) {
      const jar = new Jar()
      const answer = await comeBack(server, await choose(server, kind, jar), jar, {
        error: 'access_denied',
      })
      assert.equal(answer.status, kind === 'login' ? 303 : 302)
      assert.deepEqual(messageIds(await landed(server, kind, answer, jar)), [4000001], kind)
    }
  })

  it('may come too late: there is a new form then', async () => {
    const jar = new Jar()
    const back = server.idp.consent(await choose(server, 'login', jar))
    server.pass(3_600_001)
    const answer = await server.public('GET', back, { accept: 'text/html', jar })
    assert.deepEqual(messageIds(await landed(server, 'login', answer, jar)), [4010001])
  })

  it('is not used up by a program that looks at its address ahead of the browser', async () => {
    const jar = new Jar()
    const back = server.idp.consent(await choose(server, 'login', jar))
    assert.equal((await server.public('HEAD', back, { jar })).status, 200)
    assert.equal(
      (await server.public('GET', back, { jar, headers: { 'sec-purpose': 'prefetch' } })).status,
      503,
    )
    assert.equal(
      (await server.public('GET', back, { accept: 'text/html', jar })).location,
      'http://127.0.0.1:4455/',
    )
  })

  it('that is posted comes to the same address with a query', async () => {
    const jar = new Jar()
    const back = new URL(
      server.idp.consent(await choose(server, 'login', jar)),
      'http://127.0.0.1:4433',
    )
    const posted = await server.public('POST', back.pathname, {
      form: Object.fromEntries(back.searchParams),
      accept: 'text/html',
      headers: { origin: 'https://idp.example' },
    })
    assert.equal(posted.status, 302)
    assert.equal(new URL(posted.location ?? '').pathname, back.pathname)
    assert.equal(
      (
        await server.public('GET', (posted.location ?? '').slice('http://127.0.0.1:4433'.length), {
          accept: 'text/html',
          jar,
        })
      ).location,
      'http://127.0.0.1:4455/',
    )
  })
})

describe('a provider that does not answer', () => {
  it('leaves people on the form, which says so, before they leave and when they come back', async () => {
    const server = await startOidcServer()
    const jar = new Jar()
    const back = server.idp.consent(await choose(server, 'login', jar))
    server.idp.isDown = true
    const returned = await server.public('GET', back, { accept: 'text/html', jar })
    assert.deepEqual(messageIds(await landed(server, 'login', returned, jar)), [4000001])
    assert.deepEqual((await server.admin('GET', '/admin/identities')).json, [])
    server.pass(11 * 60_000)
    const address = await choose(server, 'login', jar)
    assert.match(address, /^http:\/\/127\.0\.0\.1:4455\/login\?flow=/)
    server.idp.isDown = false
    assert.match(await choose(server, 'login', jar), /^https:\/\/idp\.example\/auth/)
    await server.close()
  })
})
