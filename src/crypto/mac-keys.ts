import { hash, hkdfSync } from 'node:crypto'

/** Keys for HMAC-SHA-256, derived from configured secrets for one purpose (HKDF, RFC 5869). */
export type MacKeys = {
  /** The id of the newest key. Throws RangeError when there is none. */
  newest(): string
  /** In base64url; undefined when there is no such key. */
  mac(keyId: string, text: string): string | undefined
}

/** `secrets`: newest first; called every time. */
export function createMacKeys(secrets: () => readonly string[], purpose: string): MacKeys {
  let from: readonly string[] | undefined,
    keys: ReadonlyMap<string, Mac> = new Map(),
    first: string | undefined
  const current = () => {
    if (secrets() !== from) {
      from = secrets()
      const all = from.map((secret) => keyOf(secret, purpose))
      keys = new Map(all)
      first = all[0]?.[0]
    }
    return keys
  }
  return {
    newest() {
      current()
      if (first === undefined) throw new RangeError('There is no key to seal with.')
      return first
    },
    mac: (keyId, text) => current().get(keyId)?.(text),
  }
}

type Mac = (text: string) => string

function keyOf(secret: string, purpose: string): readonly [string, Mac] {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', `pallas ${purpose}`, 32))
  return [hash('sha256', bytes, 'base64url').slice(0, 8), hmac(bytes)]
}

const blockBytes = 64

/**
 * HMAC-SHA-256 (RFC 2104) of a key that is no longer than a block, by two calls that keep no state:
 * an object of the crypto library for each text costs a multiple of the hashes.
 */
function hmac(key: Uint8Array): Mac {
  const padded = (byte: number) => Buffer.alloc(blockBytes).map((_, at) => (key[at] ?? 0) ^ byte)
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(32)])
  let inner = Buffer.concat([padded(0x36), Buffer.alloc(1024)])
  return (text) => {
    // NOTE a unit of a text takes three bytes at most
    const needed = blockBytes + 3 * text.length
    if (inner.length < needed) inner = Buffer.concat([inner.subarray(0, blockBytes)], needed)
    const end = blockBytes + inner.write(text, blockBytes)
    hash('sha256', inner.subarray(0, end), 'buffer').copy(outer, blockBytes)
    return hash('sha256', outer, 'base64url')
  }
}
