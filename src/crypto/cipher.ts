import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Seals what must be read again: AES-256-GCM with a key made of a configured secret (HKDF, RFC
 * 5869). A sealed text is `1.<key id>.<nonce, ciphertext and tag in base64url>`. The newest key
 * seals, all of them open.
 */
export type Cipher = {
  /**
   * `purpose` binds the text to its place: it opens for the same purpose only. Throws RangeError
   * without a key.
   */
  seal(text: string, purpose: string): string
  /** Undefined for what was altered, sealed for another purpose, or with a key that is gone. */
  open(sealed: string, purpose: string): string | undefined
  /** Whether a newer key should seal this again. */
  needsReseal(sealed: string): boolean
}

type Key = { readonly id: string; readonly bytes: Uint8Array }
const nonceBytes = 12,
  tagBytes = 16

/** `secrets`: newest first. */
export function createCipher(secrets: readonly string[]): Cipher {
  const keys = secrets.map(keyOf)
  return {
    seal(text, purpose) {
      const [key] = keys
      if (!key) throw new RangeError('There is no key to seal with.')
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([
        nonce,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return `1.${key.id}.${sealed.toString('base64url')}`
    },
    open(sealed, purpose) {
      const [version, id, body, ...rest] = sealed.split('.')
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
    needsReseal: (sealed) => keys[0] !== undefined && !sealed.startsWith(`1.${keys[0].id}.`),
  }
}

function keyOf(secret: string): Key {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', 'pallas cipher', 32))
  return { bytes, id: hash('sha256', bytes, 'base64url').slice(0, 8) }
}
