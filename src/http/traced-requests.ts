// Every request of a listener as a span. What is told of it: method, route and status; no address, no
// path, no query.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { METHODS } from 'node:http'
import { finished } from 'node:stream'
import type { Span, Tracer } from '#lib/tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Its span, where requests are traced. */
    span: Span | undefined
  }
}

export type RequestTracing = {
  readonly tracer: Tracer
  /** The name of the listener. */
  readonly listener: string
  /** Whether requests of a route are left out: those for the health of the server. */
  readonly leavesOut: (route: string | undefined) => boolean
}

const known: ReadonlySet<string> = new Set(METHODS)

/** To be called before other hooks are added, which then run while the span is open. */
export function traceRequests(
  app: FastifyInstance,
  { tracer, listener, leavesOut }: RequestTracing,
): void {
  app.decorateRequest('span', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url
    if (!leavesOut(route)) {
      const span = beginSpan(tracer, listener, request, route)
      request.span = span
      finished(reply.raw, (error) => {
        const status = reply.raw.statusCode
        span.set({ 'http.response.status_code': status })
        if (status >= 500) span.fail(String(status))
        else if (error) span.fail('aborted')
        span.end()
      })
    }
    done()
  })
}

function beginSpan(
  tracer: Tracer,
  listener: string,
  { method: sent, headers, protocol }: FastifyRequest,
  route: string | undefined,
): Span {
  const method = known.has(sent) ? sent : '_OTHER'
  const name = method === '_OTHER' ? 'HTTP' : method
  return tracer.beginRequest(route === undefined ? name : `${name} ${route}`, headers, {
    kind: 'server',
    attributes: {
      'http.request.method': method,
      'url.scheme': protocol,
      'pallas.listener': listener,
      ...(route === undefined ? {} : { 'http.route': route }),
    },
  })
}
