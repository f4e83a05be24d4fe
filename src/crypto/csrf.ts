import { timingSafeEqual } from 'node:crypto'
import { createRandomPool } from './random-pool.ts'
import { sha256 } from './tokens.ts'

/**
 * Anti-forgery tokens. The cookie has the secret (base64 of 32 random bytes), forms have it masked
 * (base64 of 64 bytes: a random pad, then pad XOR secret). Every token differs, so the size of a
 * compressed response tells nothing of the secret (BREACH).
 */
export type Csrf = {
  /**
   * A new secret. Its first 12 bytes are the token of the device, by which a browser is known after
   * its anti-forgery secret has changed; a new one where none is given.
   */
  newSecret(device?: string): string
  /** The token of the device in a secret: base64 of 12 bytes. */
  deviceOf(secret: string): string
  /** Whether a text, perhaps from a cookie, has the format of a secret. */
  isSecret(text: string): boolean
  /** A token, different with every call. Throws RangeError for a text that is not a secret. */
  mask(secret: string): string
  /** The secret of a token; undefined for a text that is not a token. */
  unmask(token: string): string | undefined
  /**
   * Whether a token was made of this secret; false for a malformed one. Takes the same time for
   * every token.
   */
  matches(secret: string, token: string): boolean
  /** The hash of a secret that is stored. */
  hash(secret: string): string
}

const size = 32
const deviceSize = 12,
  deviceLength = 16
const deviceForm = /^[A-Za-z0-9+/]{16}$/
const secretForm = /^[A-Za-z0-9+/]{43}=$/
const tokenForm = /^[A-Za-z0-9+/]{86}==$/

export function createCsrf(): Csrf {
  const isSecret = (text: string) => secretForm.test(text)
  const random = createRandomPool(128 * size)
  return {
    newSecret: (device) =>
      device === undefined || !deviceForm.test(device)
        ? random(size).toString('base64')
        : device + random(size - deviceSize).toString('base64'),
    deviceOf: (secret) => secret.slice(0, deviceLength),
    isSecret,
    mask(secret) {
      if (!isSecret(secret)) throw new RangeError('This is no anti-forgery secret.')
      const token = Buffer.allocUnsafe(2 * size),
        pad = random(size),
        plain = Buffer.from(secret, 'base64')
      token.set(pad)
      token.set(xor(pad, plain), size)
      return token.toString('base64')
    },
    unmask: (token) => secretIn(token)?.toString('base64'),
    matches(secret, token) {
      const found = isSecret(secret) ? secretIn(token) : undefined
      return found !== undefined && timingSafeEqual(found, Buffer.from(secret, 'base64'))
    },
    hash: sha256,
  }
}

function secretIn(token: string): Buffer | undefined {
  if (!tokenForm.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64')
  return xor(bytes.subarray(0, size), bytes.subarray(size))
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  const result = Buffer.allocUnsafe(size)
  for (let at = 0; at < size; at++) result[at] = (a[at] ?? 0) ^ (b[at] ?? 0)
  return result
}
