import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { password } from '../../support/people.ts'
import { run, scratch } from './scratch.ts'
import { served, type Served } from './served.ts'

const packages = [
  'kratos-client-0-6@npm:@ory/kratos-client@0.6.3-alpha.1',
  'kratos-client-26@npm:@ory/kratos-client@26.2.0',
]
const place = scratch('npm', (folder) =>
  run(
    folder,
    'npm',
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    ...packages,
  ),
)
const skip = 'skip' in place ? place.skip : false
const load = (name: string): any =>
  createRequire(join('folder' in place ? place.folder : '', 'package.json'))(name)

describe('the client of npm for v0.6', { skip }, () => {
  let at: Served, open: any, admin: any
  before(async () => {
    at = await served()
    const { Configuration, PublicApi, AdminApi } = load('kratos-client-0-6')
    open = new PublicApi(new Configuration({ basePath: `${at.publicUrl}/v0.6/api/kratos/public` }))
    admin = new AdminApi(new Configuration({ basePath: `${at.adminUrl}/v0.6/api/kratos/admin` }))
  })
  after(() => at.server.close())

  it('signs somebody up and in, and knows them', async () => {
    const flow = (await open.initializeSelfServiceRegistrationForNativeApps()).data
    const made = (
      await open.submitSelfServiceRegistrationFlow(flow.id, {
        method: 'password',
        password,
        traits: { email: 'npm@example.org' },
      })
    ).data
    assert.equal(made.identity.traits.email, 'npm@example.org')
    const login = (await open.initializeSelfServiceLoginForNativeApps()).data
    const signedIn = (
      await open.submitSelfServiceLoginFlow(login.id, {
        method: 'password',
        password,
        password_identifier: 'npm@example.org',
      })
    ).data
    const session = (
      await open.toSession(undefined, { headers: { 'X-Session-Token': signedIn.session_token } })
    ).data
    assert.equal(session.identity.id, made.identity.id)
    assert.equal((await open.revokeSession({ session_token: signedIn.session_token })).status, 204)
    await assert.rejects(
      open.toSession(undefined, { headers: { 'X-Session-Token': signedIn.session_token } }),
      (error: any) => error.response.status === 401,
    )
  })

  it('administers identities', async () => {
    const { id } = (
      await admin.createIdentity({
        schema_id: 'default',
        traits: { email: 'admin-npm@example.org' },
      })
    ).data
    assert.equal((await admin.getIdentity(id)).data.traits.email, 'admin-npm@example.org')
    assert.equal(
      (
        await admin.updateIdentity(id, {
          schema_id: 'default',
          traits: { email: 'renamed-npm@example.org' },
        })
      ).data.traits.email,
      'renamed-npm@example.org',
    )
    assert.ok((await admin.listIdentities()).data.some((one: any) => one.id === id))
    assert.match((await admin.createRecoveryLink({ identity_id: id })).data.recovery_link, /token=/)
    assert.equal((await admin.deleteIdentity(id)).status, 204)
    await assert.rejects(admin.getIdentity(id), (error: any) => error.response.status === 404)
    assert.equal((await admin.getVersion()).data.version, '0.0.0-test')
  })
})

describe('the client of npm for the current edition', { skip }, () => {
  let at: Served, frontend: any, identity: any
  before(async () => {
    at = await served()
    const { Configuration, FrontendApi, IdentityApi } = load('kratos-client-26')
    frontend = new FrontendApi(new Configuration({ basePath: at.publicUrl }))
    identity = new IdentityApi(new Configuration({ basePath: at.adminUrl }))
  })
  after(() => at.server.close())

  it('signs somebody in that an administrator has made, shows the session and ends it', async () => {
    const made = (
      await identity.createIdentity({
        createIdentityBody: {
          schema_id: 'default',
          traits: { email: 'current@example.org' },
          credentials: { password: { config: { password } } },
        },
      })
    ).data
    const flow = (await frontend.createNativeLoginFlow()).data
    const { session_token: xSessionToken } = (
      await frontend.updateLoginFlow({
        flow: flow.id,
        updateLoginFlowBody: { method: 'password', identifier: 'current@example.org', password },
      })
    ).data
    assert.equal((await frontend.toSession({ xSessionToken })).data.identity.id, made.id)
    assert.equal((await identity.listIdentitySessions({ id: made.id })).data.length, 1)
    assert.equal(
      (
        await frontend.performNativeLogout({
          performNativeLogoutBody: { session_token: xSessionToken },
        })
      ).status,
      204,
    )
    await assert.rejects(
      frontend.toSession({ xSessionToken }),
      (error: any) => error.response.status === 401,
    )
  })

  it('changes the settings and is told what is wrong with them', async () => {
    const { id } = (
      await identity.createIdentity({
        createIdentityBody: {
          schema_id: 'default',
          traits: { email: 'settings@example.org' },
          credentials: { password: { config: { password } } },
        },
      })
    ).data
    const login = (await frontend.createNativeLoginFlow()).data
    const { session_token: xSessionToken } = (
      await frontend.updateLoginFlow({
        flow: login.id,
        updateLoginFlowBody: { method: 'password', identifier: 'settings@example.org', password },
      })
    ).data
    const flow = (await frontend.createNativeSettingsFlow({ xSessionToken })).data
    const send = (traits: object) =>
      frontend.updateSettingsFlow({
        flow: flow.id,
        xSessionToken,
        updateSettingsFlowBody: { method: 'profile', traits },
      })
    await assert.rejects(
      send({ email: 'nope' }),
      (error: any) => error.response.status === 400 && error.response.data.id === flow.id,
    )
    assert.equal(
      (await send({ email: 'settings@example.org', name: { first: 'Ada' } })).data.state,
      'success',
    )
    assert.equal((await identity.getIdentity({ id })).data.traits.name.first, 'Ada')
  })

  it('lists, patches and deletes identities', async () => {
    const { id } = (
      await identity.createIdentity({
        createIdentityBody: { schema_id: 'default', traits: { email: 'patched@example.org' } },
      })
    ).data
    assert.equal(
      (
        await identity.patchIdentity({
          id,
          jsonPatch: [{ op: 'replace', path: '/traits/email', value: 'after@example.org' }],
        })
      ).data.traits.email,
      'after@example.org',
    )
    assert.equal(
      (await identity.listIdentities({ credentialsIdentifier: 'after@example.org' })).data.length,
      1,
    )
    assert.equal((await identity.deleteIdentity({ id })).status, 204)
  })
})
