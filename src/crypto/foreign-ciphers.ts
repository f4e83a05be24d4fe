// Opens what the reference has enciphered in its database: tokens of providers.
import { createDecipheriv } from 'node:crypto'

/** What was enciphered, and how, is told by the authentication tag alone: each way is tried. */
export type ForeignCipher = {
  /** Undefined for an empty text, and for one that no secret opens. */
  open(stored: string): string | undefined
}

const keyBytes = 32,
  tagBytes = 16

/** `secrets`: those of the reference, of which it counts only those of 32 bytes. */
export function createForeignCipher(secrets: readonly string[]): ForeignCipher {
  const keys = secrets.map((secret) => Buffer.from(secret)).filter((key) => key.length === keyBytes)
  return {
    open(stored) {
      if (!/^(?:[0-9a-f]{2})+$/.test(stored)) return undefined
      const bytes = Buffer.from(stored, 'hex')
      for (const key of keys) {
        const opened = openAes(key, bytes) ?? openXChaCha(key, bytes)
        if (opened !== undefined) return opened
      }
      return plain(bytes)
    },
  }
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
