import type { Clock } from '#lib/time.ts'
import type { AttemptStore } from './attempt-store.ts'

export type GuessingSettings = { readonly maxFailures: number; readonly waitMs: number }

export type GuessingParts = {
  readonly attempts: AttemptStore
  /** Undefined: no limit. */
  readonly settings: () => GuessingSettings | undefined
  readonly clock: Clock
}

/** A verdict over one more guess: it may be checked, or the account rests for so long. */
export type Verdict =
  | { readonly kind: 'open' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }

export type Guessing = ReturnType<typeof createGuessing>

/**
 * Limits wrong guesses in a row per account, whatever the method, path or spelling by which they
 * come. `subject` is the identity's id, or what stands for an unknown account, so that both behave
 * alike.
 */
export function createGuessing({ attempts, settings, clock }: GuessingParts) {
  const inFlight = new Map<string, number>()

  async function verdict(
    subject: string,
    pending: number,
  ): Promise<Verdict & { readonly failures: number }> {
    const limit = settings()
    if (!limit) return { kind: 'open', failures: 0 }
    const tried = await attempts.find(subject)
    const failures = tried?.failures ?? 0
    const restLeftMs =
      tried && failures >= limit.maxFailures ? tried.lastAt + limit.waitMs - clock() : 0
    if (restLeftMs > 0) return { kind: 'throttled', retryAfterMs: restLeftMs, failures }
    // NOTE guesses still being checked may all be wrong: they count, so that many at once are no
    // way around the limit
    const crowded =
      failures < limit.maxFailures ? failures + pending >= limit.maxFailures : pending > 0
    return crowded
      ? { kind: 'throttled', retryAfterMs: 1000, failures }
      : { kind: 'open', failures }
  }

  const guessing = {
    /**
     * Checks one guess. `check` says whether it was right. A right guess clears the count, unless
     * so many wrong ones came in while it was being checked that the account rests now.
     */
    async guess(
      subject: string,
      check: () => Promise<boolean>,
    ): Promise<Verdict & { readonly right: boolean }> {
      const pending = inFlight.get(subject) ?? 0
      inFlight.set(subject, pending + 1)
      try {
        const before = await verdict(subject, pending)
        if (before.kind === 'throttled')
          return { kind: 'throttled', retryAfterMs: before.retryAfterMs, right: false }
        if (!(await check())) {
          if (settings()) await attempts.fail(subject, clock())
          return { kind: 'open', right: false }
        }
        if (before.failures === 0 && (inFlight.get(subject) ?? 1) === 1)
          return { kind: 'open', right: true }
        const after = await verdict(subject, 0)
        if (after.kind === 'throttled')
          return { kind: 'throttled', retryAfterMs: after.retryAfterMs, right: false }
        await attempts.clear(subject)
        return { kind: 'open', right: true }
      } finally {
        const left = (inFlight.get(subject) ?? 1) - 1
        if (left === 0) inFlight.delete(subject)
        else inFlight.set(subject, left)
      }
    },
    /**
     * Checks a guess at the second factor of an identity. It counts with all guesses of the account
     * and, besides, with its kind alone: whoever has the first factor could otherwise clear the
     * count with it and guess on for ever.
     */
    async guessSecond(
      identityId: string,
      check: () => Promise<boolean>,
    ): Promise<Verdict & { readonly right: boolean }> {
      let own: Verdict & { readonly right: boolean } = { kind: 'open', right: false }
      const all = await guessing.guess(
        identityId,
        async () => (own = await guessing.guess(`second:${identityId}`, check)).right,
      )
      return all.kind === 'throttled' ? all : own
    },
    /** The owner has come in another way (a recovery): the count begins anew. */
    clear: (subject: string): Promise<void> => attempts.clear(subject),
  }
  return guessing
}
