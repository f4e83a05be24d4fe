// The composition root: builds the two listeners and the workers from a configuration and a store.
import type { FastifyInstance } from 'fastify'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCore } from '#core.ts'
import { createBreaches } from '#outgoing/breaches.ts'
import { createCsrf } from '#crypto/csrf.ts'
import { createFormTokens } from '#crypto/form-tokens.ts'
import { createHasher } from '#crypto/hasher.ts'
import { createSigner } from '#crypto/signer.ts'
import { createTokens, sha256 } from '#crypto/tokens.ts'
import type { Worker } from '#courier/worker.ts'
import type { Event } from '#events/events.ts'
import type { Caller } from '#flow/caller.ts'
import { editions, newest } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import { createCors } from '#http/cors.ts'
import { createAuthorizationServer } from '#outgoing/authorization-server.ts'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import { trackRequests } from '#http/open-requests.ts'
import { createListener, type ListenerParts } from '#http/server.ts'
import type { Mount } from '#http/route.ts'
import type { CallLimits } from '#hooks/web-hook/call.ts'
import { createAccounts } from '#identity/accounts.ts'
import { createGuessing } from '#identity/guessing.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { createPasswordPolicy } from '#methods/password/policy.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createSessions } from '#session/sessions.ts'
import { createTokenizer } from '#session/tokenizer.ts'
import type { Config, Listener } from '#config/config.ts'
import type { Reading } from '#config/read.ts'
import type { Store } from '#store/store.ts'
import type { Log } from '#telemetry/log.ts'
import { createMetrics } from '#telemetry/metrics.ts'
import { timeStore } from '#telemetry/timed-store.ts'
import { createAdminGuard } from './app/admin-tokens.ts'
import { runtimeCipher } from './app/cipher.ts'
import { createCleanup } from './app/cleanup.ts'
import { createCourierApp } from './app/courier.ts'
import { linksOf, mountEditions, publicPrefixesOf, type CoreFor } from './app/editions.ts'
import { createMigration, hooksFor } from './app/hooks.ts'
import { configOf, ofConfig, type Runtime } from './app/runtime.ts'
import { mailboxMounts } from './app/mailbox.ts'
import { createCodeAndLink } from './app/code-and-link.ts'
import { createMethods } from './app/methods.ts'
import { operationsMount } from './app/operations.ts'
import { pagesMount } from './app/pages.ts'
import { createOutboxApp } from './app/outbox.ts'
import { createPresenter } from './app/presenter.ts'
import { createPrograms } from './app/jsonnet.ts'
import { createReadiness } from './app/readiness.ts'
import { createPageTokens } from './app/page-token.ts'
import { createSearchApp } from './app/search.ts'
import { createRemoteDocuments } from './app/remote-documents.ts'
import { pallasMounts } from './app/pallas-api.ts'
import { loadHooks } from './app/typescript-hooks.ts'
import { offeredMethods } from './app/profile.ts'

export type AppParts = {
  readonly reading: Reading
  readonly schemas: IdentitySchemas
  readonly store: Store
  readonly log: Log
  readonly version: string
  readonly clock?: Clock
  readonly fetch?: typeof fetch
  /** Editions to serve; all of them by default. */
  readonly editions?: readonly Edition[]
  /** Limits of calls to web hooks. */
  readonly callLimits?: CallLimits
}

export type App = {
  readonly public: FastifyInstance
  readonly admin: FastifyInstance
  /** Delivers messages: continuously after `start`, or once per `drain`. */
  readonly courier: Pick<Worker, 'start' | 'drain'>
  /** Makes queued web hook calls: continuously after `start`, or once per `drain`. */
  readonly outbox: { drain(): Promise<void> }
  /**
   * Starts background work: message delivery, the outbox, the search index, cleanup of expired
   * rows.
   */
  start(): void
  /** Applies a new configuration and its identity schemas together. */
  reload(reading: Reading, schemas: IdentitySchemas): void
  /**
   * Begins the shutdown: readiness answers 503 from now on. Resolves when open requests are
   * answered or their time limit is reached.
   */
  end(): Promise<void>
  /** Closes listeners, workers and the store. */
  close(): Promise<void>
}

/** Builds the application; it neither listens nor starts background work yet. */
export function createApp(parts: AppParts): App {
  const clock = parts.clock ?? systemClock
  const runtime: Runtime = { reading: parts.reading, schemas: parts.schemas }
  let ending = false
  let started = false
  let courierEnd: Promise<void> | undefined

  const tokens = createTokens()
  const signer = createSigner(() => runtime.reading.secrets.cookie)
  const plainCsrf = createCsrf()
  const csrf = { ...plainCsrf, ...createFormTokens(plainCsrf, signer) }
  const cipher = runtimeCipher(runtime)
  const hasher = createHasher({ settings: () => configOf(runtime).hashers })
  const metrics = createMetrics({ hashesInFlight: hasher.inFlight })
  const timed = timeStore(parts.store, metrics.storeCall)
  const events = (event: Event): void => {
    metrics.event(event)
    if (event.kind !== 'flow.opened') parts.log.info({ event }, event.kind)
  }

  const guardedFetch =
    parts.fetch ?? createGuardedFetch({ settings: () => configOf(runtime).clients })
  const remoteDocuments = createRemoteDocuments({ fetch: guardedFetch })
  const programs = createPrograms(remoteDocuments)
  const courierApp = createCourierApp({
    runtime,
    store: timed,
    cipher,
    events,
    clock,
    newId: tokens.uuid,
    fetch: parts.fetch ?? fetch,
    runProgram: (source, facts) => programs.run(source, { facts: { ctx: facts } }),
    log: parts.log,
  })
  const { courier, worker } = courierApp
  const searchApp = createSearchApp({ runtime, store: timed })
  const present = createPresenter(runtime)
  const outboxApp = createOutboxApp({
    runtime,
    store: { outbox: timed.outbox, transact: courierApp.transact },
    cipher,
    present,
    fetch: guardedFetch,
    clock,
    newId: tokens.uuid,
    events,
    log: parts.log,
    afterCommit: courierApp.afterCommit,
    limits: parts.callLimits,
  })
  const store: Store = {
    ...timed,
    identities: outboxApp.watched(searchApp.identities),
    transact: courierApp.transact,
  }
  const cleanup = createCleanup({ store, settings: () => configOf(runtime), clock })

  const accounts = createAccounts({ clock, newId: () => tokens.orderedUuid(clock()) })
  const guessing = createGuessing({
    attempts: store.attempts,
    settings: () => configOf(runtime).pallas.guessing,
    clock,
  })
  const sessions = createSessions({
    store: store.sessions,
    settings: () => configOf(runtime).session,
    clock,
    newId: tokens.uuid,
    newToken: tokens.sessionToken,
    hash: sha256,
    signer,
  })
  const breaches = createBreaches({
    settings: () => configOf(runtime).selfservice.methods.password.breaches,
    fetch: parts.fetch ?? fetch,
    clock,
  })
  const policy = createPasswordPolicy({
    settings: () => configOf(runtime).selfservice.methods.password,
    maxBytes: () => hasher.maxBytes,
    breaches,
  })
  const mailed = createCodeAndLink({
    runtime,
    store,
    courier,
    guessing,
    cipher,
    signer,
    tokens,
    events,
    clock,
  })
  const typescriptFile = loadHooks(runtime, parts.log)
  const calls = {
    runtime,
    present,
    programs,
    fetch: guardedFetch,
    newId: tokens.uuid,
    events,
    sign: outboxApp.sign,
    ...(parts.callLimits ? { limits: parts.callLimits } : {}),
  }
  const methods = createMethods({
    runtime,
    store,
    accounts,
    hasher,
    policy,
    guessing,
    migration: createMigration(calls),
    mailed,
    cipher,
    tokens,
    fetch: guardedFetch,
    programs,
    events,
    clock,
  })
  const tokenizer = createTokenizer({
    templates: () => configOf(runtime).session.tokenizer,
    read: remoteDocuments,
    programs,
    spell: ({ session, identity }) => present.session(session, identity),
    issuer: () => `${configOf(runtime).public.baseUrl}/`,
    clock,
    newId: tokens.uuid,
  })
  const authorization = createAuthorizationServer({
    settings: () => configOf(runtime).oauth2Provider,
    fetch: guardedFetch,
    clock,
  })
  const hooks = hooksFor({
    ...calls,
    store,
    accounts,
    clock,
    enqueue: outboxApp.outbox.put,
    loaded: typescriptFile.hooks,
  })

  const coreFor: CoreFor = (edition, profile = edition.profile) =>
    createCore({
      edition: edition.name,
      rules: profile.rules,
      links: linksOf(edition, () => configOf(runtime)),
      methods: offeredMethods(methods, profile),
      everyMethod: methods,
      accounts,
      sessions,
      hasher,
      events,
      clock,
      csrf,
      newId: tokens.uuid,
      hooksFor: hooks,
      tokenizer,
      authorization,
      outbox: outboxApp.outbox,
      messages: courierApp.messages,
      identitySearch: searchApp.identitySearch,
      guessing,
      addressStatuses: mailed.addressStatuses,
      cipher,
      newSecret: () => tokens.random(24),
      hashSecret: sha256,
      schemas: () => runtime.schemas,
      identities: store.identities,
      flows: store.flows,
      errors: store.errors,
      transact: store.transact,
      returns: ofConfig(runtime, (config) => returnsOf(config, edition)),
      settings: {
        login: () => configOf(runtime).selfservice.flows.login,
        registration: () => configOf(runtime).selfservice.flows.registration,
        recovery: () => configOf(runtime).selfservice.flows.recovery,
        verification: () => configOf(runtime).selfservice.flows.verification,
        settings: () => configOf(runtime).selfservice.flows.settings,
        sessionAal: () => configOf(runtime).session.whoamiRequiredAal,
        sessionCache: () => configOf(runtime).featureFlags.cacheableSessions,
        logout: () => configOf(runtime).selfservice.flows.logout,
        loginUrl: () => configOf(runtime).selfservice.flows.login.uiUrl,
        loginHints: () => configOf(runtime).selfservice.flows.registration.loginHints,
      },
    })

  const report = (error: unknown, caller: Caller) =>
    parts.log.error({ err: error, request_id: caller.requestId }, 'request failed')
  const pageTokens = createPageTokens(createSigner(() => runtime.reading.secrets.pagination))
  const mounts = mountEditions({
    runtime,
    editions: parts.editions ?? editions,
    coreFor,
    csrf,
    clock,
    metrics,
    pageTokens,
    flags: () => configOf(runtime).featureFlags,
    health: { version: parts.version, problems: createReadiness(parts.store, () => ending) },
    report,
  })

  const ownApi = pallasMounts({
    runtime,
    core: coreFor(newest),
    tokenizer,
    pageTokens,
    report,
  })
  const pages = pagesMount({ runtime, coreFor, csrf, report })

  const listener = (name: 'public' | 'admin', served: readonly Mount[]) =>
    createListener({
      mounts: served,
      cors: corsOf(configOf(runtime)[name]),
      trustedProxies: configOf(runtime).pallas.trustedProxies,
      tls: configOf(runtime)[name].tls,
      newSecret: csrf.newSecret,
      isSecret: csrf.isSecret,
      clock,
      ...(name === 'admin'
        ? { before: createAdminGuard(() => configOf(runtime).admin.tokens) }
        : {}),
      observe: (request, status, seconds) => {
        metrics.request(name, request.routeOptions.url ?? 'none', request.method, status, seconds)
        parts.log.debug(
          {
            request_id: request.id,
            method: request.method,
            route: request.routeOptions.url,
            status,
            seconds,
          },
          'request',
        )
      },
    } satisfies ListenerParts)

  const refreshSearch = () =>
    void searchApp.refresh(
      (indexed) => parts.log.info({ indexed }, 'indexed identities for the search'),
      (error) =>
        parts.log.warn({ err: error }, 'identities could not be indexed for the search, retrying'),
    )
  const app: App = {
    public: listener('public', [...mounts.public, ...ownApi.public, pages]),
    admin: listener('admin', [
      ...mounts.admin,
      ...ownApi.admin,
      ...operationsMount(metrics, configOf(runtime)),
      ...mailboxMounts(
        {
          mailbox: courierApp.mailbox,
          productName: () => configOf(runtime).pallas.pages.productName,
          report,
        },
        configOf(runtime),
      ),
    ]),
    courier: worker,
    outbox: outboxApp.worker,
    start() {
      started = true
      worker.start()
      outboxApp.worker.start()
      refreshSearch()
      cleanup.start(
        (cleaned) => parts.log.info({ cleaned }, 'deleted expired rows'),
        (error) => parts.log.warn({ err: error }, 'expired rows could not be deleted'),
      )
    },
    reload(reading, schemas) {
      runtime.reading = reading
      runtime.schemas = schemas
      typescriptFile.reload()
      if (started) refreshSearch()
    },
    async end() {
      ending = true
      courierEnd ??= worker.end(workerTimeoutMs)
      await Promise.all([
        sleep(readinessDelayMs),
        ...openRequests.map((one) => one.finish(requestTimeoutMs)),
      ])
    },
    async close() {
      ending = true
      cleanup.end()
      searchApp.end()
      // NOTE `close` waits for idle connections that never sent a request, so they are closed by
      // force
      const forceClose = setTimeout(
        () => [app.public, app.admin].forEach(({ server }) => server.closeAllConnections()),
        closeConnectionsAfterMs,
      )
      courierEnd ??= worker.end(workerTimeoutMs)
      await Promise.all([
        app.public.close(),
        app.admin.close(),
        courierEnd,
        outboxApp.worker.end(workerTimeoutMs),
      ])
      clearTimeout(forceClose)
      courierApp.close()
      await programs.close()
      await parts.store.close()
    },
  }
  const openRequests = [trackRequests(app.public), trackRequests(app.admin)]
  return app
}

/**
 * Delay between the failing readiness check and closing the listeners, so that load balancers
 * notice.
 */
const readinessDelayMs = 250
/** How long requests that are open at shutdown may take. */
const requestTimeoutMs = 8000
/** After this time at shutdown, remaining connections are closed without a response. */
const closeConnectionsAfterMs = 700

/** How long messages in delivery may take at shutdown; then they return to the queue. */
const workerTimeoutMs = 5000

const corsOf = ({ cors }: Listener) => cors && createCors(cors)

/**
 * URLs to which flows may return. Besides the configured ones these are the flows of the same
 * edition (so that one flow can lead to another), the built-in pages and the settings page.
 */
function returnsOf(config: Config, edition: Edition) {
  const {
    defaultReturnUrl,
    allowedReturnUrls,
    flows: { settings },
  } = config.selfservice
  const flows = publicPrefixesOf(edition).map(
    (mount) => `${config.public.baseUrl}${mount}/self-service`,
  )
  return {
    defaultReturnUrl,
    allowedReturnUrls: [
      ...allowedReturnUrls,
      ...flows,
      `${config.public.baseUrl}/ui`,
      settings.uiUrl,
    ],
  }
}
