import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { createCleanup } from '#app/cleanup.ts'
import { createStore } from '#store/open.ts'
import {
  now,
  sampleAccount,
  sampleError,
  sampleFlow,
  sampleSession,
  tokenHash,
} from '../store/contract/samples.ts'
import { sampleJob } from '../store/contract/jobs.ts'
import { sampleMessage } from '../store/contract/messages.ts'

const hour = 3_600_000

it('what is over is deleted in small batches, what is young or alive stays', async (t) => {
  const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  t.after(() => store.close())
  const account = sampleAccount()
  await store.identities.insert(account)
  for (let index = 0; index < 7; index++) {
    await store.flows.insert(sampleFlow({ expiresAt: now - 2 * hour }))
    await store.sessions.insert(
      sampleSession(account.identity, { expiresAt: now - 2 * hour }),
      tokenHash(),
    )
    await store.errors.insert(sampleError({ createdAt: now - 48 * hour }))
    await store.attempts.fail(`a-${index}`, now - 48 * hour)
    const budget = { kind: 'account', key: `b-${index}`, tries: 1, refillMs: hour } as const
    await store.budgets.take(budget, now - 2 * hour)
    await store.remembered.insert({
      id: randomUUID(),
      identityId: account.identity.id,
      secretHash: tokenHash(),
      proof: { method: 'totp', aal: 'aal2', completedAt: now },
      protection: [],
      userAgent: '',
      createdAt: now - 9 * hour,
      expiresAt: now - hour,
    })
    const operator = {
      id: randomUUID(),
      identityId: account.identity.id,
      sessionId: 'any',
      challenge: 'any',
      authenticatedAt: now - 9 * hour,
      createdAt: now - 9 * hour,
      expiresAt: now - 1,
      seenAt: now - 9 * hour,
    }
    await store.consoleSessions.insert(operator, tokenHash())
    await store.consoleSessions.insertCode(operator, tokenHash())
    await store.messages.insert(
      sampleMessage({ status: 'sent', createdAt: now - 200 * hour, dueAt: undefined }),
    )
  }
  await store.codes.replace('flow', [
    {
      id: 'c',
      flowId: 'flow',
      hash: 'h',
      address: undefined,
      identityId: undefined,
      issuedAt: now - 9 * hour,
      expiresAt: now - 2 * hour,
    },
  ])
  const kept = [sampleFlow({ expiresAt: now - hour / 2 }), sampleFlow({ expiresAt: now + hour })]
  for (const flow of kept) await store.flows.insert(flow)
  const waiting = sampleMessage({ createdAt: now - 200 * hour }),
    young = sampleMessage({ status: 'sent', createdAt: now - hour })
  for (const message of [waiting, young]) await store.messages.insert(message)

  for (const endedAt of [now - 31 * 24 * hour, now - 29 * 24 * hour, undefined])
    await store.jobs.insert(sampleJob({ endedAt }))

  const exportId = randomUUID()
  await store.exports.put({
    id: exportId,
    identityId: account.identity.id,
    state: 'ready',
    withCredentials: false,
    requestedAt: now - 48 * hour,
    count: 1,
    countedFrom: now - 48 * hour,
    expiresAt: now - 24 * hour,
  })
  await store.exports.putPiece(exportId, 1, 'sealed')

  const sizes: number[] = []
  const watched = {
    ...store,
    flows: {
      ...store.flows,
      deleteExpired: (before: number, limit: number) => (
        sizes.push(limit),
        store.flows.deleteExpired(before, limit)
      ),
    },
  }
  const settings = {
    cleanup: { intervalMs: 0, batchSize: 3, pauseMs: 0, olderThanMs: hour },
    mail: { retentionMs: 168 * hour },
    pallas: { webHooks: { retentionMs: 168 * hour } },
  }
  const cleanup = createCleanup({
    audit: { deleteExpired: async () => 0 },
    store: watched,
    settings: () => settings as never,
    clock: () => now,
  })
  assert.deepEqual(await cleanup.run(), {
    flows: 7,
    codes: 1,
    sessions: 7,
    impersonations: 0,
    remembered: 7,
    consoleSessions: 14,
    errors: 7,
    budgets: 7,
    attempts: 7,
    outbox: 0,
    messages: 7,
    jobs: 1,
    exportPieces: 1,
    exports: 1,
    audit: 0,
    activity: 0,
  })
  assert.deepEqual(sizes, [3, 3, 3])
  assert.deepEqual(await cleanup.run(), {
    flows: 0,
    codes: 0,
    sessions: 0,
    impersonations: 0,
    remembered: 0,
    consoleSessions: 0,
    errors: 0,
    budgets: 0,
    attempts: 0,
    outbox: 0,
    messages: 0,
    jobs: 0,
    exportPieces: 0,
    exports: 0,
    audit: 0,
    activity: 0,
  })
  for (const flow of kept) assert.ok(await store.flows.find('login', flow.id))
  assert.deepEqual(
    (await store.messages.list({}, { limit: 9 })).map(({ id }) => id).toSorted(),
    [waiting.id, young.id].toSorted(),
  )
  assert.equal((await store.jobs.list({ limit: 9 })).length, 2)
  const stop = new AbortController()
  stop.abort()
  assert.deepEqual(await cleanup.run({ signal: stop.signal }), {})
})
