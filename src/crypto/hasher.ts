import { availableParallelism } from 'node:os'
import { Refusal } from '#errors/refusal.ts'
import { readHash } from './foreign.ts'
import { blankArgon2, hashArgon2, isArgon2With, type Argon2Settings } from './hashes/argon2.ts'
import { bcryptMaxBytes, blankBcrypt, costOf, hashBcrypt } from './hashes/bcrypt.ts'
import { createSemaphore, QueueTimeout } from '#lib/semaphore.ts'

/**
 * The longest password anybody can have, in bytes of UTF-8: 256 characters of any script always
 * fit.
 */
export const maxPasswordBytes = 1024

export type HasherSettings = {
  readonly algorithm: 'argon2' | 'bcrypt'
  readonly bcrypt: { readonly cost: number }
  readonly argon2: Argon2Settings
}

/**
 * Makes and checks password hashes, at most as many at once as there are cores. When overloaded it
 * throws Refusal (`unavailable`).
 */
export type Hasher = {
  /** Throws Refusal (`too-large`) for a password longer than `maxBytes`. */
  hash(password: string): Promise<string>
  /**
   * Whether a password is the one of a hash. Without a hash, or with one that cannot be checked, it
   * does the same work and answers false: the work that `like` would take, else that of a new hash.
   */
  matches(password: string, hash: string | undefined, like?: string): Promise<boolean>
  /** Whether a hash is of another kind, or made with other settings, than a new one. */
  needsRehash(hash: string): boolean
  /** The longest password that can be hashed, in bytes of UTF-8. */
  readonly maxBytes: number
  /** Hashes being made and checked, or waiting for their turn. */
  inFlight(): number
}

export type HasherParts = {
  /** Asked every time, so that a changed configuration counts at once. */
  readonly settings: () => HasherSettings
  /** How many hashes are made at once. */
  readonly slots?: number
  /** How many may wait before others are refused. */
  readonly maxWaiting?: number
  /** How long one may wait before it is refused. */
  readonly maxWaitMs?: number
}

const overloaded = () =>
  new Refusal('unavailable', {
    reason: 'Too many people are signing in at this moment. Please try again.',
    remedy: { retryAfterMs: 2000 },
  })

export function createHasher({
  settings,
  slots = availableParallelism(),
  maxWaiting = 1000,
  maxWaitMs = 20_000,
}: HasherParts): Hasher {
  const turns = createSemaphore({ atOnce: slots, maxWaiting, maxWaitMs })
  const keyedMutex = async <T>(job: () => Promise<T>): Promise<T> => {
    const turn = turns.take(job)
    if (!turn) throw overloaded()
    return turn.catch((error: unknown) => {
      throw error instanceof QueueTimeout ? overloaded() : error
    })
  }
  const maxBytes = () => (settings().algorithm === 'bcrypt' ? bcryptMaxBytes : maxPasswordBytes)
  const blank = () =>
    settings().algorithm === 'bcrypt'
      ? blankBcrypt(settings().bcrypt.cost)
      : blankArgon2(settings().argon2)

  return {
    async hash(password) {
      if (Buffer.byteLength(password) > maxBytes())
        throw new Refusal('too-large', {
          reason: `A password can have at most ${maxBytes()} bytes.`,
        })
      const { algorithm, bcrypt, argon2 } = settings()
      return keyedMutex(() =>
        algorithm === 'bcrypt' ? hashBcrypt(password, bcrypt.cost) : hashArgon2(password, argon2),
      )
    },
    async matches(password, hash, like) {
      // NOTE nobody has such a password, known or not, so that no work is needed to hide anything
      if (Buffer.byteLength(password) > maxPasswordBytes) return false
      const usable = (text: string | undefined) => {
        const stored = text === undefined ? undefined : readHash(text)
        return stored?.excess === undefined ? stored : undefined
      }
      const stored = usable(hash),
        standIn = stored ?? usable(like) ?? readHash(blank())
      const same = await keyedMutex(async () => standIn?.matches(password) ?? false)
      return stored !== undefined && same
    },
    needsRehash(hash) {
      const { algorithm, bcrypt, argon2 } = settings()
      return algorithm === 'bcrypt' ? costOf(hash) !== bcrypt.cost : !isArgon2With(hash, argon2)
    },
    get maxBytes() {
      return maxBytes()
    },
    inFlight: () => turns.count(),
  }
}
