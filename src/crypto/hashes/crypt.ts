// The hashes of Unix password files.
import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sameBytes, type HashReader } from './stored.ts'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const maxRounds = 1_000_000
// These rounds run on the main thread: after this number of them, other work gets its time.
const roundsPerTurn = 250

/** `$md5-crypt$<salt>$<hash>`: 1000 rounds of MD5. */
export const readMd5Crypt: HashReader = (stored) => {
  const [, salt, expected] = /^\$md5-crypt\$([^$]{1,8})\$([./0-9A-Za-z]{22})$/.exec(stored) ?? []
  if (salt === undefined || expected === undefined) return undefined
  return {
    excessiveCost: undefined,
    matches: async (password) =>
      sameBytes(
        Buffer.from(await md5Crypt(Buffer.from(password), Buffer.from(salt))),
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
  return {
    excessiveCost: rounds > maxRounds ? `its rounds are more than ${maxRounds}` : undefined,
    matches: async (password) =>
      sameBytes(
        Buffer.from(await shaCrypt(`sha${bits}`, Buffer.from(password), Buffer.from(salt), rounds)),
        Buffer.from(expected),
      ),
  }
}

async function md5Crypt(key: Buffer, salt: Buffer): Promise<string> {
  const digest = (...parts: readonly Uint8Array[]) => hash('md5', Buffer.concat(parts), 'buffer')
  const inner = repeated(digest(key, salt, key), key.length),
    zero = Buffer.of(0)
  const start = digest(
    key,
    Buffer.from('$1$'),
    salt,
    inner,
    ...bitsOf(key.length).map((one) => (one ? zero : key.subarray(0, 1))),
  )
  const end = await rounds(1000, start, (round, last) =>
    digest(
      round % 2 ? key : last,
      ...(round % 3 ? [salt] : []),
      ...(round % 7 ? [key] : []),
      round % 2 ? last : key,
    ),
  )
  return encoded(end, [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]])
}

/** As specified by Ulrich Drepper: https://www.akkadia.org/drepper/SHA-crypt.txt */
async function shaCrypt(
  algorithm: string,
  key: Buffer,
  salt: Buffer,
  count: number,
): Promise<string> {
  const digest = (...parts: readonly Uint8Array[]) =>
    hash(algorithm, Buffer.concat(parts), 'buffer')
  const b = digest(key, salt, key)
  const a = digest(
    key,
    salt,
    repeated(b, key.length),
    ...bitsOf(key.length).map((one) => (one ? b : key)),
  )
  const p = repeated(digest(...Array.from({ length: key.length }, () => key)), key.length)
  const s = repeated(digest(...Array.from({ length: 16 + (a[0] ?? 0) }, () => salt)), salt.length)
  const end = await rounds(count, a, (round, last) =>
    digest(
      round % 2 ? p : last,
      ...(round % 3 ? [s] : []),
      ...(round % 7 ? [p] : []),
      round % 2 ? last : p,
    ),
  )
  const third = Math.floor(end.length / 3),
    turn = algorithm === 'sha512' ? 1 : 2
  const groups = Array.from({ length: third }, (_, k) =>
    [0, 1, 2].map((place) => k + third * ((place + turn * k) % 3)),
  )
  return encoded(end, [...groups, end.length === 64 ? [63] : [31, 30]])
}

async function rounds(
  count: number,
  start: Buffer,
  next: (round: number, last: Buffer) => Buffer,
): Promise<Buffer> {
  let last = start
  for (let round = 0; round < count; round++) {
    if (round % roundsPerTurn === roundsPerTurn - 1) await setImmediate()
    last = next(round, last)
  }
  return last
}

/** The value repeated to this number of bytes. */
function repeated(value: Buffer, length: number): Buffer {
  return Buffer.alloc(length, value)
}

/** The bits of a length, lowest first. */
function bitsOf(length: number): readonly boolean[] {
  return length === 0 ? [] : [...length.toString(2)].reverse().map((bit) => bit === '1')
}

/** Groups of up to three bytes, highest first, as characters of six bits, lowest first. */
function encoded(bytes: Buffer, groups: readonly (readonly number[])[]): string {
  return groups
    .map((group) => {
      const value = group.reduce((sum, at) => sum * 256 + (bytes[at] ?? 0), 0)
      return Array.from(
        { length: Math.ceil((group.length * 8) / 6) },
        (_, six) => alphabet[(value >> (6 * six)) & 63],
      ).join('')
    })
    .join('')
}
