import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Job } from '#jobs/job.ts'
import type { Promises } from './promises.ts'
import { now } from './samples.ts'

export const sampleJob = (more: Partial<Job> = {}): Job => ({
  id: randomUUID(),
  kind: 'disable',
  state: 'waiting',
  selection: { search: { words: 'Überwachung \0\ud800 🔭', created: { to: now } } },
  requestedBy: { kind: 'token', id: '1', name: 'of \\ a test ', right: 'admin' },
  createdAt: now,
  startedAt: undefined,
  endedAt: undefined,
  total: undefined,
  done: 0,
  failed: 0,
  failures: [],
  reason: undefined,
  after: '',
  ...more,
})
const idAt = (at: number) => `0000000${at}-0000-4000-8000-000000000000`

export function jobPromises(promise: Promises): void {
  promise(
    'a job is worked on by one process alone, until its lease ends or it is given back',
    async ({ jobs, transact }) => {
      const [first, second] = [
        sampleJob({ id: idAt(1) }),
        sampleJob({
          id: idAt(2),
          kind: 'delete',
          selection: { ids: [idAt(7), idAt(8)] },
          total: 2,
        }),
      ]
      await jobs.insert(second)
      await jobs.insert(first)
      assert.deepEqual(await jobs.find(first.id), first)
      assert.deepEqual(await jobs.list({ limit: 9 }), [second, first])
      assert.deepEqual(await jobs.list({ limit: 9, after: second.id }), [first])
      const leases = Array.from({ length: 5 }, () => ({ id: randomUUID(), until: now + 10 }))
      const taken = await Promise.all(leases.map((lease) => jobs.take(now, lease)))
      const ids = taken.flatMap((one) => one?.id ?? [])
      assert.equal(new Set(ids).size, ids.length, 'each by one')
      for (let left = 2 - ids.length; left > 0; left--)
        ids.push((await jobs.take(now, { id: randomUUID(), until: now + 10 }))?.id ?? '')
      assert.deepEqual(ids.toSorted(), [first.id, second.id])
      assert.equal(await jobs.take(now + 9, { id: 'x', until: now + 20 }), undefined)

      const again = { id: 'again', until: now + 20 }
      const running = { ...first, state: 'running', startedAt: now }
      assert.deepEqual(await jobs.take(now + 10, again), running, 'the lease has ended')
      await jobs.count(first.id, 'another', 1)
      await jobs.count(first.id, again.id, 250)
      const hold = (id: string) => transact(() => jobs.hold(first.id, { id, until: now + 20 }))
      assert.deepEqual(
        [await hold('another'), await hold('again'), await hold('again')],
        [false, true, true],
      )
      await jobs.release(first.id, 'another', now)
      assert.equal(await hold('again'), true)
      await jobs.release(first.id, again.id, now + 12)
      assert.equal(await hold('again'), false)
      assert.notEqual((await jobs.take(now + 11, { id: 'y', until: now + 30 }))?.id, first.id)
      assert.deepEqual(await jobs.take(now + 12, { id: 'z', until: now + 30 }), {
        ...running,
        total: 250,
      })
    },
  )

  promise(
    'the progress of a job is stored with what it did, and a job that is over stays so',
    async ({ jobs, transact }) => {
      const one = sampleJob({ id: idAt(1) })
      await jobs.insert(one)
      const lease = { id: 'lease', until: now + 10 }
      await jobs.take(now, lease)
      const progress = {
        after: idAt(5),
        done: 99,
        failed: 1,
        failures: [{ identityId: idAt(4), reason: 'Überraschung \0 \ud800' }],
        state: 'running',
        reason: undefined,
        endedAt: undefined,
      } as const
      const undo = new Error('undo')
      const step = (fails: boolean) =>
        transact(async () => {
          assert.equal(await jobs.hold(one.id, lease), true)
          await jobs.advance(one.id, progress)
          if (fails) throw undo
        })
      await assert.rejects(step(true), undo)
      assert.equal((await jobs.find(one.id))?.after, '')
      await step(false)
      const stored = { ...one, ...progress, startedAt: now }
      assert.deepEqual(await jobs.find(one.id), stored)

      const cancelled = await Promise.all([1, 2, 3].map(() => jobs.cancel(one.id, now + 3)))
      assert.equal(cancelled.filter(Boolean).length, 1)
      assert.deepEqual(await jobs.find(one.id), { ...stored, state: 'cancelled', endedAt: now + 3 })
      assert.equal(await jobs.hold(one.id, lease), false)
      await jobs.release(one.id, lease.id, now)
      assert.equal(await jobs.take(now + 99, lease), undefined)

      const two = sampleJob({ id: idAt(2) })
      await jobs.insert(two)
      await jobs.take(now, lease)
      await jobs.advance(two.id, { ...progress, state: 'failed', reason: 'é', endedAt: now + 4 })
      assert.equal((await jobs.find(two.id))?.reason, 'é')
      assert.equal(await jobs.cancel(two.id, now), false)
      assert.equal(await jobs.take(now + 99, lease), undefined)
      assert.equal(await jobs.deleteBefore(now + 3, 9), 0)
      assert.equal(await jobs.deleteBefore(now + 5, 1), 1)
      assert.equal(await jobs.deleteBefore(now + 5, 9), 1)
      assert.deepEqual(await jobs.list({ limit: 9 }), [])
    },
  )
}
