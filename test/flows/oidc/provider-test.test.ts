// A trial sign-in at a provider, which an administrator begins in v26.3.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { inBase64, providerSettings, startOidcServer, type OidcServer } from '../../support/oidc.ts'
import { messageIds, nodeValue, password, signedInBrowser, signUp } from '../../support/people.ts'

const mount = '/v26.3'

describe('a trial sign-in at a provider', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme', { update_identity_on_login: 'automatic' }),
        providerSettings('umbrella'),
        providerSettings('userinfo', { claims_source: 'userinfo' }),
        providerSettings('broken', { mapper_url: inBase64('error "not today"') }),
        providerSettings('nothing', { mapper_url: inBase64('{}') }),
      ],
    })
  })
  after(() => server.close())

  const begin = (json: unknown) => server.admin('POST', `${mount}/admin/test-login-flows`, { json })
  const shown = (id: string, jar: Jar) =>
    server.public('GET', `${mount}/self-service/login/flows?id=${id}`, { jar })
  const remove = (id: string, jar = new Jar()) =>
    server.public('DELETE', `${mount}/self-service/login/test?id=${id}`, { jar })

  async function opened(provider_id = 'acme', jar = new Jar()) {
    const { json } = await begin({ provider_id })
    // a browser gets its anti-forgery cookie from any page
    await server.public('GET', `${mount}/self-service/login/browser`, { jar })
    return { id: json.id as string, jar, flow: (await shown(json.id, jar)).json }
  }
  const send = ({ id, jar, flow }: Awaited<ReturnType<typeof opened>>, fields: object) =>
    server.public('POST', `${mount}/self-service/login?flow=${id}`, {
      json: { csrf_token: nodeValue(flow, 'csrf_token'), ...fields },
      jar,
    })
  async function tried(provider = 'acme', options: { readonly error?: string } = {}) {
    const test = await opened(provider)
    const sent = await send(test, { method: 'oidc', provider })
    const back = await server.public(
      'GET',
      server.idp.consent(sent.json.redirect_browser_to, options),
      { jar: test.jar, accept: 'text/html' },
    )
    assert.equal(back.status, 303, back.text)
    assert.match(back.location ?? '', new RegExp(`/login\\?flow=${test.id}$`))
    return { ...test, payload: (await shown(test.id, test.jar)).json.test_context.debug_payload }
  }
  const people = async () => (await server.admin('GET', '/admin/identities')).json.length
  const sessions = async () => (await server.admin('GET', '/admin/sessions')).json.length

  it('has one button, and is the browser’s that has tried', async () => {
    const { status, json } = await begin({ provider_id: 'umbrella' })
    assert.deepEqual(
      [status, json.refresh, json.test_context],
      [201, true, { provider_id: 'umbrella' }],
    )
    assert.deepEqual(
      json.ui.nodes.map((node: any) => [
        node.attributes.name,
        node.attributes.name === 'provider' && node.attributes.value,
      ]),
      [
        ['csrf_token', false],
        ['provider', 'umbrella'],
      ],
    )
    const { id, jar } = await tried('umbrella')
    assert.equal((await shown(id, new Jar())).status, 403)
    assert.deepEqual(
      (await shown(id, jar)).json.ui.nodes.map((node: any) => node.attributes.name),
      ['csrf_token'],
    )
  })

  for (const isKnown of [false, true])
    it(`tells what comes of ${isKnown ? 'somebody with an account' : 'somebody new'}, and makes nothing`, async () => {
      const email = `trial-${String(isKnown)}@example.org`
      if (isKnown) await signUp(server, email)
      server.idp.claims = {
        sub: 'trial',
        email,
        email_verified: true,
        given_name: 'Ada',
        groups: ['x'],
        access_token: 'secret-1',
        nested: { refresh_token: 'secret-2' },
      }
      const before = [await people(), await sessions()]
      const { payload, jar, id } = await tried()
      assert.deepEqual(payload.jsonnet_output.identity.traits, { email, name: { first: 'Ada' } })
      assert.equal(payload.id_token_claims.sub, 'trial')
      assert.equal(payload.jsonnet_input.given_name, 'Ada')
      assert.deepEqual(payload.jsonnet_input.raw_claims.groups, ['x'])
      assert.match(payload.jsonnet_mapper_url, /^base64:/)
      assert.deepEqual([payload.error, payload.schema_validation_errors], [undefined, undefined])
      const text = (await shown(id, jar)).text
      assert.doesNotMatch(text, /secret-|eyJ[\w-]+\.eyJ/)
      assert.deepEqual([await people(), await sessions()], before)
      assert.equal(jar.get('ory_kratos_session'), undefined)
    })

  it('tells what userinfo has said beside the ID token', async () => {
    server.idp.claims = { sub: 'both', email: 'both@example.org' }
    const { payload } = await tried('userinfo')
    assert.equal(payload.userinfo.email, 'both@example.org')
    assert.equal(payload.id_token_claims.sub, 'both')
  })

  it('tells which traits do not fit the schema', async () => {
    server.idp.claims = { sub: 'unfit', email: 'no address' }
    const { payload } = await tried()
    assert.deepEqual(
      payload.schema_validation_errors.map((one: any) => [one.path, typeof one.message]),
      [['traits.email', 'string']],
    )
  })

  for (const [provider, step, options] of [
    ['broken', 'mapper', {}],
    ['nothing', 'mapper', {}],
    ['acme', 'provider', { error: 'access_denied' }],
  ] as const)
    it(`tells that the ${step} has failed (${provider})`, async () => {
      server.idp.claims = { sub: 'failing', email: 'failing@example.org' }
      const { payload } = await tried(provider, options)
      assert.equal(payload.error.step, step)
      assert.ok(payload.error.reason.length > 0 && payload.error.message.length > 0)
      assert.equal('jsonnet_output' in payload, false)
      if (provider === 'broken') assert.match(payload.jsonnet_stderr, /not today/)
    })

  it('lets nobody in by another way', async () => {
    const { email } = await signUp(server, 'other-way@example.org')
    server.idp.claims = { sub: 'other-way', email }
    const ways = [
      { method: 'password', identifier: email, password },
      { method: 'code', identifier: email },
      { method: 'oidc', provider: 'umbrella' },
      {
        method: 'oidc',
        provider: 'acme',
        id_token: server.idp.idToken({ sub: 'x', nonce: 'n' }),
        id_token_nonce: 'n',
      },
    ]
    for (const jar of [new Jar(), await signedInBrowser(server, email)])
      for (const fields of ways) {
        const test = await opened('acme', jar)
        const { status, json } = await send(test, fields)
        assert.equal(status, 400, JSON.stringify(messageIds(json)))
        assert.equal(json.session, undefined)
      }
    const done = await tried()
    const again = await send(done, { method: 'oidc', provider: 'acme' })
    assert.equal(again.status, 400)
  })

  it('takes the anti-forgery token of its browser', async () => {
    const { id } = await opened()
    const { status } = await server.public('POST', `${mount}/self-service/login?flow=${id}`, {
      json: { method: 'oidc', provider: 'acme', csrf_token: 'wrong' },
      jar: new Jar(),
    })
    assert.equal(status, 403)
  })

  it('is deleted by whoever has its id, and once it has shown something by its browser', async () => {
    const fresh = await opened()
    assert.equal((await remove(fresh.id)).status, 204)
    assert.equal((await remove(fresh.id)).status, 404)
    assert.equal((await shown(fresh.id, fresh.jar)).status, 404)
    server.idp.claims = { sub: 'deleted', email: 'deleted@example.org' }
    const { id, jar } = await tried()
    assert.equal((await remove(id)).status, 403)
    assert.equal((await remove(id, jar)).status, 204)
    assert.equal((await shown(id, jar)).status, 404)
  })

  it('is refused without a provider that is known, and nothing else is deleted', async () => {
    for (const [body, status] of [
      [{ provider_id: 'nonsense' }, 404],
      [{ provider_id: '' }, 400],
      [{}, 400],
      [{ provider_id: 7 }, 400],
    ] as const)
      assert.equal((await begin(body)).status, status)
    const { json: login } = await server.public('GET', `${mount}/self-service/login/api`)
    for (const [id, status] of [
      ['', 400],
      ['nonsense', 400],
      [randomUUID(), 404],
      [login.id, 404],
    ] as const)
      assert.equal((await remove(id)).status, status)
    assert.equal(
      (await server.public('GET', `${mount}/self-service/login/flows?id=${login.id}`)).status,
      200,
    )
    const json = { provider_id: 'acme' }
    assert.equal((await server.admin('POST', '/admin/test-login-flows', { json })).status, 404)
  })
})
