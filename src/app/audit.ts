// Builds the audit trail: its keys, on whose behalf requests and background work are done, and
// where entries are forwarded to.
import type { FastifyRequest } from 'fastify'
import { createAuditAdministration } from '#audit/administration.ts'
import { createChain } from '#audit/chain.ts'
import type { Actor, ChainedEntry } from '#audit/entry.ts'
import { presentEntry } from '#audit/present.ts'
import { actingAs, recordLater, type ActingContext } from '#audit/record.ts'
import { createTrail, type Trail } from '#audit/trail.ts'
import { createMacKeys } from '#crypto/mac-keys.ts'
import type { Tokens } from '#crypto/tokens.ts'
import type { Event } from '#events/events.ts'
import type { QueuedCall } from '#hooks/web-hook/web-hooks.ts'
import { admittedOf } from '#http/admitted.ts'
import type { Route } from '#http/route.ts'
import type { Within } from '#http/add-route.ts'
import { deviceKind } from '#lib/device-name.ts'
import type { Clock } from '#lib/time.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import type { Runtime } from './runtime.ts'

export type AuditAppParts = {
  readonly runtime: Pick<Runtime, 'reading'>
  readonly store: Pick<Store, 'audit' | 'transact'>
  readonly clock: Clock
  readonly tokens: Pick<Tokens, 'orderedUuid' | 'random'>
  readonly log: Log
  /** On whose behalf all requests are made, where that is known. */
  readonly actor?: Actor | undefined
}

/** The outbox, which is built later. */
type Put = (calls: readonly QueuedCall[]) => Promise<void>

export function createAuditApp({ runtime, store, clock, tokens, log, actor }: AuditAppParts) {
  const keys = createMacKeys(() => runtime.reading.secrets.cipher, 'audit')
  const config = () => runtime.reading.config
  const settings = () => config().pallas.audit
  let put: Put = () => Promise.resolve()
  const chain = createChain(keys, async (entries) => {
    const { forward } = settings()
    if (forward) await put(entries.map((entry) => callOf(entry, forward)))
  })
  const trail: Trail = createTrail({
    store: store.audit,
    transact: store.transact,
    chain,
    isEnabled: () => settings().enabled,
    clock,
    newId: tokens.orderedUuid,
    newSalt: () => tokens.random(16),
    onError: (error) => log.warn({ err: error }, 'failed sign-ins could not be recorded'),
  })

  return {
    trail,
    administration: createAuditAdministration({ store: store.audit, keys, chain, clock, settings }),
    connect(connected: Put): void {
      put = connected
    },
    /** Runs background work on behalf of the server. */
    asServer: <T>(work: () => T): T =>
      actingAs(contextFor({ kind: 'server', right: 'server' }), work),
    /** Runs work on behalf of somebody, without a request. `about`: what stands in its place. */
    as: <T>(who: Actor, work: () => T, about?: string): T => actingAs(contextFor(who, about), work),
    /** The context of the requests of a listener's route; none for those that only read. */
    within(listener: 'public' | 'admin', route: Route): Within | undefined {
      const readsOnly =
        route.options.getChanges === undefined &&
        route.methods.every((method) => method === 'GET' || method === 'HEAD')
      if (listener === 'public' && readsOnly) return undefined
      const actorOf = (request: FastifyRequest) =>
        actor ?? (listener === 'admin' ? admittedOf(request).actor : nobody)
      return (request, work) => actingAs(new RequestContext(trail, request, actorOf), work)
    },
    /** Records a failed sign-in that was tried. What the shield has turned away was none. */
    failed(event: Event): void {
      if (event.kind !== 'login.failed' || event.throttled) return
      const target = { kind: 'identity', id: event.identityId } as const
      recordLater({ action: 'login.failed', target, fields: [`credentials.${event.method}`] })
    },
  }

  function contextFor(who: Actor, requestId?: string): ActingContext {
    return { trail, actor: who, client: undefined, requestId }
  }
}

/** The context of one request, of which nothing is read before something is recorded. */
class RequestContext implements ActingContext {
  readonly trail: Trail
  readonly #request: FastifyRequest
  readonly #actorOf: (request: FastifyRequest) => Actor

  constructor(trail: Trail, request: FastifyRequest, actorOf: (request: FastifyRequest) => Actor) {
    this.trail = trail
    this.#request = request
    this.#actorOf = actorOf
  }
  get actor() {
    return this.#actorOf(this.#request)
  }
  get client() {
    return this.#request.ip
  }
  get device() {
    return deviceKind(this.#request.headers['user-agent'] ?? '')
  }
  get requestId() {
    return this.#request.id
  }
}

const nobody: Actor = { kind: 'anonymous', right: 'none' }

const callOf = (
  entry: ChainedEntry,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): QueuedCall => ({
  topic: 'audit',
  // NOTE calls with one id are made in their order
  identityId: `audit-${entry.stream}`,
  call: {
    url,
    headers,
    method: 'POST',
    auth: undefined,
    body: JSON.stringify({ type: 'audit.entry', data: presentEntry(entry) }),
  },
})
