// Makes entries of what is recorded and hands them to the store.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '#lib/time.ts'
import { sha256 } from '#crypto/tokens.ts'
import type { AuditStore } from './audit-store.ts'
import { clientDigest, type Chain } from './chain.ts'
import type { Actor, AuditEntry, NewEntry } from './entry.ts'

/** Of the request, or of whatever else an entry is from. */
export type EntryFacts = {
  readonly actor: Actor
  readonly client: string | undefined
  readonly device?: string | undefined
  readonly requestId: string | undefined
}

export type Trail = {
  /** Joins the open transaction. */
  record(entry: NewEntry, facts: EntryFacts): Promise<void>
  /** No part of it can fail alone. */
  transact<T>(work: () => Promise<T>): Promise<T>
  /** Records what is no change, a little later, with others; it may be lost. */
  recordLater(entry: NewEntry, facts: EntryFacts): void
  /** Resolves when all that was to be recorded later is stored, or cannot be. */
  settle(): Promise<void>
}

export type TrailParts = {
  readonly store: Pick<AuditStore, 'append'>
  readonly transact: <T>(work: () => Promise<T>, parts: 'fail-together') => Promise<T>
  readonly chain: Chain
  readonly isEnabled: () => boolean
  readonly clock: Clock
  readonly newId: (at: number) => string
  readonly newSalt: () => string
  /** Called when what was to be recorded later cannot be. */
  readonly onError: (error: unknown) => void
}

/** Whose address is that of a person. Who administrates without a token is a program, as one with it is. */
const isPersonal = ({ kind, right }: Actor): boolean =>
  kind === 'person' || kind === 'operator' || (kind === 'anonymous' && right === 'none')

const delayMs = 250
/** More are not kept waiting, which bounds their number in one transaction. */
const mostWaiting = 64

export function createTrail(parts: TrailParts): Trail {
  // NOTE what is recorded later is not part of the transaction in which it is recorded
  const outside = AsyncLocalStorage.snapshot()
  let waiting: AuditEntry[] = [],
    timer: NodeJS.Timeout | undefined,
    writing: Promise<void> = Promise.resolve()

  function entryOf(entry: NewEntry, { actor, client, device, requestId }: EntryFacts): AuditEntry {
    const at = parts.clock()
    const who = entry.actor ?? actor
    return {
      id: parts.newId(at),
      at,
      action: entry.action,
      actor: shortened(who),
      target: { kind: entry.target.kind, id: optional(entry.target.id, keyOf) },
      ...placeOf(entry, who, client),
      device: device?.slice(0, 64),
      requestId: optional(requestId, keyOf),
      fields: plainNames(entry.fields),
      count: entry.count,
    }
  }

  /** NOTE who has just left is not written about any more */
  function placeOf({ action }: NewEntry, who: Actor, from: string | undefined) {
    const client =
      who.kind === 'person' && action === 'identity.deleted' ? undefined : from?.slice(0, 64)
    if (client === undefined || !isPersonal(who)) return { client }
    const clientSalt = parts.newSalt()
    return { client, clientSalt, clientDigest: clientDigest(clientSalt, client) }
  }

  function settle(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const entries = waiting.splice(0)
    if (entries.length > 0)
      writing = writing.then(() => outside(() => write(entries)).catch(parts.onError))
    return writing
  }

  const write = (entries: readonly AuditEntry[]) =>
    parts.transact(async () => {
      for (const entry of entries) await parts.store.append(entry, parts.chain)
    }, 'fail-together')

  return {
    record: (entry, facts) =>
      parts.isEnabled()
        ? parts.store.append(entryOf(entry, facts), parts.chain)
        : Promise.resolve(),
    transact: (work) => parts.transact(work, 'fail-together'),
    recordLater(entry, facts) {
      if (!parts.isEnabled()) return
      waiting = [...waiting, entryOf(entry, facts)]
      if (waiting.length >= mostWaiting) void settle()
      else timer ??= setTimeout(() => void settle(), delayMs).unref()
    },
    settle,
  }
}

/** Names of fields, which people may have chosen, are left out when they look like a value. */
const plainName = /^[\w.-]{1,80}$/
const mostFields = 50
const longestKey = 64

function plainNames(names: readonly string[] = []): readonly string[] {
  const plain = names.every((name) => plainName.test(name))
    ? names
    : names.filter((name) => plainName.test(name))
  return plain.length > mostFields ? plain.slice(0, mostFields) : plain
}

/** A text that fits into a key: a longer one is its beginning and its digest. */
export const keyOf = (text: string): string =>
  text.length <= longestKey ? text : `${text.slice(0, 20)}~${sha256(text)}`

const optional = <T, R>(value: T | undefined, read: (value: T) => R): R | undefined =>
  value === undefined ? undefined : read(value)

const shortened = ({ kind, id, name, right }: Actor): Actor => ({
  kind,
  id: optional(id, keyOf),
  name: name?.slice(0, 200),
  right,
})
