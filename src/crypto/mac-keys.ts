import { hash, hkdfSync } from 'node:crypto'
import { createMac, type Mac } from './mac.ts'

/** Keys for HMAC-SHA-256, derived from configured secrets for one purpose (HKDF, RFC 5869). */
export type MacKeys = {
  /** The id of the newest key. Throws RangeError when there is none. */
  newest(): string
  /** In base64url; undefined when there is no such key. */
  mac(keyId: string, text: string): string | undefined
  /** With every key, the newest first. */
  all(text: string): readonly string[]
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
    all: (text) => [...current().values()].map((mac) => mac(text)),
  }
}

function keyOf(secret: string, purpose: string): readonly [string, Mac] {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', `pallas ${purpose}`, 32))
  return [hash('sha256', bytes, 'base64url').slice(0, 8), createMac(bytes)]
}
