// Work on many people, which goes on in the background.
import type { Actor } from '#audit/entry.ts'
import type { IdentitySearch } from '#identity/search.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Role } from '#operators/role.ts'

/** What is done to each of the people, and the least role that may do it to one of them. */
export const jobKinds = {
  disable: 'admin',
  enable: 'admin',
  'end-sessions': 'support',
  'send-verification': 'support',
  'reset-second-factors': 'admin',
  delete: 'admin',
} as const satisfies Record<string, Role>
export type JobKind = keyof typeof jobKinds
export const kindsOfJobs = Object.keys(jobKinds) as readonly JobKind[]

export const jobStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type JobState = (typeof jobStates)[number]

/** The people: these, or all that a search finds. */
export type JobSelection = { readonly ids: readonly string[] } | { readonly search: IdentitySearch }

/** Somebody to whom it could not be done, and why. */
export type JobFailure = { readonly identityId: string; readonly reason: string }

export type Job = {
  readonly id: string
  readonly kind: JobKind
  readonly state: JobState
  readonly selection: JobSelection
  /** Who has asked for it, on whose behalf it is done. */
  readonly requestedBy: Actor
  readonly createdAt: Timestamp
  readonly startedAt: Timestamp | undefined
  readonly endedAt: Timestamp | undefined
  /** How many people there are; undefined until they are counted. */
  readonly total: number | undefined
  /** To how many it was done, or had been done before. */
  readonly done: number
  readonly failed: number
  /** The first of those that failed. */
  readonly failures: readonly JobFailure[]
  /** Why all of it has failed. */
  readonly reason: string | undefined
  /** The id up to which people have had their turn; empty before the first one. */
  readonly after: string
}

/** How many failures are kept. */
export const mostFailures = 100
/** How many people can be named one by one. */
export const mostIds = 1000

/** Whether nothing follows any more. */
export const isOver = ({ state }: Pick<Job, 'state'>): boolean =>
  state !== 'waiting' && state !== 'running'

/** How many have not had their turn; undefined until they are counted. */
export const remainingOf = ({ state, total, done, failed }: Job): number | undefined =>
  total === undefined ? undefined : state === 'done' ? 0 : Math.max(0, total - done - failed)
