// How entries are chained: each has an HMAC over all that it says and over the HMAC of the entry
// before it in its stream, and the head of a stream has one over where it ends. Who has the database
// but not the secrets can therefore neither change, remove, add nor reorder an entry unnoticed.
import { equal } from '#crypto/equal.ts'
import type { MacKeys } from '#crypto/mac-keys.ts'
import { sha256 } from '#crypto/tokens.ts'
import type { AuditEntry, ChainedEntry, Head, Target } from './entry.ts'

/** How many streams there are, so that changes of several people need not wait for each other. */
export const streams = 16

export type Chain = {
  /** The entry in its place, after one with this `mac`. */
  link(entry: AuditEntry, place: { stream: number; position: number }, before: string): ChainedEntry
  seal(head: Omit<Head, 'keyId' | 'seal'>): Head
  /** Called with what was added, in the transaction. */
  added?(entries: readonly ChainedEntry[]): Promise<void>
}

/** Whether a stored HMAC is the right one; `unknown-key` when its key is not configured. */
export type Checked = 'right' | 'wrong' | 'unknown-key'

export function createChain(keys: MacKeys, added?: Chain['added']): Chain {
  const made = (keyId: string, text: string) => keys.mac(keyId, text) ?? ''
  return {
    link(entry, { stream, position }, before) {
      const keyId = keys.newest()
      const mac = made(keyId, entryText(entry, stream, position, keyId, before))
      return { ...entry, stream, position, keyId, mac }
    },
    seal(head) {
      const sealed = { ...head, keyId: keys.newest() }
      return { ...sealed, seal: made(sealed.keyId, headText(sealed)) }
    },
    ...(added ? { added } : {}),
  }
}

export function createChecks(keys: MacKeys) {
  const check = (keyId: string, text: string, stored: string): Checked => {
    const mac = keys.mac(keyId, text)
    return mac === undefined ? 'unknown-key' : equal(mac, stored) ? 'right' : 'wrong'
  }
  return {
    entry: (entry: ChainedEntry, before: string): Checked =>
      !isOwnClient(entry)
        ? 'wrong'
        : check(
            entry.keyId,
            entryText(entry, entry.stream, entry.position, entry.keyId, before),
            entry.mac,
          ),
    head: (head: Head): Checked => check(head.keyId, headText(head), head.seal),
  }
}

/** What stands in the chain for the address of a person. */
export const clientDigest = (salt: string, client: string): string =>
  sha256(JSON.stringify([salt, client]))

/** Whether an address is the one that its digest was made of; also where both are gone. */
function isOwnClient({ client, clientSalt, clientDigest: digest }: AuditEntry): boolean {
  if (digest === undefined) return clientSalt === undefined
  if (client === undefined && clientSalt === undefined) return true
  return clientSalt !== undefined && clientDigest(clientSalt, client ?? '') === digest
}

/** Whether the address of a person was taken out of an entry. */
export const isClientTakenOut = ({ clientDigest: digest, clientSalt }: AuditEntry): boolean =>
  digest !== undefined && clientSalt === undefined

/** A stream for an entry, the same for all about one target. */
export function streamOf({ target }: { readonly target: Partial<Target> }): number {
  const id = target.id ?? target.kind ?? ''
  let sum = 0
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0
  return sum % streams
}

// NOTE a list in JSON: no two entries have the same text, whatever stands in them. What entries of
// earlier releases lack is left out, so that they can still be verified

const entryText = (
  entry: AuditEntry,
  stream: number,
  position: number,
  keyId: string,
  before: string,
): string =>
  JSON.stringify([
    'entry',
    before,
    stream,
    position,
    entry.id,
    entry.at,
    entry.action,
    entry.actor.kind,
    entry.actor.id ?? null,
    entry.actor.name ?? null,
    entry.actor.right,
    entry.target.kind,
    entry.target.id ?? null,
    // NOTE a list, so that no address is the text of one with a digest
    entry.clientDigest === undefined ? (entry.client ?? null) : [entry.clientDigest],
    entry.requestId ?? null,
    entry.fields,
    entry.count ?? null,
    keyId,
    ...(entry.device === undefined ? [] : [entry.device]),
  ])

const headText = (head: Omit<Head, 'seal'>): string =>
  JSON.stringify([
    'head',
    head.stream,
    head.position,
    head.mac,
    head.anchorPosition,
    head.anchorMac,
    head.keyId,
  ])
