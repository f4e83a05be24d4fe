// Security requirements 45 and 46, in the log of a real server: one structured event for each thing, in UTC, and no secrets.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { crashable, login, password, register, type Crashable } from '../support/crashable.ts'
import { pause } from '../support/process-figures.ts'

describe('the log of a server', () => {
  let server: Crashable, token: string, id: string
  before(async () => {
    server = await crashable({ log: { level: 'debug' } })
    await server.start()
    const registered = await register(server.url, 'told@example.org')
    token = registered?.json.session_token
    id = registered?.json.identity.id
  })
  after(() => server.remove())

  type Line = {
    readonly time: string
    readonly event?: {
      readonly kind: string
      readonly identityId?: string
      readonly [fact: string]: unknown
    }
  }

  /** The events that come of this work, without the openings of flows. */
  async function eventsOf(
    work: () => Promise<unknown>,
  ): Promise<readonly NonNullable<Line['event']>[]> {
    await pause(100)
    const from = server.log().length
    await work()
    await pause(200)
    const lines = server
      .log()
      .slice(from)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line)
    for (const { time } of lines) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    return lines.flatMap(({ event }) => (event && event.kind !== 'flow.opened' ? [event] : []))
  }
  const kinds = async (work: () => Promise<unknown>) =>
    (await eventsOf(work)).map(({ kind }) => kind)
  const admin = (method: string, path: string, body?: unknown) =>
    fetch(`${server.adminUrl}/admin${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  async function change(body: object): Promise<number> {
    const headers = { 'x-session-token': token, 'content-type': 'application/json' }
    const flow: any = await (
      await fetch(`${server.url}/self-service/settings/api`, { headers })
    ).json()
    return (
      await fetch(`${server.url}/self-service/settings?flow=${flow.id}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
    ).status
  }

  it('has one event for a login, one for a failed login, each with who it was', async () => {
    const succeeded = await eventsOf(() => login(server.url, 'told@example.org'))
    assert.deepEqual(
      succeeded.map(({ kind, identityId, method }) => [kind, identityId, method]),
      [['login.succeeded', id, 'password']],
    )
    const failed = await eventsOf(() => login(server.url, 'told@example.org', 'a-wrong-password'))
    assert.deepEqual(
      failed.map(({ kind, identityId }) => [kind, identityId]),
      [['login.failed', id]],
    )
    assert.deepEqual(await kinds(() => login(server.url, 'nobody@example.org')), ['login.failed'])
  })

  it('has one for a change of the password and one for a change of the profile', async () => {
    const changed = await eventsOf(async () =>
      assert.equal(await change({ method: 'password', password: `${password}-new` }), 200),
    )
    assert.deepEqual(
      changed
        .filter(({ kind }) => kind === 'credential.changed')
        .map(({ identityId, credential, by }) => [identityId, credential, by]),
      [[id, 'password', 'owner']],
    )
    const profile = await eventsOf(async () =>
      assert.equal(
        await change({
          method: 'profile',
          traits: { email: 'told@example.org', name: { first: 'Told' } },
        }),
        200,
      ),
    )
    assert.deepEqual(
      profile
        .filter(({ kind }) => kind === 'identity.changed')
        .map(({ identityId, what, by }) => [identityId, what, by]),
      [[id, 'updated', 'owner']],
    )
  })

  it('has one for each change of an administrator', async () => {
    let made = ''
    const create = await eventsOf(
      async () =>
        (made = (
          (await (
            await admin('POST', '/identities', {
              schema_id: 'default',
              traits: { email: 'made@example.org' },
            })
          ).json()) as { id: string }
        ).id),
    )
    assert.deepEqual(
      create.map(({ kind, what, by, identityId }) => [kind, what, by, identityId]),
      [['identity.changed', 'created', 'admin', made]],
    )
    const patch = await eventsOf(() =>
      admin('PATCH', `/identities/${made}`, [{ op: 'replace', path: '/state', value: 'inactive' }]),
    )
    assert.deepEqual(
      patch.map(({ kind, what, by }) => [kind, what, by]),
      [['identity.changed', 'updated', 'admin']],
    )
    assert.deepEqual(
      (await eventsOf(() => admin('DELETE', `/identities/${id}/sessions`))).map(({ kind, by }) => [
        kind,
        by,
      ]),
      [['sessions.revoked', 'admin']],
    )
    const remove = await eventsOf(() => admin('DELETE', `/identities/${made}`))
    assert.deepEqual(
      remove.map(({ kind, what, by }) => [kind, what, by]),
      [['identity.changed', 'deleted', 'admin']],
    )
  })

  it('has none for what was refused, and no secret at the most talkative level', async () => {
    assert.deepEqual(
      await kinds(() =>
        admin('POST', '/identities', { schema_id: 'default', traits: { email: 'no address' } }),
      ),
      [],
    )
    assert.deepEqual(
      await kinds(() => admin('DELETE', '/identities/00000000-0000-4000-8000-000000000000')),
      [],
    )
    const text = server.log()
    for (const secret of [
      password,
      token,
      token.slice(7),
      'told@example.org',
      'a-cookie-secret-for-tests-only',
      'a-cipher-secret-for-tests-only-3',
    ])
      assert.ok(!text.includes(secret), secret)
  })
})
