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
  let asked: { readonly until: Timestamp; readonly answer: Promise<boolean> } | undefined,
    last: boolean | undefined

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

  /** NOTE figures and lists stay readable for whom they were when the database does not answer */
  async function ask(): Promise<boolean> {
    try {
      const found = (await tokens.any()) || (await operators.any())
      last = found
      return found
    } catch (error) {
      if (last === undefined) throw error
      return last
    }
  }

  return {
    async find(secret) {
      const token = await tokens.findByHash(sha256(secret))
      if (!token || (token.expiresAt !== undefined && token.expiresAt <= clock())) return undefined
      noteUse(token)
      return token
    },
    isGuarded() {
      const at = clock()
      if (!asked || asked.until <= at) asked = { until: at + askEveryMs, answer: ask() }
      return asked.answer
    },
    added() {
      asked = { until: clock() + askEveryMs, answer: Promise.resolve(true) }
      last = true
    },
    settle: async () => void (await Promise.all(writing)),
  }
}
