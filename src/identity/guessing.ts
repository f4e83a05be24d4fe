import type { Clock } from '#lib/time.ts'
import type { AttemptStore } from './attempt-store.ts'

export type GuessingSettings = { readonly maxFailures: number; readonly waitMs: number }

export type GuessingParts = {
  readonly attempts: AttemptStore
  /** Undefined: no limit. */
  readonly settings: () => GuessingSettings | undefined
  readonly clock: Clock
}

/** Whether one more guess may be checked, or when to try again. */
export type Verdict =
  | { readonly kind: 'open' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }

export type Guessing = {
  guess(
    subject: string,
    check: () => Promise<boolean>,
  ): Promise<Verdict & { readonly right: boolean }>
  guessSecond(
    identityId: string,
    check: () => Promise<boolean>,
  ): Promise<Verdict & { readonly right: boolean }>
  clear(subject: string): Promise<void>
}

/**
 * Limits wrong guesses in a row per account, whatever method, path or spelling is used. `subject`:
 * the id of the identity, or a key that stands for an unknown account, so that both behave alike.
 */
export function createGuessing({ attempts, settings, clock }: GuessingParts): Guessing {
  const inFlight = new Map<string, number>()

  async function verdict(
    subject: string,
    pending: number,
  ): Promise<Verdict & { readonly failures: number }> {
    const limit = settings()
    if (!limit) return { kind: 'open', failures: 0 }
    const tried = await attempts.find(subject)
    const failures = tried?.failures ?? 0
    const waitLeftMs =
      tried && failures >= limit.maxFailures ? tried.lastAt + limit.waitMs - clock() : 0
    if (waitLeftMs > 0) return { kind: 'throttled', retryAfterMs: waitLeftMs, failures }
    // NOTE guesses that are still being checked count as wrong ones: simultaneous guesses must not
    // exceed the limit
    const exceedsLimit =
      failures < limit.maxFailures ? failures + pending >= limit.maxFailures : pending > 0
    return exceedsLimit
      ? { kind: 'throttled', retryAfterMs: 1000, failures }
      : { kind: 'open', failures }
  }

  const guessing = {
    /**
     * Checks a guess; `check` answers whether it is right. A right guess resets the count, unless
     * the limit was reached while it was being checked.
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
     * Checks a guess at the second factor. It counts for the account, and for the second factor
     * alone: somebody who knows the first factor could otherwise reset the count with it.
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
    /** Resets the count after a recovery. */
    clear: (subject: string): Promise<void> => attempts.clear(subject),
  }
  return guessing
}
