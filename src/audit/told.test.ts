import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actions, type Actor, type AuditEntry } from './entry.ts'
import { happeningOf, joined, type Happening } from './told.ts'

const me = 'me'
const person: Actor = { kind: 'person', id: me, right: 'session' }
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'one',
  at: 2,
  action: 'credential.changed',
  actor: person,
  target: { kind: 'identity', id: me },
  client: '203.0.113.7',
  device: 'Firefox/Linux',
  requestId: 'r',
  fields: [],
  count: undefined,
  ...more,
})
const told = (more: Partial<AuditEntry> = {}): Happening => {
  const found = happeningOf(entry(more), me)
  assert.ok(found)
  return found
}
const changes = (...fields: readonly string[]) =>
  told({ fields }).changes.map(({ what, turn }) => `${what} ${turn}`)

const aboutNoAccount: readonly AuditEntry['action'][] = [
  'identity.deleted',
  'identities.imported',
  'registration.refused',
  'outbox.replayed',
  'message.requeued',
  'mailbox.cleared',
  'secrets.resealed',
  'database.backed-up',
  'database.restored',
  'token.created',
  'token.revoked',
  'job.begun',
  'job.cancelled',
]

describe('what a person is told of an entry', () => {
  it('is by whom in general, and from where only of what was not the service', () => {
    const actors: readonly (readonly [Actor, string])[] = [
      [person, 'person'],
      [{ kind: 'person', id: me, right: 'password' }, 'person'],
      [{ kind: 'anonymous', right: 'none' }, 'unknown'],
      [{ kind: 'anonymous', right: 'admin' }, 'administrator'],
      [{ kind: 'operator', id: 'grace', name: 'Grace', right: 'admin' }, 'administrator'],
      [{ kind: 'operator', id: me, right: 'admin' }, 'person'],
      [{ kind: 'token', id: 't', name: 'Grace', right: 'admin' }, 'administrator'],
      [{ kind: 'command', id: 'root', right: 'admin' }, 'administrator'],
      [{ kind: 'operator', id: 'grace', right: 'impersonation' }, 'support'],
      [{ kind: 'server', right: 'server' }, 'server'],
    ]
    for (const [actor, by] of actors) {
      const found = told({ actor })
      assert.equal(found.by, by)
      const isKnown = by === 'person' || by === 'unknown'
      assert.equal(found.client, isKnown ? '203.0.113.7' : undefined)
      assert.equal(found.device, isKnown ? 'Firefox/Linux' : undefined)
      assert.equal(found.canBeReported, isKnown)
      assert.doesNotMatch(JSON.stringify(found), /grace/i)
    }
  })

  it('is nothing of what is about no account', () => {
    const untold = actions.filter((action) => happeningOf(entry({ action }), me) === undefined)
    // an action that is added is told, or has its place here
    assert.deepEqual(untold.toSorted(), [...aboutNoAccount].toSorted())
  })

  it('is what was added, changed and removed', () => {
    assert.deepEqual(changes('credentials.password', 'sessions'), [
      'password changed',
      'sessions removed',
    ])
    assert.deepEqual(changes('credentials.totp', 'credentials.totp.added'), ['totp added'])
    assert.deepEqual(changes('addresses', 'addresses.added', 'addresses.removed'), [
      'addresses changed',
    ])
    assert.deepEqual(changes('addresses'), ['addresses changed'])
    assert.deepEqual(changes('credentials.saml', 'metadata_public', 'metadata_admin'), [
      'rest changed',
    ])
  })

  it('is no change of a credential whose identifiers have changed with traits', () => {
    assert.deepEqual(changes('traits.email', 'addresses', 'addresses.added', 'credentials.code'), [
      'profile changed',
      'addresses added',
    ])
    assert.deepEqual(
      changes('traits.email', 'credentials.password', 'credentials.password.changed'),
      ['profile changed', 'password changed'],
    )
  })

  it('is how somebody signed in, or tried to', () => {
    const recovery: Actor = { ...person, right: 'link_recovery' }
    assert.deepEqual(told({ action: 'recovery.succeeded', actor: recovery }).methods, ['link'])
    const failed = { action: 'login.failed', fields: ['credentials.totp'] } as const
    assert.deepEqual([told(failed).methods, told(failed).canBeReported], [['totp'], false])
    const rehashed = { action: 'login.succeeded', fields: ['sessions', 'credentials.password'] }
    assert.deepEqual(told(rehashed as Partial<AuditEntry>).changes, [])
  })

  it('counts failed sign-ins of one kind that follow each other, and nothing else', () => {
    const failed = (more: Partial<AuditEntry> = {}) =>
      told({ action: 'login.failed', fields: ['credentials.password'], ...more })
    const both = joined(failed(), failed({ at: 1, id: 'other' }))
    assert.deepEqual([both?.id, both?.at, both?.since, both?.times], ['one', 2, 1, 2])
    for (const more of [{ client: '2001:db8::1' }, { device: 'curl' }, { fields: [] }])
      assert.equal(joined(failed(), failed(more)), undefined)
    assert.equal(joined(told(), told()), undefined)
  })
})
