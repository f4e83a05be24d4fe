// Builds the outbox and its worker. Every change of an identity is queued as calls to the receivers
// in `pallas.events.web_hooks`.
import type { Events } from '#events/events.ts'
import type { Presenter } from '#hooks/web-hook/context.ts'
import type { CallLimits } from '#hooks/web-hook/call.ts'
import type { QueuedCall } from '#hooks/web-hook/web-hooks.ts'
import { createOutbox } from '#hooks/outbox/outbox.ts'
import { signatureOf } from '#hooks/outbox/sign.ts'
import { createOutboxWorker } from '#hooks/outbox/worker.ts'
import type { Cipher } from '#crypto/cipher.ts'
import { withChangeEvents, type IdentityChange } from '#identity/change-events.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { afterAnswer } from '#lib/after-answer.ts'
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import type { Tracer } from '#lib/tracing.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { configOf, type Runtime } from './runtime.ts'

export type OutboxAppParts = {
  readonly runtime: Runtime
  readonly store: Pick<Store, 'outbox' | 'transact'>
  readonly cipher: Cipher
  readonly present: Presenter
  /** Fetch with limits on response size and time, and without private networks if so configured. */
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly newId: () => string
  readonly events: Events
  readonly log: Log
  readonly afterCommit: (job: () => void) => void
  readonly limits?: CallLimits | undefined
  readonly tracer?: Tracer | undefined
  /** Called when something is queued, for a process that makes the calls in the place of this one. */
  readonly wakeElsewhere?: (() => void) | undefined
}

/** Builds the outbox. */
export function createOutboxApp({
  runtime,
  store,
  cipher,
  present,
  fetch,
  clock,
  newId,
  events,
  log,
  afterCommit,
  limits,
  tracer,
  wakeElsewhere,
}: OutboxAppParts) {
  const sign = (id: string, body: string | undefined) =>
    signatureOf(runtime.reading.secrets.webHooks, { id, body: body ?? '', at: clock() })
  const worker = createOutboxWorker({
    store: store.outbox,
    cipher,
    fetch,
    sign,
    clock,
    newId,
    events,
    tracer,
    settings: () => configOf(runtime).pallas.webHooks,
    ...(limits ? { limits } : {}),
    onError: (error) => log.warn({ err: error }, 'the outbox cannot reach the database, retrying'),
  })
  const outbox = createOutbox({
    store: store.outbox,
    cipher,
    clock,
    newId,
    notifyWorker: () =>
      afterCommit(() =>
        afterAnswer(() => {
          worker.wake()
          wakeElsewhere?.()
        }),
      ),
  })
  const receivers = () => configOf(runtime).pallas.events.webHooks

  const dataOf = (change: IdentityChange) =>
    change.what === 'deleted'
      ? { identity: { id: change.id } }
      : { identity: present.identity(change.account.identity) }
  const callsOf = (change: IdentityChange): readonly QueuedCall[] => {
    const topic = `identity.${change.what}`,
      identityId = change.what === 'deleted' ? change.id : change.account.identity.id
    return callsTo(topic, identityId, dataOf(change))
  }
  function callsTo(topic: string, identityId: string, data: JsonObject): readonly QueuedCall[] {
    const body = JSON.stringify({ type: topic, timestamp: toRfc3339(clock()), data })
    return receivers()
      .filter(({ topics }) => topics.length === 0 || topics.includes(topic))
      .map(({ url, headers }) => ({
        topic,
        identityId,
        call: { url, headers, method: 'POST', auth: undefined, body },
      }))
  }

  /** Queues calls to the receivers of changes. Joins an open transaction. */
  async function announce(topic: string, identityId: string, data: JsonObject): Promise<void> {
    const calls = callsTo(topic, identityId, data)
    if (calls.length > 0) await outbox.put(calls)
  }

  return {
    outbox,
    worker,
    sign,
    announce,
    /** Wraps the store so that each change also puts its calls into the outbox. */
    watched: (identities: IdentityStore): IdentityStore =>
      withChangeEvents(identities, store.transact, {
        isWatched: () => receivers().length > 0,
        changed: (changes) => outbox.put(changes.flatMap(callsOf)),
      }),
  }
}
