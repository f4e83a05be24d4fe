import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openApi, password, signIn, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const marker = 'only-for-the-administrator'

describe('what belongs to the administrator stays there', () => {
  let server: TestServer, id: string, token: string, email: string
  before(async () => {
    server = await startServer()
    ;({ id, token, email } = await signUp(server, 'ada@example.org'))
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/metadata_admin', value: { note: marker } }],
    })
  })
  after(() => server.close())

  const spellings = [
    '/admin/identities',
    '/identities',
    '//identities',
    '/./identities',
    '/x/../identities',
    '/admin//identities',
    '/Admin/identities',
    '/ADMIN/IDENTITIES',
    '/%61dmin/identities',
    '/identities%2f',
    '/admin%2fidentities',
    '/identities/',
    '/identities;x=1',
    '/.//admin/identities',
    '/current/identities',
    '/current/admin/identities',
    '/admin/../admin/identities',
    '/health/../identities',
    '/identities?ids=',
    '/admin/sessions',
    '/sessions/..%2fidentities',
    '/schemas/../admin/identities',
    '/metrics/prometheus',
    '/admin/metrics/prometheus',
    '/v0.2/identities',
    '/v0.4/identities',
    '/v0.6/api/kratos/admin/identities',
    '/v0.6/api/kratos/public/identities',
    '/v0.7/api/kratos/admin/identities',
    '/api/kratos/admin/identities',
    '/api/kratos/public/identities',
    '/v0.7/api/kratos/public/../admin/identities',
  ]
  for (const path of spellings) {
    it(`34: the public port serves nothing of the administration at ${path}`, async () => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
        const call =
          method === 'GET' || method === 'HEAD'
            ? {}
            : { json: { traits: { email: 'intruder@example.org' } } }
        const first = await server.public(method, path, call)
        const isCleaned = first.status === 307 && /^\/(?!\/)/.test(first.location ?? '')
        const answer = isCleaned ? await server.public(method, first.location ?? '', call) : first
        assert.ok(answer.status >= 300 && answer.status < 500, `${method}: ${answer.status}`)
        assert.ok(!answer.text.includes(email) && !answer.text.includes(marker), method)
        if (answer.location !== undefined)
          assert.ok(answer.location.startsWith('http://127.0.0.1:4434/'), answer.location)
      }
      assert.equal(await server.store.identities.count({}), 1)
    })
  }

  it('34: the public port changes nobody, whoever asks', async () => {
    const { json: session } = await server.public('GET', '/sessions/whoami', { token })
    const tries = [
      ['DELETE', `/admin/identities/${id}`],
      ['PATCH', `/identities/${id}`],
      ['PUT', `/identities/${id}`],
      ['DELETE', `/admin/sessions/${session.id}`],
      ['PATCH', `/sessions/${session.id}/extend`],
      ['PATCH', `/admin/sessions/${session.id}/extend`],
      ['DELETE', `/admin/identities/${id}/sessions`],
    ] as const
    for (const [method, path] of tries)
      assert.ok(
        (
          await server.public(method, path, {
            token,
            json: [{ op: 'replace', path: '/state', value: 'inactive' }],
          })
        ).status >= 300,
        path,
      )
    assert.deepEqual((await server.public('GET', '/sessions/whoami', { token })).json, session)
  })

  it('36: what is sent along with a registration changes nothing that the form does not offer', async () => {
    const more = {
      id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
      state: 'inactive',
      schema_id: 'other',
      external_id: 'crm-1',
      organization_id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
      metadata_public: { plan: 'gold' },
      metadata_admin: { role: 'owner' },
      verifiable_addresses: [
        { value: 'eve@example.org', via: 'email', verified: true, status: 'completed' },
      ],
      credentials: { password: { config: { password: 'another-one' } } },
    }
    const flow = await openApi(server, 'registration')
    const { json } = await submit(server, 'registration', flow, {
      ...more,
      method: 'password',
      password,
      traits: { email: 'eve@example.org' },
    })
    const { json: stored } = await server.admin('GET', `/admin/identities/${json.identity.id}`)
    assert.notEqual(stored.id, more.id)
    assert.deepEqual(
      [
        stored.state,
        stored.schema_id,
        stored.external_id,
        stored.organization_id,
        stored.metadata_public,
        stored.metadata_admin,
      ],
      ['active', 'default', undefined, null, null, null],
    )
    assert.deepEqual(
      stored.verifiable_addresses.map((one: any) => one.verified),
      [false],
    )
    assert.equal((await signIn(server, 'eve@example.org')).status, 200)
  })

  it('36: what is put into the traits besides what the schema knows is refused', async () => {
    const flow = await openApi(server, 'registration')
    assert.equal(
      (
        await submit(server, 'registration', flow, {
          method: 'password',
          password,
          traits: { email: 'mallory@example.org', state: 'active', metadata_admin: {} },
        })
      ).status,
      400,
    )
  })

  it('37: the metadata of the administrator and credentials are in no answer of the public side', async () => {
    const flow = await openApi(server, 'login')
    const answers = [
      await submit(server, 'login', flow, { method: 'password', identifier: email, password }),
      await server.public('GET', '/sessions/whoami', { token }),
      await server.public('GET', '/sessions', { token }),
      await server.public('GET', `/self-service/login/flows?id=${flow.id}`),
      await server.public('GET', '/self-service/settings/api', { token }),
      await signIn(server, email, 'wrong'),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200, 400],
    )
    for (const { text } of answers)
      assert.doesNotMatch(
        text,
        new RegExp(`${marker}|metadata_admin|hashed_password|"credentials"|\\$2[aby]\\$`),
      )
  })

  it('37: errors of the administrator repeat no credential', async () => {
    const secret = 'a-secret-that-was-sent'
    const answers = [
      await server.admin('POST', '/admin/identities', {
        json: { traits: { email }, credentials: { password: { config: { password: secret } } } },
      }),
      await server.admin('POST', '/admin/identities', {
        json: { traits: {}, credentials: { password: { config: { password: secret } } } },
      }),
      await server.admin('POST', '/admin/identities', {
        json: {
          traits: { email: 'free@example.org' },
          credentials: { password: { config: { hashed_password: secret } } },
        },
      }),
      await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [
          { op: 'replace', path: '/credentials/password/config/hashed_password', value: secret },
        ],
      }),
    ]
    for (const { status, text } of answers) {
      assert.ok(status >= 400 && status < 500)
      assert.ok(!text.includes(secret))
    }
    assert.ok(server.log.every((line) => !line.includes(secret)))
  })
})
