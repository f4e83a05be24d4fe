import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { randomUUID } from 'node:crypto'
import { systemClock, type Clock } from '#lib/time.ts'
import { withinSpan } from '#lib/tracing.ts'
import { addRoute, bodyOf, type RouteParts } from './add-route.ts'
import { HttpCaller } from './caller.ts'
import { defaultDeadlineMs, idleMsFor } from './deadline.ts'
import { drain } from './drain.ts'
import {
  asRefusal,
  drainMs,
  hasTwoHosts,
  refuseBadClient,
  refuseTunnel,
  listenerLimits,
  type Limits,
} from './limits.ts'
import { handOver, type LaterMounts } from './later-mounts.ts'
import { meantBy, mountOf } from './mount-of.ts'
import { trackRequests, type OpenRequests } from './open-requests.ts'
import { answersPreflight } from './preflight.ts'
import { redirect } from './reply.ts'
import { validRequestId } from './request-id.ts'
import type { HttpMethod, Mount } from './route.ts'
import { send, sendPlain } from './send.ts'
import { cutOffSlowReaders } from './slow-readers.ts'
import { traceRequests, type RequestTracing } from './traced-requests.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly openRequests: OpenRequests
  }
}

export type ListenerParts = RouteParts & {
  readonly mounts: readonly Mount[]
  /** Mounts that are made when they are asked for, where no route of the others is meant. */
  readonly later?: readonly LaterMounts[]
  /** Addresses and CIDR ranges of proxies whose `X-Forwarded-*` headers are trusted. */
  readonly trustedProxies: readonly string[]
  readonly clock?: Clock
  readonly limits?: Partial<Limits>
  /** The time from the header of a request to its answer; 25 seconds by default. */
  readonly deadlineMs?: number
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
  /** Runs before routing (authentication of the admin API); may send the response itself. */
  readonly before?: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | undefined
  /** Undefined: requests are not traced. */
  readonly tracing?: RequestTracing | undefined
  /** Called after every response: request (with its route), status, seconds, bytes of its body. */
  readonly observe?: (
    request: FastifyRequest,
    status: number,
    seconds: number,
    answerBytes: number,
  ) => void
}

/**
 * Creates a listener for these mounts, without binding a port. When two routes have the same method
 * and path, the first one wins.
 */
export const createListener = (parts: ListenerParts): FastifyInstance =>
  createInstance(parts, trackRequests())

/** `prefixes`: of all mounts of the listener, where it has others than these. */
function createInstance(
  parts: ListenerParts,
  open: OpenRequests,
  prefixes = prefixesOf(parts),
): FastifyInstance {
  const { readerTimeout, ...limits } = { ...listenerLimits, ...parts.limits }
  const { deadlineMs = defaultDeadlineMs } = parts
  const options: FastifyServerOptions = {
    ...limits,
    connectionTimeout: Math.max(limits.connectionTimeout, idleMsFor(deadlineMs)),
    ...(parts.tls
      ? {
          https: {
            ...limits.http,
            handshakeTimeout: limits.http.headersTimeout,
            key: parts.tls.key,
            cert: parts.tls.cert,
          },
        }
      : {}),
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    genReqId: (request) => validRequestId(request.headers['x-request-id']) ?? randomUUID(),
    clientErrorHandler: refuseBadClient,
    // NOTE bodies are parsed and serialized here; loading Fastify's schema compilers takes long
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 512 },
    return503OnClosing: false,
    exposeHeadRoutes: false,
  }
  const app = Fastify(options)
  app.server.on('connect', refuseTunnel)
  cutOffSlowReaders(app.server, readerTimeout, limits.http.connectionsCheckingInterval)
  const clock = parts.clock ?? systemClock
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const { before, observe, cors, later = [] } = parts
  handOver(app, later, (mounts) => createInstance({ ...parts, mounts, later: [] }, open, prefixes))
  if (parts.tracing) traceRequests(app, parts.tracing)
  app.decorate('openRequests', open)
  app.decorateRequest('receivedAt', 0)
  app.decorateReply('answerBytes', 0)
  // NOTE one hook, since every one costs every request a little
  app.addHook('onRequest', (request, reply, done) => {
    request.receivedAt = performance.now()
    open.begin(reply)
    if (hasTwoHosts(request.raw.rawHeaders)) {
      const mount = mountOf(parts.mounts, request.url)
      return void sendPlain(reply.header('connection', 'close'), 400, cors, request, mount)
    }
    const goOn = (error?: Error) => {
      if (error || !cors || !answersPreflight(cors, request, reply)) done(error)
    }
    const admitted = request.span
      ? withinSpan(request.span, () => before?.(request, reply))
      : before?.(request, reply)
    // NOTE no promise where nothing is waited for
    if (admitted) admitted.then(() => goOn(), goOn)
    else goOn()
  })
  app.addHook('onResponse', (request, reply, done) => {
    if (request.isHandedOver) return done()
    open.end(reply)
    observe?.(request, reply.statusCode, reply.elapsedTime / 1000, reply.answerBytes)
    done()
  })

  const registered = new Map<string, Set<string>>()
  for (const mount of parts.mounts) {
    for (const route of mount.routes) {
      const url = mount.prefix + route.path
      const methods = registered.get(url) ?? new Set()
      registered.set(url, methods)
      const served: readonly HttpMethod[] = route.methods.includes('GET')
        ? [...route.methods, 'HEAD']
        : route.methods
      const free = [...new Set(served)].filter((method) => !methods.has(method))
      for (const method of free) methods.add(method)
      if (free.length > 0)
        addRoute(app, { mount, route, url, methods: free }, parts, clock, deadlineMs)
    }
  }
  app.setErrorHandler(async (error, request, reply) => {
    const mount = mountOf(parts.mounts, request.url)
    if (!mount) return sendPlain(reply, 500, parts.cors, request)
    const caller = new HttpCaller(request, mount, parts)
    const refusal = asRefusal(error, limits.bodyLimit)
    if (refusal?.kind === 'too-large') await drain(request.raw, drainMs)
    return send(
      reply,
      request,
      await mount.refuse(refusal ?? error, caller, undefined),
      mount,
      caller,
      undefined,
      parts.cors,
      clock(),
    )
  })
  const patterns = [...registered].map(([url, methods]) => ({ pattern: patternOf(url), methods }))
  const methodsAt = (path: string): readonly string[] =>
    [
      ...new Set(
        patterns.filter((one) => one.pattern.test(path)).flatMap((one) => [...one.methods]),
      ),
    ].toSorted()
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = methodsAt(path)
    const mount = mountOf(parts.mounts, request.url)
    const caller = mount && new HttpCaller(request, mount, parts)
    const clean = meantBy(request.url, prefixes)
    if (clean !== undefined) {
      const answer = redirect(307, clean)
      const options = { issuesCsrf: request.method === 'GET' && mount?.cookies !== undefined }
      return send(reply, request, answer, mount, caller, options, parts.cors, clock())
    }
    if (mount?.unmatched && caller) {
      const { method, url, headers } = request
      let answer
      try {
        answer = mount.unmatched(
          {
            method,
            url,
            headers,
            body: await bodyOf(request),
            allowed,
            allowedWithoutSlash: path.endsWith('/') ? methodsAt(path.slice(0, -1)) : [],
          },
          caller,
        )
      } catch (error) {
        answer = await mount.refuse(error, caller, undefined)
      }
      const options = { issuesCsrf: mount.cookies !== undefined && !path.endsWith('/api') }
      if (answer) return send(reply, request, answer, mount, caller, options, parts.cors, clock())
    }
    if (allowed.length > 0)
      return sendPlain(reply.header('allow', allowed.join(', ')), 405, parts.cors, request, mount)
    return send(
      reply,
      request,
      { status: 404, body: { text: '404 page not found\n' } },
      mount,
      caller,
      { issuesCsrf: request.method === 'GET', cacheControl: 'omitted' },
      parts.cors,
      clock(),
    )
  })
  return app
}

const prefixesOf = ({ mounts, later = [] }: ListenerParts): readonly Pick<Mount, 'prefix'>[] => [
  ...mounts,
  ...later.flatMap(({ prefixes }) => prefixes.map((prefix) => ({ prefix }))),
]

function unused(): never {
  throw new Error('Routes use no Fastify schemas.')
}

function patternOf(url: string): RegExp {
  return new RegExp(
    `^${url
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('\\*', '.*')
      .replaceAll(/:[A-Za-z_]+/g, '[^/]+')}$`,
  )
}
