import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '#flow/caller.ts'
import type { Body } from './body.ts'
import type { CookieSettings } from './cookies.ts'
import type { Role } from '#operators/role.ts'
import type { Reply } from './reply.ts'

/** The parts of a request that a route's `read` function uses. */
export type Request = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers: IncomingHttpHeaders
  readonly body: Body
  /** The route compared the CSRF token with the cookie before the request was read. */
  readonly csrfVerified?: true
}

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** OpenAPI description of a route. Schemas are JSON Schema (typebox). */
export type RouteDocument = {
  readonly id: string
  readonly summary: string
  readonly tag: string
  readonly query?: Readonly<Record<string, object>>
  readonly headers?: Readonly<Record<string, object>>
  readonly body?: object
  /** `form`: the body as a form only; otherwise as JSON, too. */
  readonly takes?: 'form'
  readonly responses: Readonly<Record<string, object | string>>
}

/**
 * What a GET of a route changes, other than that a flow is opened: see docs/get-requests.md for why
 * each of these is safe.
 */
export type GetChange =
  | 'mailed-link'
  | 'sign-out'
  | 'sign-out-token'
  | 'provider-answer'
  | 'provider-redirect'
  | 'pending-update'
  | 'session-exchange'
  | 'empty-form'
  | 'sent-code'
  | 'console-sign-in'

/** Options of a route. */
export type RouteOptions = {
  /** Sets a CSRF cookie when the browser has none. */
  readonly issuesCsrf?: boolean
  /** `page`: a browser is redirected to the error page; otherwise the error is in the response. */
  readonly errors?: 'page'
  /** The response does not depend on cookies, so it needs no `Vary: Cookie`. */
  readonly ignoresCookies?: boolean
  /**
   * `omitted`: the response has no `Cache-Control` header, as in the published API. Other headers
   * still forbid caching.
   */
  readonly cacheControl?: 'omitted'
  readonly document?: RouteDocument
  /** Undefined: a GET changes nothing. A HEAD and a prefetch never do. */
  readonly getChanges?: GetChange
  /**
   * The least role of administrators who may call it, where that is another than the rule says
   * (see right.ts).
   */
  readonly role?: Role
  /** Whoever reaches the admin listener may call it: it leads to a sign-in, or tells nothing. */
  readonly open?: boolean
  /** Pages of other sites may lead a browser there. */
  readonly fromElsewhere?: boolean
  /** A parameter of the query with which it needs the role `admin`. */
  readonly adminQuery?: string
}

/** A row of an edition's route table: method, path, handler, options. */
export type Route = {
  readonly methods: readonly HttpMethod[]
  readonly path: string
  readonly handle: (request: Request, caller: Caller) => Promise<Reply> | Reply
  /**
   * Answers a GET without a body before `handle` is asked, where nothing has to be waited for: it
   * has no deadline, and nothing that it does is recorded. Undefined: `handle` answers.
   */
  readonly atOnce?: ((request: Request, caller: Caller) => Reply | undefined) | undefined
  readonly options: RouteOptions
}

/**
 * Builds a route: `read` parses the request, `act` performs the action, `answer` turns its outcome
 * into a response. The compiler checks that the three fit together and that `answer` covers every
 * outcome.
 */
export function route<I, O>(
  method: HttpMethod | readonly HttpMethod[],
  path: string,
  read: (request: Request, caller: Caller) => I,
  act: (input: I, caller: Caller) => Promise<O> | O,
  answer: (outcome: O, caller: Caller) => Promise<Reply> | Reply,
  options: RouteOptions = {},
): Route {
  return {
    methods: typeof method === 'string' ? [method] : method,
    path,
    handle: async (request, caller) => answer(await act(read(request, caller), caller), caller),
    options,
  }
}

/** As `route`, for an action whose outcome is often `known` without waiting. */
export function routeAtOnce<I, O>(
  method: HttpMethod | readonly HttpMethod[],
  path: string,
  read: (request: Request, caller: Caller) => I,
  {
    act,
    known,
  }: {
    readonly act: (input: I, caller: Caller) => Promise<O>
    readonly known: (input: I, caller: Caller) => O | undefined
  },
  answer: (outcome: O, caller: Caller) => Reply,
  options: RouteOptions = {},
): Route {
  return {
    ...route(method, path, read, act, answer, options),
    atOnce(request, caller) {
      const outcome = known(read(request, caller), caller)
      return outcome === undefined ? undefined : answer(outcome, caller)
    },
  }
}

/** A request for which there is no route. */
export type Unmatched = Pick<Request, 'headers' | 'body'> & {
  readonly method: string
  /** Path and query as requested. */
  readonly url: string
  /** The methods that the path has, and those that it has without a slash at its end. */
  readonly allowed: readonly string[]
  readonly allowedWithoutSlash: readonly string[]
}

/** Routes below a common prefix, and what they share. */
export type Mount = {
  /** Empty, or with a leading and no trailing slash. */
  readonly prefix: string
  readonly routes: readonly Route[]
  /** Undefined on mounts that use no cookies (administration). */
  readonly cookies: CookieSettings | undefined
  /** Public URL of the mount: configured base URL and prefix, without a trailing slash. */
  readonly baseUrl: string
  /** Turns a thrown error into a response. */
  readonly refuse: (
    error: unknown,
    caller: Caller,
    route: Route | undefined,
  ) => Promise<Reply> | Reply
  /**
   * Answers a request for which there is no route. Undefined, and without this: 404, or 405 where
   * the path has other methods. Throws Refusal.
   */
  readonly unmatched?: (request: Unmatched, caller: Caller) => Reply | undefined
  /** Responses carry `Vary: Cookie`. */
  readonly variesByCookie: boolean
  /**
   * Whether the `error` of a JSON response names the request: `always`, or `when-named`, where the
   * client or a proxy has sent an `X-Request-Id`. Undefined: never.
   */
  readonly errorsNameRequest?: 'always' | 'when-named'
  /**
   * Responses without a `Cache-Control` header. `omitted`: all of them; `on-operations-only`: those
   * of paths without an operation, such as 404; undefined: none.
   */
  readonly cacheControl?: 'on-operations-only' | 'omitted'
}

/** The value of a query parameter; the first one when it is repeated. */
export function queryValue(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** All values of a query parameter. */
export function queryValues(request: Request, name: string): readonly string[] {
  const value = request.query[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
