import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'
import type { Purpose } from './purposes.ts'

/**
 * Encrypts what must be readable again: AES-256-GCM with a key derived from a configured secret
 * (HKDF, RFC 5869). An encrypted text is `1.<key id>.<nonce, ciphertext and tag in base64url>`. The
 * newest key encrypts, every configured key decrypts.
 */
export type Cipher = {
  /**
   * `purpose` is authenticated with the text, which can be decrypted for the same purpose only.
   * Throws RangeError when there is no key.
   */
  encrypt(text: string, purpose: Purpose): string
  /**
   * Undefined for a text that was altered, was encrypted for another purpose, or whose key is not
   * configured any more.
   */
  decrypt(encrypted: string, purpose: Purpose): string | undefined
}

/** Tells which of the secrets an encrypted text needs: its index, newest first. */
export type KeyFinder = (encrypted: string) => number | undefined

type Key = { readonly id: string; readonly bytes: Uint8Array }
const nonceBytes = 12,
  tagBytes = 16

/** As many random bytes at once as cost little more than those of one nonce. */
const nonces = { bytes: Buffer.alloc(0), at: 0 }

function nextNonce(): Buffer {
  if (nonces.at + nonceBytes > nonces.bytes.length) {
    nonces.bytes = randomBytes(nonceBytes * 256)
    nonces.at = 0
  }
  return nonces.bytes.subarray(nonces.at, (nonces.at += nonceBytes))
}

/** `secrets`: newest first. */
export function createCipher(secrets: readonly string[]): Cipher {
  const keys = secrets.map(keyOf)
  return {
    encrypt(text, purpose) {
      const [key] = keys
      if (!key) throw new RangeError('There is no key to encrypt with.')
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(purpose))
      const encrypted = Buffer.concat([
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return `1.${key.id}.${encrypted.toString('base64url')}`
    },
    decrypt(encrypted, purpose) {
      const [version, id, body, ...rest] = encrypted.split('.')
      const key = keys.find((one) => one.id === id),
        bytes = Buffer.from(body ?? '', 'base64url')
      if (version !== '1' || !key || rest.length > 0 || bytes.byteLength < nonceBytes + tagBytes)
        return undefined
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-tagBytes))
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
          decipher.final(),
        ]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

/** `secrets`: newest first. */
export function createKeyFinder(secrets: readonly string[]): KeyFinder {
  const ids = secrets.map((secret) => keyOf(secret).id)
  return (encrypted) => {
    const [version, id = ''] = encrypted.split('.')
    const index = version === '1' ? ids.indexOf(id) : -1
    return index === -1 ? undefined : index
  }
}

function keyOf(secret: string): Key {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', 'pallas cipher', 32))
  return { bytes, id: hash('sha256', bytes, 'base64url').slice(0, 8) }
}
