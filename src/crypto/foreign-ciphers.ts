// Opens what the reference has enciphered in its database, and enciphers as it does: tokens of
// providers.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What was enciphered, and how, is told by the authentication tag alone: each way is tried. */
export type ForeignCipher = {
  /** Undefined for an empty text, and for one that no secret opens. */
  open(stored: string): string | undefined
  /** The same, and how it was enciphered. */
  read(stored: string): OpenedText | undefined
}

type OpenedText = { readonly text: string; readonly algorithm: ForeignAlgorithm }

const keyBytes = 32,
  tagBytes = 16

/** `secrets`: those of the reference, of which it counts only those of 32 bytes. */
export function createForeignCipher(secrets: readonly string[]): ForeignCipher {
  const keys = secrets.map((secret) => Buffer.from(secret)).filter((key) => key.length === keyBytes)
  const read: ForeignCipher['read'] = (stored) => {
    if (!/^(?:[0-9a-f]{2})+$/.test(stored)) return undefined
    const bytes = Buffer.from(stored, 'hex')
    for (const key of keys)
      for (const [algorithm, opens] of ways) {
        const text = opens(key, bytes)
        if (text !== undefined) return { text, algorithm }
      }
    const text = plain(bytes)
    return text === undefined ? undefined : { text, algorithm: 'noop' }
  }
  return { read, open: (stored) => read(stored)?.text }
}

export const foreignAlgorithms = ['noop', 'aes', 'xchacha20-poly1305'] as const
export type ForeignAlgorithm = (typeof foreignAlgorithms)[number]

/** Enciphers as the reference does, with the first of its secrets that it counts. */
export type ForeignSeal = (text: string) => string

/** Throws RangeError where the algorithm needs a secret, and none of 32 bytes is given. */
export function createForeignSeal(
  algorithm: ForeignAlgorithm,
  secrets: readonly string[],
): ForeignSeal {
  if (algorithm === 'noop') return (text) => Buffer.from(text).toString('hex')
  const key = secrets.map((secret) => Buffer.from(secret)).find((one) => one.length === keyBytes)
  if (key === undefined)
    throw new RangeError(`None of the secrets has the ${keyBytes} bytes that ${algorithm} needs.`)
  if (algorithm === 'aes')
    return (text) => {
      const nonce = randomBytes(12)
      return seal('aes-256-gcm', key, nonce, nonce, text)
    }
  return (text) => {
    const nonce = randomBytes(24)
    const short = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)])
    const own = hChaCha20(key, nonce.subarray(0, 16))
    return seal('chacha20-poly1305', own, short, nonce, text)
  }
}

/** `stored`: the nonce as it stands before what is enciphered. */
function seal(
  algorithm: 'aes-256-gcm' | 'chacha20-poly1305',
  key: Buffer,
  nonce: Buffer,
  stored: Buffer,
  text: string,
): string {
  const cipher = createCipheriv(algorithm as 'aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  const sealed = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([stored, ...sealed]).toString('hex')
}

/** Stored without a cipher. NOTE enciphered bytes are no printable text, but for rare chance */
function plain(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1')
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined
}

/** AES-256-GCM: nonce of 12 bytes, text, tag. */
const openAes = (key: Buffer, bytes: Buffer): string | undefined =>
  open('aes-256-gcm', key, bytes.subarray(0, 12), bytes.subarray(12))

/** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): nonce of 24 bytes, text, tag. */
function openXChaCha(key: Buffer, bytes: Buffer): string | undefined {
  if (bytes.length < 24 + tagBytes) return undefined
  const nonce = Buffer.concat([Buffer.alloc(4), bytes.subarray(16, 24)])
  return open('chacha20-poly1305', hChaCha20(key, bytes.subarray(0, 16)), nonce, bytes.subarray(24))
}

const ways = [
  ['aes', openAes],
  ['xchacha20-poly1305', openXChaCha],
] as const

function open(
  algorithm: 'aes-256-gcm' | 'chacha20-poly1305',
  key: Buffer,
  nonce: Buffer,
  sealed: Buffer,
): string | undefined {
  if (sealed.length < tagBytes) return undefined
  const decipher = createDecipheriv(algorithm as 'aes-256-gcm', key, nonce, {
    authTagLength: tagBytes,
  })
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(0, -tagBytes)),
      decipher.final(),
    ]).toString('utf8')
  } catch {
    return undefined
  }
}

/** The columns and diagonals of a double round (RFC 8439, section 2.3). */
const quarters = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const

/** The key for one nonce (draft-irtf-cfrg-xchacha, section 2.2). `input`: 16 bytes. */
export function hChaCha20(key: Buffer, input: Buffer): Buffer {
  const words = new Uint32Array(16)
  words.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])
  for (let at = 0; at < 8; at++) words[4 + at] = key.readUInt32LE(4 * at)
  for (let at = 0; at < 4; at++) words[12 + at] = input.readUInt32LE(4 * at)
  const add = (to: number, from: number) => (words[to] = (words[to] ?? 0) + (words[from] ?? 0))
  const mix = (to: number, from: number, bits: number) => {
    const mixed = (words[to] ?? 0) ^ (words[from] ?? 0)
    words[to] = (mixed << bits) | (mixed >>> (32 - bits))
  }
  for (let round = 0; round < 10; round++)
    for (const [a, b, c, d] of quarters) {
      add(a, b)
      mix(d, a, 16)
      add(c, d)
      mix(b, c, 12)
      add(a, b)
      mix(d, a, 8)
      add(c, d)
      mix(b, c, 7)
    }
  const derived = Buffer.alloc(keyBytes)
  for (const [at, word] of [0, 1, 2, 3, 12, 13, 14, 15].entries())
    derived.writeUInt32LE(words[word] ?? 0, 4 * at)
  return derived
}
