// Works jobs off, in batches. What a batch does and how far it got are stored in one transaction, so
// that after a crash everybody has had their turn once, or not yet.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#audit/entry.ts'
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion, type IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySearch, IdentitySearching } from '#identity/search.ts'
import { createPeriodic, type Periodic } from '#lib/periodic.ts'
import { performBatch, type Person } from './batch.ts'
import { mostFailures, type Job } from './job.ts'
import type { JobStore, Lease, Progress } from './job-store.ts'
import { createPeopleActions, type PeopleActionParts } from './people-actions.ts'

export type JobWorkerParts = PeopleActionParts & {
  readonly store: JobStore
  readonly identities: Pick<IdentityStore, 'list'>
  readonly identitySearch: IdentitySearching
  readonly transact: <T>(work: () => Promise<T>, parts?: 'fail-together') => Promise<T>
  /** Runs work on behalf of who has asked for a job. */
  readonly as: <T>(who: Actor, work: () => T, jobId: string) => T
  readonly newId: () => string
  readonly events: Events
  /**
   * Called when a batch fails, which is tried again; with an id when it could not be done to one
   * person.
   */
  readonly onError: (error: unknown, identityId?: string) => void
}

/** Longer than a batch takes. Once it is over, another process goes on. */
const leaseMs = 5000
const pollMs = 2000
/** After the first failure of a batch, and after each that follows. */
const retryMs = { first: 1000, next: 5000 }
/** How long a batch is to take: whoever else writes to SQLite waits for it. */
const batchMs = 100
/** NOTE a batch has a price of its own, so that very small ones would take much longer altogether */
const batchSizes = { first: 50, least: 25, most: 200 }
/** Between two batches, for others that write. */
const pauseMs = 4
/** A job whose batch fails this often in a row is given up; not while the database is away. */
const mostTries = 10

type Turn = {
  readonly people: readonly Person[]
  readonly after: string
  readonly isLast: boolean
}

/**
 * A run works off everything that can be worked on. At the end, the batch that is being worked on is
 * stored.
 */
export function createJobWorker(parts: JobWorkerParts): Periodic {
  const { store, clock } = parts
  const actions = createPeopleActions(parts)
  const tries = new Map<string, number>()

  /** Undefined while some may not be found yet. */
  async function turnOf(
    { selection, after, createdAt }: Job,
    batchSize: number,
  ): Promise<Turn | undefined> {
    if ('ids' in selection) {
      const left = selection.ids.filter((id) => id > after)
      const ids = left.slice(0, batchSize)
      const accounts = new Map(
        (await parts.identities.list({ ids }, { limit: batchSize })).map((account) => [
          account.identity.id,
          account,
        ]),
      )
      return {
        people: ids.map((id) => ({ id, account: accounts.get(id) })),
        after: ids.at(-1) ?? after,
        isLast: left.length === ids.length,
      }
    }
    const { found, next, complete } = await parts.identitySearch.find({
      search: until(selection.search, createdAt),
      order: { by: 'id', descending: false },
      page: { limit: batchSize, ...(after === '' ? {} : { after: { value: 0, id: after } }) },
      count: 'none',
      consistency: 'strong',
    })
    if (!complete) return undefined
    const people = found.map(({ account }) => ({ id: account.identity.id, account }))
    return { people, after: next?.id ?? people.at(-1)?.id ?? after, isLast: next === undefined }
  }

  async function counted(job: Job, lease: Lease): Promise<Job> {
    if (job.total !== undefined || 'ids' in job.selection) return job
    const { count } = await parts.identitySearch.find({
      search: until(job.selection.search, job.createdAt),
      order: { by: 'id', descending: false },
      page: { limit: 1 },
      count: 'exact',
      consistency: 'strong',
    })
    const total = count?.value ?? 0
    await store.count(job.id, lease.id, total)
    return { ...job, total }
  }

  /** Does it to these people; undefined when somebody else has the job, or it is over. */
  const batch = (job: Job, { people, after, isLast }: Turn, leaseId: string) =>
    parts.transact(async () => {
      if (!(await store.hold(job.id, { id: leaseId, until: clock() + leaseMs }))) return undefined
      const { failures, ...told } = await performBatch(
        actions[job.kind],
        people,
        (work) => parts.transact(work, 'fail-together'),
        tries.has(job.id),
      )
      const progress: Progress = {
        after,
        done: job.done + people.length - failures.length,
        failed: job.failed + failures.length,
        failures: [...job.failures, ...failures].slice(0, mostFailures),
        state: isLast ? 'done' : 'running',
        reason: undefined,
        endedAt: isLast ? clock() : undefined,
      }
      await store.advance(job.id, progress)
      return { job: { ...job, ...progress }, ...told }
    })

  /** Works on one job until it is over, somebody else has it, or this process ends. */
  async function workOff(taken: Job, lease: Lease, signal: AbortSignal): Promise<void> {
    let job = await counted(taken, lease),
      size = batchSizes.first
    while (!signal.aborted) {
      const turn = await turnOf(job, size),
        from = performance.now()
      if (!turn) return store.release(job.id, lease.id, clock() + retryMs.next)
      const done = await parts.as(job.requestedBy, () => batch(job, turn, lease.id), job.id)
      if (!done) return
      for (const event of done.events) parts.events(event)
      for (const { error, identityId } of done.defects) parts.onError(error, identityId)
      tries.delete(job.id)
      if (turn.isLast) return
      job = done.job
      size = nextSize(size, performance.now() - from)
      await sleep(pauseMs)
    }
    await store.release(job.id, lease.id, clock())
  }

  async function failed(job: Job, lease: Lease, error: unknown): Promise<void> {
    if (error instanceof StaleVersion) return store.release(job.id, lease.id, clock())
    const isRefused = error instanceof Refusal && error.kind === 'bad-request'
    const isAway = error instanceof Refusal && error.kind === 'unavailable'
    if (!isRefused) parts.onError(error)
    const before = tries.get(job.id) ?? 0,
      count = before + (isAway ? 0 : 1)
    if (count > 0) tries.set(job.id, count)
    if (!isRefused && count < mostTries) {
      const waitMs = before === 0 ? retryMs.first : retryMs.next
      return store.release(job.id, lease.id, clock() + waitMs)
    }
    tries.delete(job.id)
    const reason = isRefused ? (error.reason ?? error.message) : 'The log of the server says why.'
    await parts.transact(async () => {
      const now = await store.find(job.id)
      if (!now || !(await store.hold(job.id, { id: lease.id, until: clock() }))) return
      await store.advance(job.id, { ...now, state: 'failed', reason, endedAt: clock() })
    })
  }

  async function work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const lease = { id: parts.newId(), until: clock() + leaseMs }
      const job = await store.take(clock(), lease)
      if (!job) return
      try {
        await workOff(job, lease, signal)
      } catch (error) {
        await failed(job, lease, error)
      }
    }
  }

  return createPeriodic({ work, pauseMs: () => pollMs, onError: parts.onError })
}

/** By how long a batch of a size has taken: at most twice as many, at least half of them. */
function nextSize(size: number, tookMs: number): number {
  const wanted = Math.round(size * Math.min(2, Math.max(0.5, batchMs / tookMs)))
  return Math.min(batchSizes.most, Math.max(batchSizes.least, wanted))
}

/** NOTE who comes after a job was asked for was not meant by it */
function until(search: IdentitySearch, createdAt: number): IdentitySearch {
  const { from = 0, to = Infinity } = search.created ?? {}
  const end = Math.min(to, createdAt + 1)
  return from >= end ? search : { ...search, created: { ...search.created, to: end } }
}
