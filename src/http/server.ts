import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { randomUUID } from 'node:crypto'
import { finished } from 'node:stream'
import { beforeAnswer } from '#lib/after-answer.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import { systemClock, type Clock } from '#lib/time.ts'
import { withinSpan } from '#lib/tracing.ts'
import { readBody } from './body.ts'
import { answerAhead } from './answer-ahead.ts'
import { HttpCaller, type CallerParts } from './caller.ts'
import type { Cors } from './cors.ts'
import { answerInTime, defaultDeadlineMs, idleMsFor, keepTimes } from './deadline.ts'
import { drain } from './drain.ts'
import {
  asRefusal,
  drainMs,
  hasTwoHosts,
  isTooLong,
  refuseBadClient,
  refuseTunnel,
  listenerLimits,
  type Limits,
} from './limits.ts'
import { meantBy, mountOf } from './mount-of.ts'
import { addPreflight } from './preflight.ts'
import { redirect } from './reply.ts'
import { validRequestId } from './request-id.ts'
import type { HttpMethod, Mount, Request, Route } from './route.ts'
import { send, sendPlain } from './send.ts'
import { cutOffSlowReaders } from './slow-readers.ts'
import { traceRequests, type RequestTracing } from './traced-requests.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Options of the route, for what runs before it. */
    readonly options?: Route['options']
  }
}

export type ListenerParts = CallerParts & {
  readonly mounts: readonly Mount[]
  /** Undefined: cross-origin requests are not permitted. */
  readonly cors: Cors | undefined
  /** Addresses and CIDR ranges of proxies whose `X-Forwarded-*` headers are trusted. */
  readonly trustedProxies: readonly string[]
  readonly clock?: Clock
  readonly limits?: Partial<Limits>
  /** The time from the header of a request to its answer; 25 seconds by default. */
  readonly deadlineMs?: number
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
  /** Runs before routing (authentication of the admin API); may send the response itself. */
  readonly before?: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> | undefined
  /**
   * Runs the work of each request of a route in a context; undefined for a route that needs none.
   */
  readonly within?: (route: Route) => Within | undefined
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

export type Within = <T>(request: FastifyRequest, work: () => Promise<T>) => Promise<T>

/**
 * Creates a listener for these mounts, without binding a port. When two routes have the same method
 * and path, the first one wins.
 */
export function createListener(parts: ListenerParts): FastifyInstance {
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
  if (parts.tracing) traceRequests(app, parts.tracing)
  app.addHook('onRequest', (request, reply, done) => {
    if (!hasTwoHosts(request.raw.rawHeaders)) return done()
    void sendPlain(
      reply.header('connection', 'close'),
      400,
      parts.cors,
      request,
      mountOf(parts.mounts, request.url),
    )
  })
  keepTimes(app)
  const { before } = parts
  if (before)
    // NOTE no promise where nothing is waited for
    app.addHook('onRequest', (request, reply, done) => {
      const waited = request.span
        ? withinSpan(request.span, () => before(request, reply))
        : before(request, reply)
      if (!waited) return done()
      waited.then(() => done(), done)
    })
  const { observe } = parts
  if (observe) {
    app.addHook('onResponse', (request, reply, done) => {
      const length = reply.getHeader('content-length')
      observe(request, reply.statusCode, reply.elapsedTime / 1000, Number(length ?? 0))
      done()
    })
  }
  if (parts.cors) addPreflight(app, parts.cors)

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
      if (free.length > 0) addRoute(app, mount, route, url, free, parts, clock, deadlineMs)
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
    const clean = meantBy(request.url, parts.mounts)
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

function unused(): never {
  throw new Error('Routes use no Fastify schemas.')
}

function addRoute(
  app: FastifyInstance,
  mount: Mount,
  route: Route,
  url: string,
  methods: readonly string[],
  parts: ListenerParts,
  clock: Clock,
  deadlineMs: number,
): void {
  const within = parts.within?.(route)
  const hasParameters = url.includes(':')
  app.route({
    method: [...methods],
    url,
    config: { options: route.options },
    handler: async (request, reply) => {
      const caller = new HttpCaller(request, mount, parts)
      if (isTooLong(request.url)) return sendPlain(reply, 414, parts.cors, request, mount)
      if (hasParameters && lacksParameter(request)) return reply.callNotFound()
      const body = request.body === undefined ? noBody : await bodyOf(request)
      const parsed = asRequest(request, body)
      const handle = async () => answerAhead(request, route) ?? (await route.handle(parsed, caller))
      const work = within ? () => within(request, handle) : handle
      const answering = () =>
        answerInTime(request, deadlineMs, work, (error) => mount.refuse(error, caller, route))
      const { span } = request
      const answer = await (span
        ? withinSpan(span, () => beforeAnswer(whenSent(reply), answering))
        : beforeAnswer(whenSent(reply), answering))
      return send(reply, request, answer, mount, caller, route.options, parts.cors, clock())
    },
  })
}

/** Runs jobs when the whole answer is out, or the connection is gone. */
const whenSent =
  ({ raw }: FastifyReply) =>
  (job: () => void): void =>
    void finished(raw, () => outsideDeadline(job))

/** `/schemas/` is no `/schemas/:id`. */
const lacksParameter = ({ params }: FastifyRequest): boolean =>
  Object.entries(params as Request['params']).some(([name, value]) => name !== '*' && value === '')

const noBody: Request['body'] = { kind: 'none' }

async function bodyOf({ body, headers }: FastifyRequest): Promise<Request['body']> {
  return body === undefined ? noBody : readBody(body as Buffer, headers['content-type'])
}

function asRequest(request: FastifyRequest, body: Request['body']): Request {
  return {
    params: request.params as Request['params'],
    query: request.query as Request['query'],
    headers: request.headers,
    body,
  }
}

function patternOf(url: string): RegExp {
  return new RegExp(
    `^${url
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('\\*', '.*')
      .replaceAll(/:[A-Za-z_]+/g, '[^/]+')}$`,
  )
}
