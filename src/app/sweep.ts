// Deletes, a while after somebody has left, what nobody was known by: forms that were never completed,
// codes for addresses without an account, errors, and counters of guesses. All of it expires by itself;
// here it is made sure that it is gone, whether or not the cleanup runs.
import type { Config } from '#config/config.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { Store } from '#store/store.ts'

export type SweepParts = {
  readonly store: Pick<
    Store,
    | 'tombstones'
    | 'reserved'
    | 'flows'
    | 'codes'
    | 'errors'
    | 'attempts'
    | 'budgets'
    | 'audit'
    | 'scrub'
  >
  readonly settings: () => Pick<Config, 'selfservice'>
  readonly clock: Clock
}

const hourMs = 3_600_000
const batch = 500

/** Returns the job; it answers of how many people the rest was deleted. */
export function createSweep({ store, settings, clock }: SweepParts): () => Promise<number> {
  /** In batches, so that nobody else waits for long. */
  async function all(remove: (limit: number) => Promise<number>): Promise<void> {
    while ((await remove(batch)) >= batch);
  }

  async function deleteBefore(erasedAt: Timestamp, now: Timestamp): Promise<void> {
    await all((limit) => store.flows.deleteExpired(now - hourMs, limit))
    await all((limit) => store.codes.deleteExpired(now - hourMs, limit))
    await all((limit) => store.errors.deleteBefore(erasedAt, limit))
    await all((limit) => store.attempts.deleteBefore(erasedAt, limit))
    await all((limit) => store.budgets.deleteExpired(now, limit))
  }

  return async () => {
    const now = clock()
    await all((limit) => store.reserved.deleteFree(now, limit))
    const longestMs = longestFlowMs(settings())
    // NOTE by then everything has expired that was opened before
    const swept = await store.tombstones.unswept(now - longestMs - 2 * hourMs, batch)
    const last = swept.at(-1)
    if (!last) return 0
    const ids = swept.map(({ identityId }) => identityId)
    await deleteBefore(last.erasedAt, now)
    // NOTE a failed sign-in is recorded a moment later than it happens
    await store.audit.takeOutClients(ids)
    await store.scrub()
    await store.tombstones.noteSwept(ids, now)
    return swept.length
  }
}

function longestFlowMs({ selfservice: { flows } }: Pick<Config, 'selfservice'>): number {
  const { login, registration, settings, recovery, verification } = flows
  return Math.max(
    ...[login, registration, settings, recovery, verification].map((flow) => flow.lifespanMs),
  )
}
