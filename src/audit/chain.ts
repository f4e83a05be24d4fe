// How entries are chained: each has an HMAC over all that it says and over the HMAC of the entry
// before it in its stream, and the head of a stream has one over where it ends. Who has the database
// but not the secrets can therefore neither change, remove, add nor reorder an entry unnoticed.
import { equal } from '#crypto/equal.ts'
import type { MacKeys } from '#crypto/mac-keys.ts'
import type { AuditEntry, ChainedEntry, Head } from './entry.ts'

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
    link(entry, place, before) {
      const linked = { ...entry, ...place, keyId: keys.newest() }
      return { ...linked, mac: made(linked.keyId, entryText(linked, before)) }
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
      check(entry.keyId, entryText(entry, before), entry.mac),
    head: (head: Head): Checked => check(head.keyId, headText(head), head.seal),
  }
}

/** The stream of what is done to somebody or something: all of it stands in one. */
export const streamOf = ({ target }: Pick<AuditEntry, 'target'>): number =>
  streamOfTarget(target.id ?? target.kind)

export function streamOfTarget(id: string): number {
  let sum = 0
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0
  return sum % streams
}

// NOTE a list in JSON: no two entries have the same text, whatever stands in them

const entryText = (entry: Omit<ChainedEntry, 'mac'>, before: string): string =>
  JSON.stringify([
    'entry',
    before,
    entry.stream,
    entry.position,
    entry.id,
    entry.at,
    entry.action,
    entry.actor.kind,
    entry.actor.id ?? null,
    entry.actor.name ?? null,
    entry.actor.right,
    entry.target.kind,
    entry.target.id ?? null,
    entry.client ?? null,
    entry.requestId ?? null,
    entry.fields,
    entry.count ?? null,
    entry.keyId,
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
