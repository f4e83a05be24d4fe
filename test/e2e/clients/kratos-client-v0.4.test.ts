// The published npm client of edition v0.4, unchanged, over real sockets.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { idIn, Jar, requestsAt, valueIn } from '../../support/requests.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { run, scratch } from './scratch.ts'

const name = '@oryd/kratos-client'
const place = scratch('npm-v0.4', (folder) =>
  run(
    folder,
    'npm',
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `${name}@0.4.6-alpha.1`,
  ),
)

describe('the client of npm for v0.4', { skip: 'skip' in place ? place.skip : false }, () => {
  const { AdminApi, CommonApi, HealthApi, PublicApi, VersionApi } =
    'folder' in place ? createRequire(join(place.folder, 'package.json'))(name) : ({} as any)
  let server: TestServer
  let pages: Server
  let open: any, admin: any, common: any, adminUrl: string
  const visited: string[] = []

  before(async () => {
    pages = createServer((request, response) => {
      visited.push(request.url ?? '')
      response.end('a page')
    })
    const ui = await listen(pages),
      [publicPort, adminPort] = [await freePort(), await freePort()]
    const page = (path: string) => ({ ui_url: `http://127.0.0.1:${ui}/${path}` })
    server = await startServer({
      serve: {
        public: { base_url: `http://127.0.0.1:${publicPort}/`, port: publicPort },
        admin: { base_url: `http://127.0.0.1:${adminPort}/`, port: adminPort },
      },
      selfservice: {
        default_browser_return_url: `http://127.0.0.1:${ui}/home`,
        methods: { link: { enabled: true } },
        flows: {
          error: page('error'),
          login: page('login'),
          registration: page('registration'),
          settings: page('settings'),
          recovery: { ...page('recovery'), enabled: true, use: 'link' },
          verification: { ...page('verification'), enabled: true, use: 'link' },
          logout: { after: { default_browser_return_url: `http://127.0.0.1:${ui}/bye` } },
        },
      },
    })
    await server.app.public.listen({ host: '127.0.0.1', port: publicPort })
    await server.app.admin.listen({ host: '127.0.0.1', port: adminPort })
    adminUrl = `http://127.0.0.1:${adminPort}/v0.4`
    const publicUrl = `http://127.0.0.1:${publicPort}/v0.4`
    open = new PublicApi(publicUrl)
    admin = new AdminApi(adminUrl)
    common = new CommonApi(publicUrl)
  })
  after(async () => {
    await server?.close()
    pages?.close()
  })

  it('administers identities', async () => {
    const { body: made, response } = await admin.createIdentity({
      schemaId: 'default',
      traits: { email: 'client@example.org' },
    })
    assert.equal(response.statusCode, 201)
    assert.equal(made.schemaId, 'default')
    assert.equal(made.verifiableAddresses[0].value, 'client@example.org')
    const { body: changed } = await admin.updateIdentity(made.id, {
      ...made,
      traits: { email: 'client@example.org', name: { first: 'Ada' } },
    })
    assert.equal(changed.traits.name.first, 'Ada')
    assert.equal((await admin.getIdentity(made.id)).body.id, made.id)
    assert.ok((await admin.listIdentities()).body.some((one: any) => one.id === made.id))
    assert.equal((await admin.deleteIdentity(made.id)).response.statusCode, 204)
    await rejects(admin.getIdentity(made.id), 404)
  })

  it('begins every kind of flow and lands on its page', async () => {
    const jar = await requestsAt(server, '/v0.4').signUp('pages@example.org')
    const signedIn = { headers: { cookie: jar.header } }
    const begun: readonly (readonly [call: () => Promise<any>, page: string])[] = [
      [() => open.initializeSelfServiceBrowserLoginFlow(), '/login?request='],
      [() => open.initializeSelfServiceBrowserLoginFlow(true, signedIn), '/login?request='],
      [() => open.initializeSelfServiceBrowserRegistrationFlow(), '/registration?request='],
      [() => open.initializeSelfServiceRecoveryFlow(), '/recovery?request='],
      [() => open.initializeSelfServiceBrowserVerificationFlow('email'), '/verification?request='],
      [() => open.initializeSelfServiceSettingsFlow(signedIn), '/settings?request='],
      [() => open.initializeSelfServiceBrowserLogoutFlow(signedIn), '/bye'],
    ]
    for (const [call, page] of begun) {
      visited.length = 0
      assert.equal((await call()).response.statusCode, 200, page)
      assert.ok(visited[0]?.startsWith(page), `${page}: ${visited[0]}`)
    }
  })

  it('opens a mailed link, which shows a button before anything is done', async () => {
    visited.length = 0
    const { response } = await open.selfServiceBrowserVerify('nothing', 'email')
    assert.equal(response.statusCode, 200)
    assert.match(String(response.body), /<button/)
    assert.deepEqual(visited, [])
  })

  it('reads requests as the browser does, and at the admin listener without its cookies', async () => {
    const at = requestsAt(server, '/v0.4'),
      jar = new Jar(),
      headers = { headers: {} as Record<string, string> }
    const ids: Record<string, string> = {}
    for (const kind of ['login', 'registration', 'recovery', 'verification'] as const)
      ids[kind] = idIn((await at.begin(kind, jar)).location) ?? ''
    headers.headers['cookie'] = jar.header
    for (const api of [open, common, admin]) {
      const more = api === admin ? { headers: {} } : headers
      const { body: login } = await api.getSelfServiceBrowserLoginRequest(ids['login'], more)
      assert.equal(login.methods.password.config.fields[0].name, 'identifier')
      assert.ok(login.expiresAt instanceof Date)
      assert.equal(
        (await api.getSelfServiceBrowserRegistrationRequest(ids['registration'], more)).body.id,
        ids['registration'],
      )
      assert.equal(
        (await api.getSelfServiceBrowserRecoveryRequest(ids['recovery'], more)).body.state,
        'choose_method',
      )
      assert.equal(
        (await api.getSelfServiceVerificationRequest(ids['verification'], more)).body.form.method,
        'POST',
      )
    }
    await rejects(open.getSelfServiceBrowserLoginRequest(ids['login'], { headers: {} }), 403)
  })

  it('changes the traits as JSON with the token in a header, and is sent back to the settings', async () => {
    const at = requestsAt(server, '/v0.4'),
      jar = await at.signUp('profile@example.org')
    const request = await at.open('settings', jar)
    const headers = {
      headers: {
        cookie: jar.header,
        'X-CSRF-Token': String(valueIn(request.methods.profile.config, 'csrf_token')),
      },
    }
    await rejects(
      open.completeSelfServiceBrowserSettingsProfileStrategyFlow(
        request.id,
        { traits: { email: 'profile@example.org', name: { first: 'Grace' } } },
        headers,
      ),
      302,
    )
    const { body: session, response } = await open.whoami({ headers: { cookie: jar.header } })
    assert.equal(session.identity.traits.name.first, 'Grace')
    assert.ok(session.expiresAt instanceof Date)
    assert.equal(response.headers['x-kratos-authenticated-identity-id'], session.identity.id)
    const { body: settings } = await open.getSelfServiceBrowserSettingsRequest(request.id, {
      headers: { cookie: jar.header },
    })
    assert.equal(settings.state, 'success')
    assert.equal(
      (await admin.getSelfServiceBrowserSettingsRequest(request.id)).body.identity.id,
      session.identity.id,
    )
  })

  it('is refused what lacks the token, and what it cannot say', async () => {
    const at = requestsAt(server, '/v0.4'),
      jar = await at.signUp('refused@example.org')
    const request = await at.open('settings', jar)
    const cookie = jar.header,
      token = String(valueIn(request.methods.profile.config, 'csrf_token'))
    await rejects(
      open.completeSelfServiceBrowserSettingsProfileStrategyFlow(
        request.id,
        { traits: { email: 'refused@example.org' } },
        { headers: { cookie } },
      ),
      400,
    )
    const sent = { headers: { cookie, 'X-CSRF-Token': token } }
    for (const call of [
      open.completeSelfServiceBrowserSettingsPasswordStrategyFlow(sent),
      open.completeSelfServiceBrowserRecoveryLinkStrategyFlow(sent),
      open.completeSelfServiceBrowserSettingsOIDCSettingsFlow(sent),
      open.completeSelfServiceBrowserVerificationFlow(request.id, 'email', sent),
    ]) {
      const error: any = await call.then(
        () => assert.fail('it was taken'),
        (one: unknown) => one,
      )
      assert.ok(error.statusCode >= 400 && error.statusCode < 500)
      assert.equal(error.body.error.code, error.statusCode)
    }
    await rejects(open.whoami(), 401)
  })

  it('reads errors, schemas, health and version', async () => {
    const jar = new Jar(),
      at = requestsAt(server, '/v0.4')
    const id = new URL(
      (await at.visit('/self-service/browser/flows/verification/init/sms', jar)).location ?? '',
    ).searchParams.get('error')
    for (const [api, more] of [
      [open, { headers: { cookie: jar.header } }],
      [common, { headers: { cookie: jar.header } }],
      [admin, { headers: {} }],
    ] as const) {
      assert.equal((await api.getSelfServiceError(id, more)).body.errors[0].code, 400)
      assert.equal((await api.getSchema('default')).body.title, 'Person')
    }
    assert.equal((await new HealthApi(adminUrl).isInstanceAlive()).body.status, 'ok')
    assert.equal((await new HealthApi(adminUrl).isInstanceReady()).body.status, 'ok')
    assert.equal((await new VersionApi(adminUrl).getVersion()).body.version, '0.0.0-test')
  })
})

async function rejects(call: Promise<unknown>, status: number): Promise<void> {
  const error: any = await call.then(
    () => assert.fail(`it was taken, not answered with ${status}`),
    (one: unknown) => one,
  )
  assert.equal(error.statusCode, status)
}

const listen = (one: Server): Promise<number> =>
  new Promise((done) => one.listen(0, '127.0.0.1', () => done((one.address() as AddressInfo).port)))

async function freePort(): Promise<number> {
  const one = createServer(),
    port = await listen(one)
  await new Promise((done) => one.close(done))
  return port
}
