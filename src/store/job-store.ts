import type { Selectable } from 'kysely'
import type { Actor } from '#audit/entry.ts'
import type { Job, JobFailure, JobKind, JobSelection, JobState } from '#jobs/job.ts'
import type { JobStore } from '#jobs/job-store.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import type { JobsTable } from './tables/jobs.ts'
import { fromText, optional, toKey, toText } from './text.ts'

export function createJobStore({ db }: Database): JobStore {
  const all = db.selectFrom('pallas_jobs').selectAll()
  const update = db.updateTable('pallas_jobs')

  async function find(id: string): Promise<Job | undefined> {
    const row = await all.where('id', '=', toKey(id)).executeTakeFirst()
    return row && jobOf(row)
  }

  return {
    async insert(job) {
      await db
        .insertInto('pallas_jobs')
        .values({ ...rowOf(job), lease: null, due_at: 0 })
        .execute()
    },
    find,
    async list({ limit, after }) {
      const rows = after === undefined ? all : all.where('id', '<', toKey(after))
      return (await rows.orderBy('id', 'desc').limit(numberLiteral(limit)).execute()).map(jobOf)
    },
    async take(now, lease) {
      const due = await db
        .selectFrom('pallas_jobs')
        .select('id')
        .where('due_at', '<=', now)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (!due) return undefined
      // NOTE the condition is repeated: of two processes that selected the same row, only one
      // updates it
      const { numUpdatedRows } = await update
        .set({ state: 'running', lease: lease.id, due_at: lease.until })
        .set(({ fn, val }) => ({ started_at: fn.coalesce('started_at', val(now)) }))
        .where('id', '=', due.id)
        .where('due_at', '<=', now)
        .executeTakeFirst()
      return numUpdatedRows === 0n ? undefined : find(fromText(due.id))
    },
    async count(id, leaseId, total) {
      await update.set({ total }).where('id', '=', toKey(id)).where('lease', '=', leaseId).execute()
    },
    async hold(id, lease) {
      const { numUpdatedRows } = await update
        .set({ due_at: lease.until })
        .where('id', '=', toKey(id))
        .where('lease', '=', lease.id)
        .where('due_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async advance(id, { after, done, failed, failures, state, reason, endedAt }) {
      await update
        .set({
          after_id: toKey(after),
          done,
          failed,
          failures: JSON.stringify(failures),
          state,
          reason: optional(reason, toText) ?? null,
          ended_at: endedAt ?? null,
          ...(endedAt === undefined ? {} : { due_at: null, lease: null }),
        })
        .where('id', '=', toKey(id))
        .execute()
    },
    async release(id, leaseId, from) {
      await update
        .set({ due_at: from, lease: null })
        .where('id', '=', toKey(id))
        .where('lease', '=', leaseId)
        .where('due_at', 'is not', null)
        .execute()
    },
    async cancel(id, at) {
      const { numUpdatedRows } = await update
        .set({ state: 'cancelled', ended_at: at, due_at: null, lease: null })
        .where('id', '=', toKey(id))
        .where('due_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async deleteBefore(before, limit) {
      const old = db.selectFrom('pallas_jobs').select('id').where('ended_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_jobs')
        .where('id', 'in', keysToDelete(old, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

const rowOf = (job: Job): Omit<Selectable<JobsTable>, 'lease' | 'due_at'> => ({
  id: toKey(job.id),
  kind: job.kind,
  state: job.state,
  selection: JSON.stringify(job.selection),
  requested_by: JSON.stringify(job.requestedBy),
  created_at: job.createdAt,
  started_at: job.startedAt ?? null,
  ended_at: job.endedAt ?? null,
  total: job.total ?? null,
  done: job.done,
  failed: job.failed,
  failures: JSON.stringify(job.failures),
  reason: optional(job.reason, toText) ?? null,
  after_id: toKey(job.after),
})

const jobOf = (row: Selectable<JobsTable>): Job => ({
  id: fromText(row.id),
  kind: row.kind as JobKind,
  state: row.state as JobState,
  selection: JSON.parse(row.selection) as JobSelection,
  requestedBy: JSON.parse(row.requested_by) as Actor,
  createdAt: row.created_at,
  startedAt: row.started_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  total: row.total ?? undefined,
  done: row.done,
  failed: row.failed,
  failures: JSON.parse(row.failures) as readonly JobFailure[],
  reason: optional(row.reason, fromText),
  after: fromText(row.after_id),
})
