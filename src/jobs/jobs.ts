// What administrators do with jobs: ask for one, look, cancel.
import { actorFactsNow, recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentitySearching } from '#identity/search.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { mayDo, roleIn } from '#operators/role.ts'
import { isOver, jobKinds, mostIds, type Job, type JobKind, type JobSelection } from './job.ts'
import type { JobStore } from './job-store.ts'

export type JobPage = {
  readonly shown: readonly Job[]
  /** The id after which the next page begins, where there is one. */
  readonly last: string | undefined
}

export type Jobs = {
  /**
   * Asks for work on many people, which begins soon. Throws Refusal: `forbidden` for who may not do
   * it to one person, `bad-request` for a search that cannot be made, nobody at all, or what is
   * switched off.
   */
  begin(input: { readonly kind: JobKind; readonly selection: JobSelection }): Promise<Job>
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<JobPage>
  /** Throws Refusal('not-found'). */
  find(input: { readonly id: string }): Promise<Job>
  /**
   * Stops it after the batch that is being worked on. Throws Refusal: `not-found`, `forbidden` as
   * `begin`, `conflict` for what is over.
   */
  cancel(input: { readonly id: string }): Promise<Job>
}

export type JobsParts = {
  readonly store: JobStore
  readonly identitySearch: IdentitySearching
  readonly clock: Clock
  readonly newId: (at: Timestamp) => string
  /** Throws Refusal for what is switched off. */
  readonly guardEnabled: (kind: JobKind) => void
  /** Called when there is something to do. */
  readonly notifyWorker: () => void
}

export function createJobs(parts: JobsParts): Jobs {
  const { store, identitySearch, clock } = parts

  async function find({ id }: { readonly id: string }): Promise<Job> {
    const job = await store.find(id)
    if (!job) throw new Refusal('not-found', { reason: 'There is no job with this id.' })
    return job
  }

  async function checked(selection: JobSelection): Promise<JobSelection> {
    if ('ids' in selection) {
      const ids = [...new Set(selection.ids)].toSorted()
      if (ids.length === 0) throw new Refusal('bad-request', { reason: 'Nobody is named.' })
      if (ids.length > mostIds)
        throw new Refusal('bad-request', {
          reason: `At most ${mostIds} people can be named; a search has no limit.`,
        })
      return { ids }
    }
    // NOTE refuses a search that could not be made later
    await identitySearch.find({
      search: selection.search,
      order: { by: 'id', descending: false },
      page: { limit: 1 },
      count: 'none',
    })
    return selection
  }

  return {
    async begin({ kind, selection }) {
      guardRole(kind)
      parts.guardEnabled(kind)
      const people = await checked(selection),
        createdAt = clock()
      const job: Job = {
        id: parts.newId(createdAt),
        kind,
        state: 'waiting',
        selection: people,
        requestedBy: actorFactsNow(),
        createdAt,
        startedAt: undefined,
        endedAt: undefined,
        total: 'ids' in people ? people.ids.length : undefined,
        done: 0,
        failed: 0,
        failures: [],
        reason: undefined,
        after: '',
      }
      await recorded(
        () => store.insert(job),
        () => ({
          action: 'job.begun',
          target: { kind: 'job', id: job.id },
          fields: [`jobs.${kind}`],
          count: job.total,
        }),
      )
      parts.notifyWorker()
      return job
    },
    async list({ limit, after }) {
      const found = await store.list({ limit: limit + 1, after })
      const shown = found.slice(0, limit)
      return { shown, last: found.length > limit ? shown.at(-1)?.id : undefined }
    },
    find,
    async cancel({ id }) {
      guardRole((await find({ id })).kind)
      const cancelled = await recorded(
        () => store.cancel(id, clock()),
        (was) => (was ? { action: 'job.cancelled', target: { kind: 'job', id } } : undefined),
      )
      const job = await find({ id })
      if (!cancelled && isOver(job))
        throw new Refusal('conflict', { reason: `The job is over: it is ${job.state}.` })
      return job
    },
  }
}

/** NOTE a route has one least role, and what a job does may need a greater one */
function guardRole(kind: JobKind): void {
  const own = roleIn(actorFactsNow().right)
  const needed = jobKinds[kind]
  if (own !== undefined && !mayDo(own, needed))
    throw new Refusal('forbidden', {
      id: 'role_required',
      reason: `This needs the role ${needed}, and you have the role ${own}.`,
    })
}
