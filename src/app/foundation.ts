// Parts that everything else uses: current configuration, secrets, crypto, metrics, events, fetch.
import type { Actor } from '#audit/entry.ts'
import { createCsrf } from '#crypto/csrf.ts'
import { createFormTokens } from '#crypto/form-tokens.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createSigner } from '#crypto/signer.ts'
import { createTokens } from '#crypto/tokens.ts'
import type { Edition } from '#editions/edition.ts'
import { tellsOfChange, type Event } from '#events/events.ts'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { CallLimits } from '#hooks/web-hook/call.ts'
import type { Tracer } from '#lib/tracing.ts'
import { createSteadyClock, type SteadyClockParts } from '#lib/steady-clock.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import { traceRequests } from '#outgoing/traced-fetch.ts'
import { withinDeadline } from '#outgoing/within-deadline.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Reading } from '#config/read.ts'
import { createAfterCommit } from '#store/after-commit.ts'
import type { Store } from '#store/store.ts'
import { logEvent } from '#telemetry/event-log.ts'
import type { Log } from '#telemetry/log.ts'
import { createActivity } from '#telemetry/activity.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { timeStore } from '#telemetry/timed-store.ts'
import { createAccess } from '#operators/access.ts'
import { createAuditApp } from './audit.ts'
import { runtimeCipher } from './cipher.ts'
import { createGeoip } from './geoip.ts'
import type { Group } from './group.ts'
import { createPrograms } from './jsonnet.ts'
import { createRemoteDocuments } from './remote-documents.ts'
import { configOf, type Runtime } from './runtime.ts'

export type AppParts = {
  readonly reading: Reading
  readonly schemas: IdentitySchemas
  readonly store: Store
  readonly log: Log
  readonly version: string
  readonly clock?: Clock
  /** What the clock is made of, where none is given. */
  readonly time?: Pick<SteadyClockParts, 'system' | 'monotonic'>
  readonly fetch?: typeof fetch
  /** Editions to serve; all of them by default. */
  readonly editions?: readonly Edition[]
  /** Limits of calls to web hooks. */
  readonly callLimits?: CallLimits
  /** Hooks in TypeScript that are given instead of a file. */
  readonly hooks?: Hooks
  /** On whose behalf all requests are made, where that is known. */
  readonly actor?: Actor
  /** Undefined: no other process serves together with this one. */
  readonly group?: Group | undefined
  /** Undefined: no traces are sent. */
  readonly tracer?: Tracer | undefined
}

const clockWasSetBack =
  'the system clock was set back; this process goes on by its own time until it is restarted ' +
  'or the system clock has caught up'

export type Foundation = ReturnType<typeof createFoundation>

/** Creates the parts. */
export function createFoundation(parts: AppParts) {
  const clock =
    parts.clock ??
    createSteadyClock({
      system: systemClock,
      monotonic: () => performance.now(),
      onSetBack: (aheadMs) => parts.log.warn({ ahead_ms: aheadMs }, clockWasSetBack),
      ...parts.time,
    })
  const runtime: Runtime = {
    reading: parts.reading,
    schemas: parts.schemas,
    since: clock(),
    reload: undefined,
  }
  const tokens = createTokens()
  const signer = createSigner(() => runtime.reading.secrets.cookie)
  const plainCsrf = createCsrf()
  const csrf = { ...plainCsrf, ...createFormTokens(plainCsrf, signer) }
  const cipher = runtimeCipher(runtime)
  const { group } = parts
  const hasher = createHasher({
    settings: () => configOf(runtime).hashers,
    ...(group ? { concurrency: group.hashesAtOnce } : {}),
  })
  const metrics = createMetrics({
    hashesInFlight: hasher.inFlight,
    version: parts.version,
    ofAll: group?.metrics,
  })
  const { transact, afterCommit, afterTransaction } = createAfterCommit(parts.store.transact)
  const timed = { ...timeStore(parts.store, metrics.storeCalls), transact }
  const auditApp = createAuditApp({
    runtime,
    store: timed,
    clock,
    tokens,
    log: parts.log,
    actor: parts.actor,
  })
  const access = createAccess({
    tokens: timed.apiTokens,
    operators: timed.operators,
    clock,
    onError: (error) => parts.log.warn({ err: error }, 'the use of a token could not be noted'),
  })
  const activity = createActivity({
    store: timed.activity,
    clock,
    onError: (error) => parts.log.warn({ err: error }, 'counts of an hour could not be written'),
  })
  // NOTE what an attempt tells that a database has undone and tries again, it tells again
  const events = (event: Event): void =>
    afterTransaction((isStored) => {
      if (!isStored && tellsOfChange(event)) return
      metrics.event(event)
      activity.event(event)
      auditApp.failed(event)
      logEvent(parts.log, event)
    })

  const { tracer } = parts
  const outgoing = (fetch: typeof globalThis.fetch) =>
    tracer ? traceRequests(withinDeadline(fetch)) : withinDeadline(fetch)
  const guardedFetch = outgoing(
    parts.fetch ?? createGuardedFetch({ settings: () => configOf(runtime).clients }),
  )
  const remoteDocuments = createRemoteDocuments({ fetch: guardedFetch })
  const programs = createPrograms(remoteDocuments)
  const geoip = createGeoip({
    file: () => configOf(runtime).pallas.geoipFile,
    clock,
    onError: (error) => parts.log.warn({ err: error }, 'the file of places could not be read'),
  })
  return {
    clock,
    locate: geoip.locate,
    aheadMs: () => Math.max(0, clock() - (parts.time?.system ?? systemClock)()),
    runtime,
    tokens,
    signer,
    csrf,
    cipher,
    hasher,
    metrics,
    timed,
    events,
    afterCommit,
    auditApp,
    access,
    activity,
    guardedFetch,
    remoteDocuments,
    programs,
    log: parts.log,
    tracer,
    group,
    /** Unguarded; only for URLs that come from the configuration. */
    fetch: outgoing(parts.fetch ?? fetch),
    callLimits: parts.callLimits,
    hooks: parts.hooks,
  }
}
