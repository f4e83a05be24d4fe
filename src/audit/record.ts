// What an action of the core calls to have something recorded. Who acts stands in a context that the
// listeners, the commands and the background work open, so that no action is handed it.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor, NewEntry } from './entry.ts'
import type { EntryFacts, Trail } from './trail.ts'

/** On whose behalf the calling code runs. The getters are read only when something is recorded. */
export type ActingContext = {
  readonly trail: Trail
  readonly actor: Actor
  readonly client: string | undefined
  /** See `deviceKind`. */
  readonly device?: string | undefined
  readonly requestId: string | undefined
}

type Acting = {
  readonly context: ActingContext
  /** Somebody else than the context says. */
  instead: Actor | undefined
  /** Fields of the next entry. */
  also: readonly string[]
}

const acting = new AsyncLocalStorage<Acting>()

/** Runs work on behalf of somebody. */
export const actingAs = <T>(context: ActingContext, work: () => T): T =>
  acting.run({ context, instead: undefined, also: [] }, work)

/** From now on the request is made by the person of a session. Does nothing without a context. */
export const actingPerson = (identityId: string): void => actingInstead(personActor(identityId))

/** From now on the request is made by somebody else. Does nothing without a context. */
export function actingInstead(actor: Actor): void {
  const current = acting.getStore()
  if (current) current.instead = actor
}

/**
 * Records what is done, together with the open transaction: to be called inside the transaction of
 * a change. Without a transaction it is stored at once. Throws without a context, since nobody could
 * be named.
 */
export async function record(entry: NewEntry): Promise<void> {
  const store = currentStore()
  return store.context.trail.record(withAlso(entry, store), factsOf(store))
}

/**
 * Names what has been changed besides, by a part of an operation that knows nothing of its entry: it is
 * one of the fields of the next entry of the request.
 */
export function alsoChanged(field: string): void {
  const current = acting.getStore()
  if (current) current.also = [...current.also, field]
}

/** Who acts. Throws as `record`. */
export const actorFactsNow = (): Actor => actorOf(currentStore())

/** Who acts, by kind and id, to be kept with what they make. Throws as `record`. */
export function actorNow(): string {
  const { kind, id } = actorFactsNow()
  return id === undefined ? kind : `${kind}:${id}`
}

function withAlso(entry: NewEntry, store: Acting): NewEntry {
  if (store.also.length === 0) return entry
  const fields = [...new Set([...(entry.fields ?? []), ...store.also])]
  store.also = []
  return { ...entry, fields }
}

/** Records what is no change, a little later and together with others. Without a context: nothing. */
export function recordLater(entry: NewEntry): void {
  const store = acting.getStore()
  if (store) store.context.trail.recordLater(entry, factsOf(store))
}

/** Does something and records it in one transaction; `entryOf`: undefined when nothing has changed. */
export function recorded<T>(
  work: () => Promise<T>,
  entryOf: (result: T) => NewEntry | undefined,
): Promise<T> {
  return currentStore().context.trail.transact(async () => {
    const result = await work()
    const entry = entryOf(result)
    if (entry) await record(entry)
    return result
  })
}

function currentStore(): Acting {
  const store = acting.getStore()
  if (!store) throw new Error('Nobody is known on whose behalf this is done.')
  return store
}

const actorOf = ({ context, instead }: Acting): Actor => instead ?? context.actor

function factsOf({ context, instead }: Acting): EntryFacts {
  if (instead === undefined) return context
  const { client, device, requestId } = context
  return { actor: instead, client, device, requestId }
}

/** A person who acts on their own account; `right`: by what they are known. */
export const personActor = (id: string, right = 'session'): Actor => ({ kind: 'person', id, right })
