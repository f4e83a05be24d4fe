import { availableParallelism } from 'node:os'
import { Refusal } from '#errors/refusal.ts'
import { readHash } from './foreign.ts'
import {
  argon2,
  blankArgon2,
  hashArgon2,
  isArgon2With,
  type Argon2Settings,
} from './hashes/argon2.ts'
import { bcrypt, bcryptMaxBytes, blankBcrypt, costOf, hashBcrypt } from './hashes/bcrypt.ts'
import type { StoredHash } from './hashes/stored.ts'
import { distinct } from '#lib/distinct.ts'
import { currentDeadline } from '#lib/deadline.ts'
import { traced } from '#lib/tracing.ts'
import { createSemaphore, QueueTimeout, type JobOptions } from '#lib/semaphore.ts'

/** The longest password that is taken, in bytes of UTF-8: 256 characters of any script fit. */
export const maxPasswordBytes = 1024

export type HasherSettings = {
  readonly algorithm: 'argon2' | 'bcrypt'
  readonly bcrypt: { readonly cost: number }
  readonly argon2: Argon2Settings
}

/**
 * Makes and checks password hashes, at most as many at once as there are cores, and one at a time of
 * those that are much dearer than ours. `network`: that of the client, where it is known; networks
 * have turns. When overloaded it throws Refusal (`unavailable`), and DeadlineExceeded when the
 * request has no more time.
 */
export type Hasher = {
  /**
   * Hashes a password in its form NFC. Throws Refusal (`too-large`) when that is longer than
   * `maxBytes`.
   */
  hash(password: string, network?: string): Promise<string>
  /**
   * Whether a password fits a hash, in whichever Unicode form it was hashed. Without a hash, or
   * with one that cannot be checked, it answers false after the work that `like` would take, or
   * else a hash of ours. With a hash that is not like ours, one of ours is computed as well: a
   * cheap one takes no less time than no hash.
   */
  matches(password: string, hash: string | undefined, options?: MatchOptions): Promise<boolean>
  /** Whether a hash was made with another algorithm or other settings than a new one. */
  needsRehash(hash: string): boolean
  /** The longest password that can be hashed, in bytes of UTF-8. */
  readonly maxBytes: number
  /** How many hashes are being made or checked, or wait for it. */
  inFlight(): number
}

export type MatchOptions = {
  readonly network?: string | undefined
  readonly like?: string | undefined
}

export type HasherParts = {
  /** Called every time, so that a changed configuration takes effect at once. */
  readonly settings: () => HasherSettings
  /** Parses a stored hash; `readHash` by default. */
  readonly read?: (hash: string) => StoredHash | undefined
  /** How many hashes are made at once. */
  readonly concurrency?: number
  /** How many may wait before further ones are refused. */
  readonly maxWaiting?: number
  /** How long a hash may wait before it is refused. */
  readonly maxWaitMs?: number
}

/**
 * A password in the form in which new ones are hashed (NFC, RFC 8265, section 4.2), as it was typed,
 * and in the decomposed form that some keyboards make: what was hashed elsewhere, or by an earlier
 * version, is of the form in which it was typed then.
 */
const formsOf = (password: string): readonly string[] =>
  distinct([password.normalize('NFC'), password, password.normalize('NFD')])

/** Hashes that cost more than this many of ours are checked one at a time. */
const maxOrdinaryCost = 4

const overloaded = () =>
  new Refusal('unavailable', {
    reason: 'Too many people are signing in at this moment. Please try again.',
    remedy: { retryAfterMs: 2000 },
  })

export function createHasher({
  settings,
  read = readHash,
  concurrency = availableParallelism(),
  maxWaiting = 1000,
  maxWaitMs = 20_000,
}: HasherParts): Hasher {
  // NOTE at once, so that a server that lacks it does not start
  if (settings().algorithm === 'bcrypt') bcrypt()
  else argon2()
  const semaphore = createSemaphore({ concurrency, maxWaiting, maxWaitMs })
  const limited = async <T>(job: () => Promise<T>, options: JobOptions): Promise<T> => {
    currentDeadline()?.check()
    const result = semaphore.run(job, options)
    if (!result) throw overloaded()
    return result.catch((error: unknown) => {
      throw error instanceof QueueTimeout ? overloaded() : error
    })
  }
  const maxBytes = () => (settings().algorithm === 'bcrypt' ? bcryptMaxBytes : maxPasswordBytes)
  const blank = () =>
    settings().algorithm === 'bcrypt'
      ? blankBcrypt(settings().bcrypt.cost)
      : blankArgon2(settings().argon2)

  /** Whether a hash was made as new ones are. */
  const isOurs = (hash: string): boolean => {
    const { algorithm, bcrypt, argon2 } = settings()
    return algorithm === 'bcrypt' ? costOf(hash) === bcrypt.cost : isArgon2With(hash, argon2)
  }

  return {
    async hash(typed, network) {
      const password = typed.normalize('NFC')
      if (Buffer.byteLength(password) > maxBytes())
        throw new Refusal('too-large', {
          reason: `A password can have at most ${maxBytes()} bytes.`,
        })
      const { algorithm, bcrypt, argon2 } = settings()
      return traced('hash password', { attributes: { 'pallas.hash.algorithm': algorithm } }, () =>
        limited(
          () =>
            algorithm === 'bcrypt'
              ? hashBcrypt(password, bcrypt.cost)
              : hashArgon2(password, argon2),
          { key: network },
        ),
      )
    },
    async matches(password, hash, { network, like } = {}) {
      // NOTE nobody has such a password, so this tells nothing of whether the account exists
      if (Buffer.byteLength(password) > maxPasswordBytes) return false
      const usable = (text: string | undefined) => {
        const stored = text === undefined ? undefined : read(text)
        // NOTE the limits of imports do not hold for what is stored, nor for what is made here
        const isGood =
          stored?.isCheckable ?? (stored !== undefined && stored.excessiveCost === undefined)
        return isGood || (text !== undefined && isOurs(text)) ? stored : undefined
      }
      const stored = usable(hash),
        ours = read(blank()),
        checked = stored ?? usable(like) ?? ours
      const forms = formsOf(password)
      // NOTE how many forms there are follows from what was typed, and from nothing that is stored
      const check = async () => {
        for (const form of forms) {
          const same = await checked?.matches(form)
          if (checked?.kind !== ours?.kind) await ours?.matches(form)
          if (same === true && stored !== undefined) return true
        }
        return false
      }
      const isDear =
        checked !== undefined &&
        ours !== undefined &&
        checked.costMs * forms.length > maxOrdinaryCost * ours.costMs
      // NOTE nothing is told of the stored hash: there may be none
      return traced('check password', {}, () => limited(check, { key: network, isDear }))
    },
    needsRehash: (hash) => !isOurs(hash),
    get maxBytes() {
      return maxBytes()
    },
    inFlight: () => semaphore.count(),
  }
}
