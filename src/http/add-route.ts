// One route of a mount: what stands between a request and its handler.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { finished } from 'node:stream'
import { beforeAnswer } from '#lib/after-answer.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import type { Clock } from '#lib/time.ts'
import { withinSpan } from '#lib/tracing.ts'
import { answerAhead } from './answer-ahead.ts'
import { readBody } from './body.ts'
import { HttpCaller, type CallerParts } from './caller.ts'
import type { Cors } from './cors.ts'
import { answerInTime } from './deadline.ts'
import { isTooLong } from './limits.ts'
import type { Reply } from './reply.ts'
import type { Mount, Request, Route } from './route.ts'
import { send, sendPlain } from './send.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Options of the route, for what runs before it. */
    readonly options?: Route['options']
  }
}

export type RouteParts = CallerParts & {
  /** Undefined: cross-origin requests are not permitted. */
  readonly cors: Cors | undefined
  /**
   * Runs the work of each request of a route in a context; undefined for a route that needs none.
   */
  readonly within?: (route: Route) => Within | undefined
}

export type Within = <T>(request: FastifyRequest, work: () => Promise<T>) => Promise<T>

/** Where a route is served, and by which of its methods. */
export type Served = {
  readonly mount: Mount
  readonly route: Route
  readonly url: string
  readonly methods: readonly string[]
}

export function addRoute(
  app: FastifyInstance,
  { mount, route, url, methods }: Served,
  parts: RouteParts,
  clock: Clock,
  deadlineMs: number,
): void {
  const within = parts.within?.(route)
  const hasParameters = url.includes(':')
  const refuse = (error: unknown, caller: HttpCaller) => mount.refuse(error, caller, route)

  async function inTime(
    request: FastifyRequest,
    reply: FastifyReply,
    caller: HttpCaller,
  ): Promise<Reply> {
    const parsed = asRequest(request, await bodyOf(request))
    const handle = async () => answerAhead(request, route) ?? (await route.handle(parsed, caller))
    const work = within ? () => within(request, handle) : handle
    const answering = () =>
      answerInTime(request, deadlineMs, work, (error) => refuse(error, caller))
    const { span } = request
    return span
      ? withinSpan(span, () => beforeAnswer(whenSent(reply), answering))
      : beforeAnswer(whenSent(reply), answering)
  }

  /** What is answered without waiting, where the route can. */
  function atOnce(request: FastifyRequest, caller: HttpCaller): Reply | Promise<Reply> | undefined {
    if (!route.atOnce || request.method !== 'GET' || request.body !== undefined) return undefined
    try {
      return route.atOnce(asRequest(request, noBody), caller)
    } catch (error) {
      return refuse(error, caller)
    }
  }

  app.route({
    method: [...methods],
    url,
    config: { options: route.options },
    // NOTE gives Fastify no promise, which it would watch the response for
    handler(request, reply) {
      if (isTooLong(request.url)) return void sendPlain(reply, 414, parts.cors, request, mount)
      if (hasParameters && lacksParameter(request)) return reply.callNotFound()
      const caller = new HttpCaller(request, mount, parts)
      const answer = atOnce(request, caller) ?? inTime(request, reply, caller)
      const sendAnswer = (known: Reply): void =>
        void send(reply, request, known, mount, caller, route.options, parts.cors, clock())
      if (!(answer instanceof Promise)) return sendAnswer(answer)
      answer.then(sendAnswer).catch((error: unknown) => void reply.send(error))
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

/** The body of a request, read as its type says. Throws Refusal. */
export async function bodyOf({ body, headers }: FastifyRequest): Promise<Request['body']> {
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
