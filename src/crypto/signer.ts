import { hash } from 'node:crypto'
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

type Mac = (text: string) => string

const blockSize = 64,
  digestSize = 32

/**
 * HMAC-SHA-256 (RFC 2104) of texts, of two digests: these take half the time of an object of
 * node:crypto that is made for each text, and every form has a signature.
 */
function createMac(secret: string): Mac {
  const plain = Buffer.from(secret)
  const key = Buffer.alloc(blockSize)
  key.set(plain.length > blockSize ? hash('sha256', plain, 'buffer') : plain)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = Buffer.alloc(blockSize + digestSize)
  outer.set(key.map((byte) => byte ^ 0x5c))
  return (text) => {
    const message = Buffer.allocUnsafe(blockSize + Buffer.byteLength(text))
    message.set(inner)
    message.write(text, blockSize)
    // NOTE as text with one character for each byte, which is quicker than a buffer
    outer.write(hash('sha256', message, 'latin1'), blockSize, 'latin1')
    return hash('sha256', outer, 'base64url')
  }
}
