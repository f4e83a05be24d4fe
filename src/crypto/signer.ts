import { createHmac } from 'node:crypto'
import { equal } from './equal.ts'

/**
 * HMAC-SHA-256 in base64url, for what the server gives to clients and must recognize, and for what
 * is too short to be stored as a plain hash.
 */
export type Signer = {
  /** Signs with the newest secret. Throws RangeError when there is none. */
  sign(text: string): string
  /** Whether one of the secrets made this signature. */
  verify(text: string, signature: string): boolean
}

/** `secrets`: newest first; called every time. */
export function createSigner(secrets: () => readonly string[]): Signer {
  const signature = (secret: string, text: string) =>
    createHmac('sha256', secret).update(text).digest('base64url')
  return {
    sign(text) {
      const [newest] = secrets()
      if (newest === undefined) throw new RangeError('There is no secret to sign with.')
      return signature(newest, text)
    },
    verify: (text, signed) => secrets().some((secret) => equal(signature(secret, text), signed)),
  }
}
