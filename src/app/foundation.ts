// Parts that everything else uses: current configuration, secrets, crypto, metrics, events, fetch.
import type { Actor } from '#audit/entry.ts'
import { createCsrf } from '#crypto/csrf.ts'
import { createFormTokens } from '#crypto/form-tokens.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createSigner } from '#crypto/signer.ts'
import { createTokens } from '#crypto/tokens.ts'
import type { Edition } from '#editions/edition.ts'
import type { Event } from '#events/events.ts'
import type { CallLimits } from '#hooks/web-hook/call.ts'
import { createSteadyClock, type SteadyClockParts } from '#lib/steady-clock.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import { withinDeadline } from '#outgoing/within-deadline.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Reading } from '#config/read.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { createActivity } from '#telemetry/activity.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { timeStore } from '#telemetry/timed-store.ts'
import { createAccess } from '#operators/access.ts'
import { createAuditApp } from './audit.ts'
import { runtimeCipher } from './cipher.ts'
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
  /** On whose behalf all requests are made, where that is known. */
  readonly actor?: Actor
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
  const hasher = createHasher({ settings: () => configOf(runtime).hashers })
  const metrics = createMetrics({ hashesInFlight: hasher.inFlight })
  const timed = timeStore(parts.store, metrics.storeCalls)
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
  const events = (event: Event): void => {
    metrics.event(event)
    activity.event(event)
    auditApp.failed(event)
    const isUsual =
      event.kind === 'flow.opened' || (event.kind === 'shield.verdict' && event.verdict === 'go-on')
    if (!isUsual) parts.log.info({ event }, event.kind)
  }

  const guardedFetch = withinDeadline(
    parts.fetch ?? createGuardedFetch({ settings: () => configOf(runtime).clients }),
  )
  const remoteDocuments = createRemoteDocuments({ fetch: guardedFetch })
  const programs = createPrograms(remoteDocuments)
  return {
    clock,
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
    auditApp,
    access,
    activity,
    guardedFetch,
    remoteDocuments,
    programs,
    log: parts.log,
    /** Unguarded; only for URLs that come from the configuration. */
    fetch: withinDeadline(parts.fetch ?? fetch),
    callLimits: parts.callLimits,
  }
}
