import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { signIn, signUp } from '../../support/people.ts'
import { startServer, type Answer, type TestServer } from '../../support/server.ts'

const hour = 3_600_000

describe('an administrator and sessions', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ session: { lifespan: '10h', earliest_possible_extend: '2h' } })
  })
  after(() => server.close())

  const get = (path: string) => server.admin('GET', `/admin${path}`)
  const sessionOf = async (token: string): Promise<any> =>
    (await server.public('GET', '/sessions/whoami', { token })).json
  const next = ({ headers }: Answer) => /<([^>]+)>; rel="next"/.exec(String(headers['link']))?.[1]

  it('a session is shown with its identity and its devices only when they are asked for', async () => {
    const { token } = await signUp(server, 'seen@example.org')
    const { id } = await sessionOf(token)
    const plain = (await get(`/sessions/${id}`)).json
    assert.deepEqual([plain.identity, plain.devices, plain.active], [null, [], true])
    const full = (await get(`/sessions/${id}?expand=identity&expand=devices`)).json
    assert.deepEqual(
      [full.identity.traits.email, full.devices.length, full.identity.metadata_admin],
      ['seen@example.org', 1, undefined],
    )
    assert.equal((await get(`/sessions/${id}?expand=everything`)).status, 400)
    assert.equal((await get('/sessions/00000000-0000-4000-8000-000000000000')).status, 404)
    assert.equal((await get('/sessions/nothing')).status, 400)
  })

  it('a revoked session ends at once', async () => {
    const { token } = await signUp(server, 'revoked@example.org')
    const { id } = await sessionOf(token)
    assert.equal((await server.admin('DELETE', `/admin/sessions/${id}`)).status, 204)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    assert.equal((await get(`/sessions/${id}`)).json.active, false)
    assert.equal((await server.admin('DELETE', `/admin/sessions/${id}`)).status, 204)
    assert.equal(
      (await server.admin('DELETE', '/admin/sessions/00000000-0000-4000-8000-000000000000')).status,
      404,
    )
  })

  it('all sessions are listed newest first, page by page', async () => {
    const { email } = await signUp(server, 'pages@example.org')
    for (let times = 0; times < 4; times++) {
      server.pass(1000)
      await signIn(server, email)
    }
    const total = await server.store.sessions.count({})
    const issued: string[] = [],
      ids = new Set<string>()
    for (let path: string | undefined = '/admin/sessions?page_size=2'; path !== undefined;) {
      const page: Answer = await server.admin('GET', path)
      for (const one of page.json) {
        issued.push(one.issued_at)
        ids.add(one.id)
      }
      path = next(page)
    }
    assert.equal(ids.size, total)
    assert.deepEqual(issued, issued.toSorted().reverse())
  })

  it('those that are usable, and those that are not, are listed apart', async () => {
    const { id, token, email } = await signUp(server, 'apart@example.org')
    const session = await sessionOf(token)
    await signIn(server, email)
    await server.admin('DELETE', `/admin/sessions/${session.id}`)
    assert.deepEqual(
      (await get(`/identities/${id}/sessions?active=false`)).json.map((one: any) => one.id),
      [session.id],
    )
    const usable = await get(`/identities/${id}/sessions?active=true`)
    assert.deepEqual([usable.json.length, usable.headers['x-total-count']], [1, '1'])
    assert.equal((await get(`/identities/${id}/sessions`)).json.length, 2)
    assert.equal((await get(`/identities/${id}/sessions?active=perhaps`)).status, 400)
    const { json } = await get('/sessions?active=true&page_size=500')
    assert.deepEqual(new Set(json.map((one: any) => one.active)), new Set([true]))
  })

  it('the sessions of an identity are deleted together', async () => {
    const { id, token } = await signUp(server, 'all@example.org')
    assert.equal((await server.admin('DELETE', `/admin/identities/${id}/sessions`)).status, 204)
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
    assert.equal((await server.admin('DELETE', `/admin/identities/${id}/sessions`)).status, 404)
    assert.equal((await server.admin('DELETE', '/admin/identities/nothing/sessions')).status, 400)
  })

  it('a session is extended shortly before its end, not earlier, and not after it', async () => {
    const { token } = await signUp(server, 'longer@example.org')
    const { id, expires_at: before } = await sessionOf(token)
    const extend = () => server.admin('PATCH', `/admin/sessions/${id}/extend`)
    assert.equal((await extend()).status, 404)
    server.pass(9 * hour)
    const { status, json } = await extend()
    assert.equal(status, 200)
    assert.equal(Date.parse(json.expires_at) - Date.parse(before), 9 * hour)
    server.pass(10 * hour)
    assert.equal((await extend()).status, 404)
  })

  it('a session that was ended is shown as it is when it is to be extended', async () => {
    const { token } = await signUp(server, 'ended@example.org')
    const { json: session } = await server.public('GET', '/sessions/whoami', { token })
    await server.public('DELETE', '/self-service/logout/api', { json: { session_token: token } })
    const { status, json } = await server.admin('PATCH', `/admin/sessions/${session.id}/extend`)
    assert.deepEqual([status, json.active, json.expires_at], [200, false, session.expires_at])
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 401)
  })

  it('with faster_session_extend nothing is answered, whether it was extended or too early', async () => {
    const quick = await startServer({
      session: { lifespan: '10h', earliest_possible_extend: '2h' },
      feature_flags: { faster_session_extend: true },
    })
    try {
      const { token } = await signUp(quick, 'quick@example.org')
      const { id, expires_at: before } = (await quick.public('GET', '/sessions/whoami', { token }))
        .json
      const ends = async () => (await quick.admin('GET', `/admin/sessions/${id}`)).json.expires_at
      const early = await quick.admin('PATCH', `/admin/sessions/${id}/extend`)
      assert.deepEqual([early.status, early.text, await ends()], [204, '', before])
      quick.pass(9 * hour)
      assert.equal((await quick.admin('PATCH', `/admin/sessions/${id}/extend`)).status, 204)
      assert.equal(Date.parse(await ends()) - Date.parse(before), 9 * hour)
    } finally {
      await quick.close()
    }
  })
})
