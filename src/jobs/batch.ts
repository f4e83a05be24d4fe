// Does something to the people of a batch: to all at once where that can be done, else to one after the
// other, so that somebody to whom it cannot be done does not stop the others.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Event } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import { unknownIdentity } from '#identity/change.ts'
import { StaleVersion, type Account } from '#identity/identity-store.ts'
import type { JobFailure } from './job.ts'
import type { PeopleAction } from './people-actions.ts'

/** Somebody whose turn it is; without an account where there is none any more. */
export type Person = { readonly id: string; readonly account: Account | undefined }

/** Why it could not be done to somebody, where it is nothing that they can be told. */
export type Defect = { readonly identityId: string; readonly error: unknown }

export type BatchResult = {
  readonly events: readonly Event[]
  readonly failures: readonly JobFailure[]
  readonly defects: readonly Defect[]
}

/** How many people have their turn before whatever else waits. */
const peopleInTurn = 5

/**
 * Does it in the open transaction; `part`: a part of that which fails alone. Throws what concerns more
 * than one person, and what may pass: only in a retry a defect is held to be that of a person, unless
 * all have it.
 */
export async function performBatch(
  action: PeopleAction,
  people: readonly Person[],
  part: <T>(work: () => Promise<T>) => Promise<T>,
  isRetry: boolean,
): Promise<BatchResult> {
  const { many } = action
  const accounts = people.flatMap(({ account }) => account ?? [])
  if (many && !isRetry && accounts.length === people.length)
    try {
      return { events: await part(() => many(accounts)), failures: [], defects: [] }
    } catch (error) {
      if (refusedReason(error) === undefined) throw error
    }

  const events: Event[] = [],
    failures: JobFailure[] = [],
    defects: Defect[] = []
  for (const [at, { id, account }] of people.entries()) {
    if (at > 0 && at % peopleInTurn === 0) await nextTurn()
    try {
      if (!account) throw unknownIdentity()
      events.push(...(await part(() => action.one(account))))
    } catch (error) {
      const reason = refusedReason(error)
      if (reason === undefined) {
        if (!isRetry || concernsAll(error)) throw error
        defects.push({ identityId: id, error })
      }
      failures.push({ identityId: id, reason: reason ?? defectReason })
    }
  }
  const [first] = defects
  if (first && defects.length === people.length && people.length > 1) throw first.error
  return { events, failures, defects }
}

const defectReason = 'It failed for a reason that the log of the server tells.'

/** Whether the same batch may succeed when it is tried again: the database is away, or others write. */
const concernsAll = (error: unknown): boolean =>
  error instanceof StaleVersion || (error instanceof Refusal && error.kind === 'unavailable')

/** Why it cannot be done to one person, however often it is tried; undefined for anything else. */
const refusedReason = (error: unknown): string | undefined =>
  error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'misconfigured'
    ? error.reason
    : undefined
