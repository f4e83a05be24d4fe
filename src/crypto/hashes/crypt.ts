// The hashes of Unix password files.
import { cryptInThread } from './crypt-in-thread.ts'
import { excessOver, type HashLimit } from './limits.ts'
import { sameBytes, type HashReader } from './stored.ts'

export const shaCryptLimits: readonly HashLimit<{ readonly rounds: number }>[] = [
  { field: 'rounds', what: 'rounds', max: 1_000_000, of: ({ rounds }) => rounds },
]
const md5CryptMs = 1.5,
  shaCryptMsPerRound = 0.001

/** `$md5-crypt$<salt>$<hash>`: 1000 rounds of MD5. */
export const readMd5Crypt: HashReader = (stored) => {
  const [, salt, expected] = /^\$md5-crypt\$([^$]{1,8})\$([./0-9A-Za-z]{22})$/.exec(stored) ?? []
  if (salt === undefined || expected === undefined) return undefined
  return {
    kind: 'md5-crypt',
    costMs: md5CryptMs,
    excessiveCost: undefined,
    matches: async (password) =>
      sameBytes(
        Buffer.from(await cryptInThread({ algorithm: 'md5', password, salt, rounds: 1000 })),
        Buffer.from(expected),
      ),
  }
}

/**
 * `$sha256-crypt$rounds=…$<salt>$<hash>`, also `$sha512-crypt$`; 5000 rounds when none are given.
 */
export const readShaCrypt: HashReader = (stored) => {
  const [, bits, roundsText = '5000', salt, expected] =
    /^\$sha(256|512)-crypt\$(?:rounds=(\d{1,9})\$)?([^$]{1,16})\$([./0-9A-Za-z]+)$/.exec(stored) ??
    []
  const rounds = Math.max(1000, Number(roundsText))
  if (bits === undefined || salt === undefined || expected?.length !== (bits === '256' ? 43 : 86))
    return undefined
  const algorithm = bits === '256' ? 'sha256' : 'sha512'
  return {
    kind: `${algorithm}-crypt rounds=${rounds}`,
    costMs: rounds * shaCryptMsPerRound,
    excessiveCost: excessOver(shaCryptLimits, { rounds }),
    matches: async (password) =>
      sameBytes(
        Buffer.from(await cryptInThread({ algorithm, password, salt, rounds })),
        Buffer.from(expected),
      ),
  }
}
