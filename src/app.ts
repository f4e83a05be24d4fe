// The one place that builds things: configuration in, running servers out.
import type { FastifyInstance } from 'fastify'
import { createCore, type Core } from '#core.ts'
import { createBreaches } from '#crypto/breaches.ts'
import { createCsrf } from '#crypto/csrf.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createSigner } from '#crypto/signer.ts'
import { createTokens, sha256 } from '#crypto/tokens.ts'
import type { Event } from '#events/events.ts'
import { createCors } from '#http/cors.ts'
import { createListener, type ListenerParts } from '#http/server.ts'
import type { Mount } from '#http/route.ts'
import { createAccounts } from '#identity/accounts.ts'
import { createGuessing } from '#identity/guessing.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { createPasswordPolicy } from '#methods/password/policy.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createSessions } from '#session/sessions.ts'
import type { Config, Listener } from '#config/config.ts'
import type { Reading } from '#config/read.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { timeStore } from '#telemetry/timed-store.ts'
import { mountEditions } from './app/editions.ts'
import { createHooks } from './app/hooks.ts'
import { configOf, type Live } from './app/live.ts'
import { createMethods } from './app/methods.ts'
import { operationsMount } from './app/operations.ts'
import { createReadiness } from './app/ready.ts'
import { createSeal } from './app/seal.ts'

export type AppParts = {
  readonly reading: Reading
  readonly schemas: IdentitySchemas
  readonly store: Store
  readonly log: Log
  readonly version: string
  readonly clock?: Clock
  readonly fetch?: typeof fetch
}

export type App = {
  readonly public: FastifyInstance
  readonly admin: FastifyInstance
  /** Takes over a new configuration, whole. */
  reload(reading: Reading, schemas: IdentitySchemas): void
  /** Answers 503 to those who ask whether it is ready, from now on. */
  end(): void
  close(): Promise<void>
}

export function createApp(parts: AppParts): App {
  const clock = parts.clock ?? systemClock
  const live: Live = { reading: parts.reading, schemas: parts.schemas }
  let ending = false

  const tokens = createTokens()
  const csrf = createCsrf()
  const signer = createSigner(() => live.reading.secrets.cookie)
  const hasher = createHasher({ settings: () => configOf(live).hashers })
  const metrics = createMetrics({ hashesInFlight: hasher.inFlight })
  const store = timeStore(parts.store, metrics.storeCall)
  const events = (event: Event): void => {
    metrics.event(event)
    if (event.kind !== 'flow.opened') parts.log.info({ event }, event.kind)
  }

  const accounts = createAccounts({ clock, newId: tokens.uuid })
  const guessing = createGuessing({ attempts: store.attempts, settings: () => configOf(live).pallas.guessing, clock })
  const sessions = createSessions({ store: store.sessions, settings: () => configOf(live).session, clock, newId: tokens.uuid, newToken: tokens.sessionToken, hash: sha256, signer })
  const breaches = createBreaches({ settings: () => configOf(live).selfservice.methods.password.breaches, fetch: parts.fetch ?? fetch, clock })
  const policy = createPasswordPolicy({ settings: () => configOf(live).selfservice.methods.password, maxBytes: () => hasher.maxBytes, breaches })
  const methods = createMethods({ live, store, accounts, hasher, policy, guessing, events, clock })
  const hooks = createHooks({ store, events })

  const coreFor = (edition: string): Core => createCore({
    edition, methods, accounts, sessions, hasher, events, clock, csrf, newId: tokens.uuid, ...hooks,
    schemas: () => live.schemas, identities: store.identities, flows: store.flows, errors: store.errors, transact: store.transact,
    returns: () => returnsOf(configOf(live)),
    settings: { login: () => configOf(live).selfservice.flows.login, registration: () => configOf(live).selfservice.flows.registration, logout: () => configOf(live).selfservice.flows.logout },
  })

  const mounts = mountEditions({
    live, coreFor, csrf, clock,
    seal: createSeal(signer),
    health: { version: parts.version, problems: createReadiness(parts.store, () => ending) },
    report: (error, caller) => parts.log.error({ err: error, request_id: caller.requestId }, 'a request failed'),
  })

  const listener = (name: 'public' | 'admin', served: readonly Mount[]) => createListener({
    mounts: served,
    cors: corsOf(configOf(live)[name]),
    trustedProxies: configOf(live).pallas.trustedProxies,
    tls: configOf(live)[name].tls,
    newSecret: csrf.newSecret, isSecret: csrf.isSecret, clock,
    observe: (request, status, seconds) => {
      metrics.request(name, request.routeOptions.url ?? 'none', request.method, status, seconds)
      parts.log.debug({ request_id: request.id, method: request.method, route: request.routeOptions.url, status, seconds }, 'request')
    },
  } satisfies ListenerParts)

  const app: App = {
    public: listener('public', mounts.public),
    admin: listener('admin', [...mounts.admin, ...operationsMount(metrics, configOf(live))]),
    reload(reading, schemas) {
      live.reading = reading
      live.schemas = schemas
    },
    end() {
      ending = true
    },
    async close() {
      ending = true
      await Promise.all([app.public.close(), app.admin.close()])
      await parts.store.close()
    },
  }
  return app
}

const corsOf = ({ cors }: Listener) => cors && createCors(cors)

function returnsOf(config: Config) {
  const { defaultReturnUrl, allowedReturnUrls } = config.selfservice
  return { defaultReturnUrl, allowedReturnUrls }
}
