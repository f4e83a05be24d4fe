// Works jobs off, in batches. What a batch does and how far it got are stored in one transaction, so
// that after a crash everybody has had their turn once, or not yet.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#audit/entry.ts'
import type { Event, Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { unknownIdentity } from '#identity/change.ts'
import { StaleVersion, type Account, type IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySearch, IdentitySearching } from '#identity/search.ts'
import type { Clock } from '#lib/time.ts'
import { mostFailures, type Job, type JobFailure } from './job.ts'
import type { JobStore, Lease, Progress } from './job-store.ts'
import { createPeopleActions, type PeopleActionParts } from './people-actions.ts'

export type JobWorkerParts = PeopleActionParts & {
  readonly store: JobStore
  readonly identities: Pick<IdentityStore, 'list'>
  readonly identitySearch: IdentitySearching
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  /** Runs work on behalf of who has asked for a job. */
  readonly as: <T>(who: Actor, work: () => T, jobId: string) => T
  readonly clock: Clock
  readonly newId: () => string
  readonly events: Events
  /** Called when a batch fails, which is tried again. */
  readonly onError: (error: unknown) => void
  readonly batchSize?: number
}

export type JobWorker = {
  /** Looks for jobs again and again until `end`. */
  start(): void
  /** Looks now; does nothing before the start. */
  wake(): void
  /** Works off everything that can be worked on, started or not. */
  drain(): Promise<void>
  /** Resolves when the batch that is being worked on is stored, or after `withinMs`. */
  end(withinMs: number): Promise<void>
}

/** Longer than a batch takes. Once it is over, another process goes on. */
const leaseMs = 5000
const pollMs = 2000,
  retryMs = 5000
/** Between two batches, for others that write. */
const pauseMs = 4
/** How many people have their turn before whatever else waits. */
const peopleInTurn = 5
/** A job whose batch fails this often in a row is given up; not while the database is away. */
const mostTries = 10

type Turn = {
  readonly people: readonly { readonly id: string; readonly account: Account | undefined }[]
  readonly after: string
  readonly isLast: boolean
}

export function createJobWorker(parts: JobWorkerParts): JobWorker {
  const { store, clock } = parts
  const batchSize = parts.batchSize ?? 100
  const actions = createPeopleActions(parts)
  const tries = new Map<string, number>()
  let isRunning = false,
    hasEnded = false,
    working: Promise<void> | undefined,
    again = false
  let timer: NodeJS.Timeout | undefined

  /** Undefined while some may not be found yet. */
  async function turnOf({ selection, after, createdAt }: Job): Promise<Turn | undefined> {
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
    })
    const total = count?.value ?? 0
    await store.count(job.id, lease.id, total)
    return { ...job, total }
  }

  /** Does it to these people; undefined when somebody else has the job, or it is over. */
  const batch = (job: Job, { people, after, isLast }: Turn, leaseId: string) =>
    parts.transact(async () => {
      if (!(await store.hold(job.id, { id: leaseId, until: clock() + leaseMs }))) return undefined
      const events: Event[] = [],
        failures: JobFailure[] = []
      for (const [at, { id, account }] of people.entries()) {
        if (at > 0 && at % peopleInTurn === 0) await nextTurn()
        try {
          if (!account) throw unknownIdentity()
          const event = await actions[job.kind](account)
          if (event) events.push(event)
        } catch (error) {
          failures.push({ identityId: id, reason: reasonOf(error) })
        }
      }
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
      return { job: { ...job, ...progress }, events }
    })

  /** Works on one job until it is over, somebody else has it, or this process ends. */
  async function workOff(taken: Job, lease: Lease): Promise<void> {
    let job = await counted(taken, lease)
    while (!hasEnded) {
      const turn = await turnOf(job)
      if (!turn) return store.release(job.id, lease.id, clock() + retryMs)
      const done = await parts.as(job.requestedBy, () => batch(job, turn, lease.id), job.id)
      if (!done) return
      for (const event of done.events) parts.events(event)
      tries.delete(job.id)
      if (turn.isLast) return
      job = done.job
      await sleep(pauseMs)
    }
    await store.release(job.id, lease.id, clock())
  }

  async function failed(job: Job, lease: Lease, error: unknown): Promise<void> {
    if (error instanceof StaleVersion) return store.release(job.id, lease.id, clock())
    const isRefused = error instanceof Refusal && error.kind === 'bad-request'
    const isAway = error instanceof Refusal && error.kind === 'unavailable'
    if (!isRefused) parts.onError(error)
    const count = (tries.get(job.id) ?? 0) + (isAway ? 0 : 1)
    tries.set(job.id, count)
    if (!isRefused && count < mostTries) return store.release(job.id, lease.id, clock() + retryMs)
    tries.delete(job.id)
    const reason = isRefused ? (error.reason ?? error.message) : 'The log of the server says why.'
    await parts.transact(async () => {
      const now = await store.find(job.id)
      if (!now || !(await store.hold(job.id, { id: lease.id, until: clock() }))) return
      await store.advance(job.id, { ...now, state: 'failed', reason, endedAt: clock() })
    })
  }

  async function takeAll(): Promise<void> {
    do {
      again = false
      while (!hasEnded) {
        const lease = { id: parts.newId(), until: clock() + leaseMs }
        const job = await store.take(clock(), lease)
        if (!job) break
        try {
          await workOff(job, lease)
        } catch (error) {
          await failed(job, lease, error)
        }
      }
    } while (again && !hasEnded)
  }

  function pump(): Promise<void> {
    again = working !== undefined
    working ??= takeAll().finally(() => (working = undefined))
    return working
  }

  function poll(): void {
    if (!isRunning) return
    void pump()
      .catch(parts.onError)
      .finally(() => {
        if (isRunning) timer = setTimeout(poll, pollMs).unref()
      })
  }

  return {
    start() {
      isRunning = true
      poll()
    },
    wake() {
      if (isRunning) void pump().catch(parts.onError)
    },
    drain: pump,
    async end(withinMs) {
      isRunning = false
      hasEnded = true
      clearTimeout(timer)
      await Promise.race([
        working?.catch(() => undefined),
        sleep(withinMs, undefined, { ref: false }),
      ])
    },
  }
}

/** NOTE who comes after a job was asked for was not meant by it */
function until(search: IdentitySearch, createdAt: number): IdentitySearch {
  const { from = 0, to = Infinity } = search.created ?? {}
  const end = Math.min(to, createdAt + 1)
  return from >= end ? search : { ...search, created: { ...search.created, to: end } }
}

/** Why it could not be done to one person. Throws what concerns the whole batch. */
function reasonOf(error: unknown): string {
  if (
    error instanceof Refusal &&
    error.kind !== 'unavailable' &&
    error.kind !== 'misconfigured' &&
    error.reason !== undefined
  )
    return error.reason
  throw error
}
