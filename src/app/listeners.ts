// Builds the two listeners: their mounts, and metrics and log of every request.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Listener } from '#config/config.ts'
import { consoleSessionCookie } from '#console/console.ts'
import { consolePath } from '#console/routes.ts'
import { editions, newest } from '#editions/all.ts'
import type { HealthParts } from '#editions/shared/health.ts'
import type { Caller } from '#flow/caller.ts'
import { createSigner } from '#crypto/signer.ts'
import { createCors } from '#http/cors.ts'
import { createForeignCookieReader } from '#crypto/foreign-cookie.ts'
import { publicBodyLimit } from '#http/limits.ts'
import type { Mount } from '#http/route.ts'
import type { ProviderSettings } from '#methods/oidc/provider-config.ts'
import { createListener } from '#http/server.ts'
import { createAccessLog } from '#telemetry/access-log.ts'
import { createAdminOriginGuard } from './admin-origin.ts'
import { createAdminGuard } from './admin-tokens.ts'
import { consoleMount } from './console.ts'
import { createBacklog, createWaiting } from './backlog.ts'
import { createCoreFor } from './cores.ts'
import { mountEditions, newestUrlOf } from './editions.ts'
import type { AppParts, Foundation } from './foundation.ts'
import { createHealthFacts } from './health-facts.ts'
import { createKeyUse } from './key-use.ts'
import { metricsMounts, operationsMount } from './operations.ts'
import { createPageTokens } from './page-token.ts'
import { assetsMount, buttonPagesOf, pagesMount } from './pages.ts'
import { pallasMounts } from './pallas-api.ts'
import { createProviderStates } from './provider-states.ts'
import { createReadiness } from './readiness.ts'
import { createRevision } from './revision.ts'
import { configOf, type Runtime } from './runtime.ts'
import type { Services } from './services.ts'
import { createWhoAmI, type FindSession } from './whoami.ts'

/**
 * Creates the listeners without binding their ports. `isEnding`: whether the server is shutting
 * down, so that readiness fails. `isStarted`: whether background work runs.
 */
export function createListeners(
  parts: AppParts,
  base: Foundation,
  services: Services,
  { isEnding, isStarted }: { readonly isEnding: () => boolean; readonly isStarted: () => boolean },
): {
  readonly public: FastifyInstance
  readonly admin: FastifyInstance
  readonly whoami: FindSession
} {
  const { runtime, csrf, cipher, clock, metrics, log, locate } = base
  const coreFor = createCoreFor(base, services)
  const report = (error: unknown, caller: Caller) =>
    log.error({ err: error, request_id: caller.requestId }, 'request failed')
  const pageTokens = createPageTokens(createSigner(() => runtime.reading.secrets.pagination))
  const health = healthOf(parts, base, isEnding)
  metrics.watchReadiness(health.problems)
  const core = coreFor(newest)
  const mounts = mountEditions({
    runtime,
    editions: parts.editions ?? editions,
    coreFor,
    csrf,
    clock,
    metrics,
    pageTokens,
    flags: () => configOf(runtime).featureFlags,
    buttonPage: buttonPagesOf(runtime, core, csrf),
    health,
    report,
  })

  services.jobsApp.connect({
    sendVerification: (person) =>
      core.verificationAdministration.sendAll(person, newestUrlOf(configOf(runtime))),
  })
  metrics.watchBacklog(createWaiting(core))
  const facts = createHealthFacts({
    store: parts.store,
    dsn: configOf(runtime).dsn,
    health,
    clock,
    aheadMs: base.aheadMs,
    hashesInFlight: base.hasher.inFlight,
    worksInBackground: isStarted,
    backlog: createBacklog(core),
    providers: createProviderStates({
      providers: () => {
        const { enabled, providers } = configOf(runtime).selfservice.methods.oidc
        return enabled ? providers : noProviders
      },
      fetch: base.guardedFetch,
    }),
    keys: createKeyUse({
      store: parts.store,
      secrets: () => runtime.reading.secrets.cipher,
      clock,
    }),
  })
  const ownApi = pallasMounts({
    runtime,
    core,
    csrf,
    tokenizer: services.tokenizer,
    mailbox: services.courierApp.mailbox,
    pageTokens,
    clock,
    locate,
    audit: base.auditApp.administration,
    facts,
    report,
  })
  // NOTE the pages send their forms to the newest edition
  const pages = configOf(runtime).pallas.editions.enabled.includes(newest.name)
    ? pagesMount({ runtime, coreFor, csrf, cipher, report, locate })
    : assetsMount({ runtime, coreFor, csrf, cipher, report, locate })

  const foreignCookie = createForeignCookieReader(() => runtime.reading.secrets.cookie)
  // NOTE a command that makes its requests here is no client
  const access =
    parts.actor === undefined
      ? createAccessLog(log, { ...configOf(runtime).log, worker: base.group?.worker })
      : undefined
  const listener = (name: 'public' | 'admin', served: readonly Mount[]): FastifyInstance => {
    const server = createListener({
      mounts: served,
      later: mounts.later[name],
      cors: corsOf(configOf(runtime)[name]),
      trustedProxies: configOf(runtime).pallas.trustedProxies,
      deadlineMs: configOf(runtime).pallas.requests.deadlineMs,
      tls: configOf(runtime)[name].tls,
      newSecret: csrf.newSecret,
      isSecret: csrf.isSecret,
      deviceOf: csrf.deviceOf,
      foreignCookie,
      ignoresOrigin: () => configOf(runtime).appsMaySendOrigin,
      clock,
      ...(name === 'admin'
        ? { before: adminGuard(parts, base, services) }
        : { limits: { bodyLimit: publicBodyLimit }, before: tellHttpsOnly(runtime) }),
      within: (route) => base.auditApp.within(name, route),
      tracing: base.tracer && { tracer: base.tracer, listener: name, leavesOut: isHealth },
      observe: (request, status, seconds, answerBytes) => {
        metrics.request({
          listener: name,
          route: request.routeOptions.url ?? 'none',
          method: request.method,
          status,
          seconds,
          requestBytes: Number(request.headers['content-length'] ?? 0) || 0,
          answerBytes: answerBytes || 0,
          trace:
            request.span?.isRecorded === true
              ? { id: request.span.traceId, at: clock() }
              : undefined,
        })
        const { hidesHealthRequests } = configOf(runtime)[name]
        if (hidesHealthRequests && isHealth(request.routeOptions.url)) return
        access?.add({
          listener: name,
          method: request.method,
          route: request.routeOptions.url,
          url: request.url,
          status,
          seconds,
          client: request.ip,
          requestId: request.id,
          trace: request.span,
        })
      },
    })
    server.addHook('onClose', async () => access?.flush())
    return server
  }

  return {
    whoami: createWhoAmI({ runtime, core, csrf }),
    public: listener('public', [...mounts.public, ...ownApi.public, pages]),
    admin: listener('admin', [
      ...mounts.admin,
      ...ownApi.admin,
      ...operationsMount(metrics, configOf(runtime)),
      consoleMount({
        runtime,
        coreFor,
        operators: base.access,
        audit: base.auditApp.administration,
        mailbox: services.courierApp.mailbox,
        activity: base.activity,
        facts,
        csrf,
        health,
        clock,
        report,
      }),
    ]),
  }
}

const noProviders: readonly ProviderSettings[] = []

const healthOf = (
  { version, store }: AppParts,
  { runtime, signer }: Foundation,
  isEnding: () => boolean,
): HealthParts => ({
  version,
  problems: createReadiness(store, isEnding),
  revision: createRevision(runtime, signer),
})

/**
 * Creates a listener for metrics and health, for a process that serves nothing else. The metrics ask
 * for a token where the administration does.
 */
export function createMetricsListener(
  parts: AppParts,
  base: Foundation,
  isEnding: () => boolean,
): FastifyInstance {
  const { runtime, csrf, clock, metrics } = base
  const health = healthOf(parts, base, isEnding)
  metrics.watchReadiness(health.problems)
  return createListener({
    mounts: metricsMounts(metrics, health, configOf(runtime)),
    cors: undefined,
    trustedProxies: [],
    newSecret: csrf.newSecret,
    isSecret: csrf.isSecret,
    deviceOf: csrf.deviceOf,
    clock,
    limits: { bodyLimit: publicBodyLimit },
    before: tokenGuard(base, undefined),
  })
}

/** Tells browsers to call the public listener by https only (RFC 6797), where they can. */
function tellHttpsOnly(runtime: Runtime) {
  return (_request: FastifyRequest, reply: FastifyReply): undefined => {
    const { hstsMs } = configOf(runtime).pallas
    if (hstsMs > 0 && configOf(runtime).public.baseUrl.startsWith('https:'))
      reply.header('strict-transport-security', `max-age=${Math.floor(hstsMs / 1000)}`)
  }
}

/** Who may call the admin listener: by which names, and with which tokens. */
function adminGuard({ actor }: AppParts, base: Foundation, services: Services) {
  const { runtime } = base
  const guardOrigin = createAdminOriginGuard(() => {
    const { baseUrl, hosts, socket } = configOf(runtime).admin
    return { baseUrl, hosts, isSocket: socket !== undefined }
  })
  // NOTE without a listener, whoever makes all requests is known
  const guardToken = actor === undefined ? tokenGuard(base, services) : () => undefined
  return async (request: FastifyRequest, reply: FastifyReply): Promise<undefined> => {
    guardOrigin(request)
    return guardToken(request, reply)
  }
}

const tokenGuard = ({ runtime, access, signer }: Foundation, services: Services | undefined) =>
  createAdminGuard({
    settings: () => configOf(runtime).admin,
    access,
    signer,
    console: services && {
      path: consolePath,
      cookieName: consoleSessionCookie,
      ofToken: services.consoleSessions.ofToken,
    },
  })

const corsOf = ({ cors }: Listener) => cors && createCors(cors)

/** Whether a route tells of the health of the server, in any edition. */
const isHealth = (url: string | undefined): boolean =>
  url !== undefined && /\/health\/(?:alive|ready)$/.test(url)
