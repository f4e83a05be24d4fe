// Who may use the administration, as far as the database knows.
import { sha256 } from '#crypto/tokens.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { ApiToken, ApiTokenStore } from './api-token-store.ts'
import type { OperatorStore } from './operator-store.ts'

/** What the secret of every token begins with, so that people and scanners recognise one. */
export const tokenPrefix = 'pallas_admin_'

export type Access = {
  /** The token of a secret, and a note that it is used; undefined when it is unknown or over. */
  find(secret: string): Promise<ApiToken | undefined>
  /** Whether a token or an operator exists, or did within the last second. */
  isGuarded(): Promise<boolean>
  /** Whether an operator exists, or did within the last second. */
  hasOperators(): Promise<boolean>
  /** From now on `isGuarded` knows of what this process has added. */
  added(): void
  /** Resolves when all uses are noted, or cannot be. */
  settle(): Promise<void>
}

const noteEveryMs = 60_000
const askEveryMs = 1000

export function createAccess({
  tokens,
  operators,
  clock,
  onError,
}: {
  readonly tokens: Pick<ApiTokenStore, 'findByHash' | 'noteUse' | 'any'>
  readonly operators: Pick<OperatorStore, 'any'>
  readonly clock: Clock
  /** Called when a use cannot be noted. */
  readonly onError: (error: unknown) => void
}): Access {
  const writing = new Set<Promise<void>>()
  const noted = new Map<string, Timestamp>()
  const guarded = remembering(async () => (await tokens.any()) || operators.any())
  const anyOperator = remembering(operators.any)

  function noteUse({ id, lastUsedAt = 0 }: ApiToken): void {
    const at = clock()
    const before = at - noteEveryMs
    if (Math.max(lastUsedAt, noted.get(id) ?? 0) > before) return
    noted.set(id, at)
    const written = outsideDeadline(() => tokens.noteUse(id, at, before))
      .catch(onError)
      .finally(() => writing.delete(written))
    writing.add(written)
  }

  /** The answer to a question, asked at most once a second. */
  function remembering(ask: () => Promise<boolean>) {
    let asked: { readonly until: Timestamp; readonly answer: Promise<boolean> } | undefined,
      last: boolean | undefined
    // NOTE figures and lists stay readable for whom they were when the database does not answer
    const answer = async (): Promise<boolean> => {
      try {
        return (last = await ask())
      } catch (error) {
        if (last === undefined) throw error
        return last
      }
    }
    return {
      ask(): Promise<boolean> {
        const at = clock()
        if (!asked || asked.until <= at) asked = { until: at + askEveryMs, answer: answer() }
        return asked.answer
      },
      /** It is asked again, or known to be so. */
      renew(known?: true): void {
        asked = known && { until: clock() + askEveryMs, answer: Promise.resolve(true) }
        last = known ?? last
      },
    }
  }

  return {
    async find(secret) {
      const token = await tokens.findByHash(sha256(secret))
      if (!token || (token.expiresAt !== undefined && token.expiresAt <= clock())) return undefined
      noteUse(token)
      return token
    },
    isGuarded: guarded.ask,
    hasOperators: anyOperator.ask,
    added() {
      guarded.renew(true)
      anyOperator.renew()
    },
    settle: async () => void (await Promise.all(writing)),
  }
}
