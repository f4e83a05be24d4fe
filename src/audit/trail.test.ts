import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { test } from 'node:test'
import { actorKinds, type ActorKind, type AuditEntry } from './entry.ts'
import { createTrail } from './trail.ts'

const trailInto = (append: (entry: AuditEntry) => void) =>
  createTrail({
    store: { append: async (entry) => append(entry) },
    transact: (work) => work(),
    chain: { link: () => assert.fail(), seal: () => assert.fail() },
    isEnabled: () => true,
    clock: () => 0,
    newId: () => 'id',
    newSalt: () => 'salt',
    onError: (error) => assert.fail(String(error)),
  })

test('what is recorded later is stored outside of the request that records it', async () => {
  const request = new AsyncLocalStorage<string>()
  const stored: (string | undefined)[] = []
  const trail = trailInto(() => stored.push(request.getStore()))
  await request.run('a transaction', async () => {
    trail.recordLater(
      { action: 'login.failed', target: { kind: 'identity' } },
      { actor: { kind: 'anonymous', right: 'none' }, client: undefined, requestId: undefined },
    )
    await trail.settle()
  })
  assert.deepEqual(stored, [undefined])
})

test('addresses of people stand in the chain by a digest, those of programs as they are', async () => {
  const people: ReadonlySet<ActorKind> = new Set(['person', 'operator', 'anonymous'])
  const entries: AuditEntry[] = []
  const trail = trailInto((entry) => entries.push(entry))
  const recordBy = (kind: ActorKind, right: string) =>
    trail.record(
      { action: 'identity.updated', target: { kind: 'identity', id: 'ada' } },
      { actor: { kind, right }, client: '192.0.2.1', requestId: undefined },
    )
  for (const kind of actorKinds) await recordBy(kind, 'none')
  // on the admin API without a token
  await recordBy('anonymous', 'admin')
  await recordBy('operator', 'admin')
  assert.deepEqual(
    entries.map(({ clientDigest }) => clientDigest !== undefined),
    [...actorKinds.map((kind) => people.has(kind)), false, true],
  )
  assert.ok(entries.every(({ client }) => client === '192.0.2.1'))
})
