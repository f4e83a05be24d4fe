// Events in the log, and which of them are marked for whoever reviews access to accounts.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { audiences, type Event } from '#events/events.ts'
import { logEvent } from '#telemetry/event-log.ts'
import { createLog } from '#telemetry/log.ts'
import { openApi, password, submit } from '../support/people.ts'
import { startServer } from '../support/server.ts'

type Line = Readonly<Record<string, unknown>>
const read = (lines: readonly string[]): readonly Line[] =>
  lines.map((line) => JSON.parse(line) as Line)

/** About accounts and sessions, as opposed to what the server does. */
const aboutAccounts =
  /^(?:login|registration|recovery|verification|session|sessions|credential|factor-reset|identity|deletion|shield)\./

describe('events in the log', () => {
  for (const [kind, audience] of Object.entries(audiences))
    it(`${kind} is for ${audience}`, () => {
      const lines: string[] = []
      const log = createLog(
        { level: 'info', format: 'json' },
        { write: (one) => void lines.push(one) },
      )
      logEvent(log, { kind, identityId: 'an-id' } as unknown as Event)
      const [line] = read(lines)
      if (kind === 'flow.opened') return assert.equal(line, undefined)
      assert.equal(line?.['msg'], kind)
      assert.equal(line['audience'], aboutAccounts.test(kind) ? 'audit' : undefined)
      assert.deepEqual(line['event'], { kind, identityId: 'an-id' })
    })

  it('tell of what people and administrators do by ids alone', async () => {
    const server = await startServer({
      selfservice: {
        flows: { recovery: { enabled: true, use: 'code' } },
        methods: { code: { enabled: true } },
      },
    })
    const email = 'ada@example.org'
    const person = { method: 'password', password, traits: { email } }
    const sign = { method: 'password', identifier: email, password }
    const { json } = await submit(
      server,
      'registration',
      await openApi(server, 'registration'),
      person,
    )
    const login = async (more: object) =>
      submit(server, 'login', await openApi(server, 'login'), { ...sign, ...more })
    await login({})
    await login({ password: 'wrong-password-7613' })
    const settings = await openApi(server, 'settings', '', { token: json.session_token })
    const changed = { method: 'password', password: 'another-horse-78-Battery' }
    await submit(server, 'settings', settings, changed, { token: json.session_token })
    const { id } = json.identity
    await server.admin('POST', '/admin/recovery/code', { json: { identity_id: id } })
    await server.admin('DELETE', `/admin/identities/${id}`)
    await server.close()
    const audit = read(server.log).filter(({ audience }) => audience === 'audit')
    const kinds = audit.map(({ msg }) => msg)
    for (const kind of [
      'registration.succeeded',
      'login.succeeded',
      'login.failed',
      'credential.changed',
      'recovery.handed-out',
      'identity.changed',
    ])
      assert.ok(kinds.includes(kind), kind)
    for (const hidden of [email, password, '7613', 'another-horse'])
      assert.ok(!JSON.stringify(audit).includes(hidden), hidden)
    assert.ok(JSON.stringify(audit).includes(id))
  })
})
