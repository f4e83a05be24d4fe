import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { OutboxEntry } from '#hooks/outbox/outbox-store.ts'
import type { Promises } from './promises.ts'
import { now } from './samples.ts'

let made = 0
function sampleEntry(more: Partial<OutboxEntry> = {}): OutboxEntry {
  const id = randomUUID()
  return {
    id,
    identityId: randomUUID(),
    position: now * 1000 + made++,
    topic: 'registration.after',
    address: 'https://räksmörgås.example/hook',
    call: 'sealed',
    status: 'queued',
    tries: 0,
    dueAt: now,
    error: undefined,
    trace: undefined,
    createdAt: now,
    updatedAt: now,
    ...more,
  }
}
const lease = (until = now + 1000) => ({ id: randomUUID(), until })
const ids = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id)

export function outboxPromises(promise: Promises): void {
  promise('calls of the outbox come back as they were written down', async ({ outbox }) => {
    const entry = sampleEntry({ error: 'Später 🕰️' })
    await outbox.insert([entry])
    assert.deepEqual(await outbox.find(entry.id), entry)
    assert.equal(await outbox.find(randomUUID()), undefined)
  })

  promise('calls that are due only after all waits are brought forward', async ({ outbox }) => {
    const [soon, far, done] = [
      sampleEntry({ dueAt: now + 1000 }),
      sampleEntry({ dueAt: now + 1001 }),
      sampleEntry({ status: 'delivered', dueAt: undefined }),
    ]
    await outbox.insert([soon, far, done])
    assert.equal(await outbox.bringForward(now, now + 1000), 1)
    assert.deepEqual(ids(await outbox.take({ now, limit: 9, lease: lease() })), [far.id])
  })

  promise('a call of a transaction that fails is not there', async ({ outbox, transact }) => {
    const entry = sampleEntry()
    await assert.rejects(
      transact(async () => {
        await outbox.insert([entry])
        throw new Error('no')
      }),
    )
    assert.equal(await outbox.find(entry.id), undefined)
  })

  promise(
    'calls about one identity are taken one after the other, others do not wait for them',
    async ({ outbox }) => {
      const first = sampleEntry(),
        second = sampleEntry({ identityId: first.identityId }),
        other = sampleEntry()
      await outbox.insert([second, first, other])
      const held = lease()
      assert.deepEqual(ids(await outbox.take({ now, limit: 10, lease: held })), [
        first.id,
        other.id,
      ])
      assert.deepEqual(await outbox.take({ now, limit: 10, lease: lease() }), [])
      assert.equal(
        await outbox.finish({ ...first, status: 'delivered', dueAt: undefined, tries: 1 }, held.id),
        true,
      )
      assert.deepEqual(ids(await outbox.take({ now, limit: 10, lease: lease() })), [second.id])
    },
  )

  promise(
    'a call that waits for its next try holds back those after it; one that was given up does not',
    async ({ outbox }) => {
      const first = sampleEntry(),
        second = sampleEntry({ identityId: first.identityId })
      await outbox.insert([first, second])
      const held = lease()
      await outbox.take({ now, limit: 1, lease: held })
      await outbox.finish({ ...first, tries: 1, dueAt: now + 5000 }, held.id)
      assert.deepEqual(await outbox.take({ now: now + 1, limit: 10, lease: lease() }), [])
      const again = lease(now + 9000)
      assert.deepEqual(ids(await outbox.take({ now: now + 5000, limit: 10, lease: again })), [
        first.id,
      ])
      await outbox.finish({ ...first, status: 'abandoned', tries: 2, dueAt: undefined }, again.id)
      assert.deepEqual(ids(await outbox.take({ now: now + 5000, limit: 10, lease: lease() })), [
        second.id,
      ])
    },
  )

  promise(
    'a lease that has ended is lost, and its call is taken by another',
    async ({ outbox }) => {
      const entry = sampleEntry()
      await outbox.insert([entry])
      const dead = lease(now + 10),
        heir = lease(now + 5000)
      await outbox.take({ now, limit: 1, lease: dead })
      assert.deepEqual(ids(await outbox.take({ now: now + 10, limit: 1, lease: heir })), [entry.id])
      assert.equal(
        await outbox.finish({ ...entry, status: 'delivered', dueAt: undefined }, dead.id),
        false,
      )
      assert.equal(
        await outbox.finish({ ...entry, status: 'delivered', dueAt: undefined }, heir.id),
        true,
      )
    },
  )

  promise('of many who take at the same moment each gets other calls', async ({ outbox }) => {
    const entries = Array.from({ length: 20 }, () => sampleEntry())
    await outbox.insert(entries)
    const takes = await Promise.all(
      Array.from({ length: 5 }, () => outbox.take({ now, limit: 6, lease: lease() })),
    )
    const taken = takes.flatMap(ids)
    assert.equal(new Set(taken).size, taken.length)
  })

  promise(
    'only calls that are done are made again, listed newest first, and deleted when they are old',
    async ({ outbox }) => {
      const done = sampleEntry({ status: 'delivered', dueAt: undefined, tries: 3 }),
        waiting = sampleEntry()
      await outbox.insert([done, waiting])
      assert.deepEqual(ids(await outbox.list({}, { limit: 10 })), [waiting.id, done.id])
      assert.deepEqual(ids(await outbox.list({}, { limit: 10, after: waiting })), [done.id])
      assert.deepEqual(ids(await outbox.list({ status: 'delivered' }, { limit: 10 })), [done.id])
      assert.deepEqual(ids(await outbox.list({ identityId: waiting.identityId }, { limit: 10 })), [
        waiting.id,
      ])
      assert.equal(await outbox.replay(waiting.id, now), false)
      assert.equal(await outbox.replay(done.id, now + 1), true)
      assert.equal((await outbox.find(done.id))?.dueAt, now + 1)
      const old = sampleEntry({ status: 'abandoned', dueAt: undefined })
      await outbox.insert([old])
      assert.equal(await outbox.deleteBefore(now + 1, 10), 1)
      assert.equal(await outbox.find(old.id), undefined)
    },
  )
}
