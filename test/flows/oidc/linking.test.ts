import assert from 'node:assert/strict'
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
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'

let next = 0
const somebody = () => `somebody-${++next}@example.org`
const atProvider = (email: string, more: object = {}) => ({
  sub: `at-acme-${email}`,
  email,
  email_verified: true,
  ...more,
})
const credentialsOf = async (server: OidcServer, id: string) =>
  (await server.admin('GET', `/admin/identities/${id}?include_credential=oidc`)).json.credentials

describe('an account at a provider whose address somebody has here', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer()
  })
  after(() => server.close())

  for (const kind of ['login', 'registration'] as const) {
    it(`is linked once its owner has signed in to the account (${kind})`, async () => {
      const { id, email } = await signUp(server, somebody())
      server.idp.claims = atProvider(email)
      const { answer, jar } = await enter(server, { kind })
      const flow = await landed(server, 'login', answer, jar)
      assert.deepEqual(messageIds(flow), [1010016])
      assert.equal(await whoIs(server, jar), undefined)
      assert.deepEqual(Object.keys(await credentialsOf(server, id)), ['password'])
      const done = await submitForm(server, 'login', flow, jar, {
        method: 'password',
        identifier: email,
        password,
      })
      assert.equal(done.location, 'http://127.0.0.1:4455/')
      assert.deepEqual(
        (await whoIs(server, jar)).authentication_methods.map((one: any) => [
          one.method,
          one.provider,
        ]),
        [
          ['password', undefined],
          ['oidc', 'acme'],
        ],
      )
      const again = await enter(server)
      assert.equal((await whoIs(server, again.jar)).identity.id, id)
    })
  }

  it('is not linked by a sign-in to another account', async () => {
    const { email } = await signUp(server, somebody()),
      other = await signUp(server, somebody())
    server.idp.claims = atProvider(email)
    const { answer, jar } = await enter(server)
    const flow = await landed(server, 'login', answer, jar)
    const refused = await submitSpa(server, 'login', flow, jar, {
      method: 'password',
      identifier: other.email,
      password,
    })
    assert.deepEqual(messageIds(refused.json), [4010009])
    assert.equal(await whoIs(server, jar), undefined)
    assert.equal((await credentialsOf(server, other.id)).oidc, undefined)
  })

  it('is not linked by a wrong password', async () => {
    const { email, id } = await signUp(server, somebody())
    server.idp.claims = atProvider(email)
    const { answer, jar } = await enter(server)
    const refused = await submitSpa(
      server,
      'login',
      await landed(server, 'login', answer, jar),
      jar,
      { method: 'password', identifier: email, password: 'wrong-password' },
    )
    assert.deepEqual(messageIds(refused.json), [4000006])
    assert.equal((await credentialsOf(server, id)).oidc, undefined)
  })

  it('can be linked by another provider that its owner signs in with', async () => {
    const email = somebody()
    server.idp.claims = atProvider(email)
    const first = await enter(server, { provider: 'umbrella' })
    const { id } = (await whoIs(server, first.jar)).identity
    const { answer, jar } = await enter(server, { provider: 'acme' })
    const flow = await landed(server, 'login', answer, jar)
    assert.deepEqual(
      flow.ui.nodes
        .filter((node: any) => node.attributes.name === 'provider')
        .map((node: any) => node.attributes.value),
      ['umbrella'],
    )
    const there = await submitForm(server, 'login', flow, jar, { provider: 'umbrella' })
    await comeBack(server, there.location ?? '', jar)
    assert.equal((await whoIs(server, jar)).identity.id, id)
    assert.deepEqual((await credentialsOf(server, id)).oidc.identifiers.toSorted(), [
      `acme:at-acme-${email}`,
      `umbrella:at-acme-${email}`,
    ])
  })

  it('is not asked for where nobody could sign in to the account', async () => {
    const email = somebody()
    await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email } },
    })
    server.idp.claims = atProvider(email)
    const { answer, jar } = await enter(server)
    assert.deepEqual(messageIds(await landed(server, 'registration', answer, jar)), [4000027])
  })

  it('is linked while nobody can sign up, and nobody new gets an account', async () => {
    const closed = await startOidcServer({
      overrides: { selfservice: { flows: { registration: { enabled: false } } } },
    })
    const email = somebody()
    const { json: made } = await closed.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email },
        credentials: { password: { config: { password } } },
      },
    })
    closed.idp.claims = atProvider(email)
    const { answer, jar } = await enter(closed)
    const flow = await landed(closed, 'login', answer, jar)
    assert.deepEqual(messageIds(flow), [1010016])
    await submitForm(closed, 'login', flow, jar, {
      method: 'password',
      identifier: email,
      password,
    })
    assert.deepEqual((await credentialsOf(closed, made.id)).oidc.identifiers, [
      `acme:at-acme-${email}`,
    ])
    assert.equal((await whoIs(closed, (await enter(closed)).jar)).identity.id, made.id)
    for (const claims of [atProvider(somebody()), { sub: 'nameless' }]) {
      closed.idp.claims = claims
      const refused = await enter(closed)
      assert.deepEqual(
        messageIds(await landed(closed, 'login', refused.answer, refused.jar)),
        [4000001],
      )
      assert.equal(await whoIs(closed, refused.jar), undefined)
    }
    assert.equal((await closed.admin('GET', '/admin/identities')).json.length, 1)
    await closed.close()
  })

  it('is asked for by an app in its own answer', async () => {
    const google = await startOidcServer({
      providers: [providerSettings('native', { provider: 'fedcm-test' })],
    })
    const { email, id } = await signUp(google, somebody())
    const flow = await openApi(google, 'login')
    const token = google.idp.idToken({ ...atProvider(email), nonce: 'n' })
    const conflict = await submit(google, 'login', flow, {
      method: 'oidc',
      provider: 'native',
      id_token: token,
      id_token_nonce: 'n',
    })
    assert.equal(conflict.status, 400)
    assert.deepEqual(messageIds(conflict.json), [1010016])
    const done = await submit(google, 'login', conflict.json, {
      method: 'password',
      identifier: email,
      password,
    })
    assert.equal(done.status, 200)
    assert.deepEqual((await credentialsOf(google, id)).oidc.identifiers, [
      `native:at-acme-${email}`,
    ])
    await google.close()
  })
})

describe('a provider that may link by itself', () => {
  it('links only accounts of which an administrator has said so, and only by an address that it has proved', async () => {
    const server = await startOidcServer({
      providers: [providerSettings('auto', { account_linking_mode: 'automatic' })],
    })
    const imported = async (email: string, useAutoLink: boolean) =>
      (
        await server.admin('POST', '/admin/identities', {
          json: {
            schema_id: 'default',
            traits: { email },
            credentials: {
              oidc: {
                config: {
                  providers: [
                    { provider: 'auto', subject: `unknown-${email}`, use_auto_link: useAutoLink },
                  ],
                },
              },
            },
          },
        })
      ).json.id
    const cases = [
      { name: 'with leave, proved', useAutoLink: true, proved: true, isIn: true },
      { name: 'with leave, not proved', useAutoLink: true, proved: false, isIn: false },
      { name: 'without leave', useAutoLink: false, proved: true, isIn: false },
    ]
    for (const { name, useAutoLink, proved, isIn } of cases) {
      const email = somebody(),
        id = await imported(email, useAutoLink)
      server.idp.claims = atProvider(email, { email_verified: proved })
      const { jar } = await enter(server, { provider: 'auto' })
      assert.equal((await whoIs(server, jar))?.identity.id, isIn ? id : undefined, name)
      assert.deepEqual(
        (await credentialsOf(server, id)).oidc.identifiers,
        [isIn ? `auto:at-acme-${email}` : `auto:unknown-${email}`],
        name,
      )
    }
    await server.close()
  })
})

describe('somebody who has signed up with the address of another, and never proved it', () => {
  const unproved = inBase64(
    `local claims = std.extVar('claims'); { identity: { traits: { email: claims.email } } }`,
  )
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [providerSettings('acme'), providerSettings('careless', { mapper_url: unproved })],
    })
  })
  after(() => server.close())

  /** Ways in which the attacker comes first; each answers how they try to get in again later, and the account. */
  const ways: readonly (readonly [
    way: string,
    come: (email: string) => Promise<{ id: string; getsIn: () => Promise<boolean> }>,
  ])[] = [
    [
      'by a password',
      async (email) => {
        const { id } = await signUp(server, email)
        return { id, getsIn: async () => (await signIn(server, email)).status === 200 }
      },
    ],
    [
      'by a session that is still open',
      async (email) => {
        const { id, token } = await signUp(server, email)
        return {
          id,
          getsIn: async () =>
            (await server.public('GET', '/sessions/whoami', { token })).status === 200,
        }
      },
    ],
    [
      'by an account at a provider that checks no addresses',
      async (email) => {
        const me = { sub: `attacker-${email}`, email, email_verified: false }
        server.idp.claims = me
        const { jar } = await enter(server, { provider: 'careless' })
        const { id } = (await whoIs(server, jar)).identity
        return {
          id,
          getsIn: async () => {
            server.idp.claims = me
            const again = await enter(server, { provider: 'careless' })
            return (await whoIs(server, again.jar))?.identity.id === id
          },
        }
      },
    ],
    [
      'by changing the address of an account of their own',
      async (email) => {
        const own = await signUp(server, somebody())
        const flow = await openApi(server, 'settings', '', { token: own.token })
        const changed = await submit(
          server,
          'settings',
          flow,
          { method: 'profile', traits: { email } },
          { token: own.token },
        )
        assert.equal(changed.status, 200)
        return { id: own.id, getsIn: async () => (await signIn(server, email)).status === 200 }
      },
    ],
  ]

  for (const [way, come] of ways) {
    it(`does not get at what its owner does later, and keeps no way in: ${way}`, async () => {
      const email = somebody(),
        attacker = await come(email)
      assert.ok(await attacker.getsIn(), 'the attacker was there first')

      // the owner comes from a provider that has proved the address: that opens nothing by itself
      const owner = { ...atProvider(email), given_name: 'Owner' }
      server.idp.claims = owner
      const { answer, jar } = await enter(server)
      assert.deepEqual(messageIds(await landed(server, 'login', answer, jar)), [1010016])
      assert.equal(await whoIs(server, jar), undefined)
      const { traits } = (await server.admin('GET', `/admin/identities/${attacker.id}`)).json
      assert.deepEqual([traits.email, traits.name?.first], [email, undefined])

      // the owner proves the address here, too: the account is theirs from then on, and nobody else's
      const proved = await proveByCode(email)
      assert.equal(await attacker.getsIn(), false, 'the attacker is out')
      assert.equal((await whoIs(server, proved)).identity.id, attacker.id)

      server.idp.claims = owner
      const linked = await comeBack(
        server,
        await choose(server, 'settings', proved, { link: 'acme' }),
        proved,
      )
      assert.match(linked.location ?? '', /\/settings\?flow=/)
      const later = await enter(server)
      assert.equal((await whoIs(server, later.jar)).identity.id, attacker.id)
      assert.equal(await attacker.getsIn(), false)
    })
  }

  /** The owner recovers the account by a code that was sent to the address. */
  async function proveByCode(email: string): Promise<Jar> {
    const jar = new Jar()
    const flow = await openSpa(server, 'recovery', jar)
    const sent = await submitSpa(server, 'recovery', flow, jar, { method: 'code', email })
    await server.app.courier.drain()
    const { json: messages } = await server.admin(
      'GET',
      `/admin/courier/messages?recipient=${encodeURIComponent(email)}`,
    )
    const body = messages.find((one: any) => one.template_type === 'recovery_code_valid')
      .body as string
    const done = await submitSpa(server, 'recovery', sent.json, jar, {
      method: 'code',
      code: /\b\d{6}\b/.exec(body)?.[0] ?? '',
    })
    assert.ok([200, 422].includes(done.status), done.text)
    return jar
  }
})
