// The algorithms of Unix password files. They hold their thread until they are done, so they are
// run by crypt-worker.ts.
import { hash } from 'node:crypto'

export type CryptJob = {
  readonly algorithm: 'md5' | 'sha256' | 'sha512'
  readonly password: string
  readonly salt: string
  readonly rounds: number
}

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The hash as it stands in the file. */
export function crypt({ algorithm, password, salt, rounds }: CryptJob): string {
  const key = Buffer.from(password),
    bytes = Buffer.from(salt)
  return algorithm === 'md5'
    ? md5Crypt(key, bytes, rounds)
    : shaCrypt(algorithm, key, bytes, rounds)
}

function md5Crypt(key: Buffer, salt: Buffer, count: number): string {
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
  const end = repeat(count, start, (round, last) =>
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
function shaCrypt(algorithm: string, key: Buffer, salt: Buffer, count: number): string {
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
  const end = repeat(count, a, (round, last) =>
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

function repeat(
  count: number,
  start: Buffer,
  next: (round: number, last: Buffer) => Buffer,
): Buffer {
  let last = start
  for (let round = 0; round < count; round++) last = next(round, last)
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
