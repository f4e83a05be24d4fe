import { equal } from './equal.ts'
import { createMac, type Mac } from './mac.ts'

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
  let known: { readonly of: readonly string[]; readonly macs: readonly Mac[] } | undefined
  function macs(): readonly Mac[] {
    const of = secrets()
    if (known?.of !== of) known = { of, macs: of.map(createMac) }
    return known.macs
  }
  return {
    sign(text) {
      const [newest] = macs()
      if (newest === undefined) throw new RangeError('There is no secret to sign with.')
      return newest(text)
    },
    verify: (text, signed) => macs().some((mac) => equal(mac(text), signed)),
  }
}
