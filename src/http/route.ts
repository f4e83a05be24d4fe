import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '#flow/caller.ts'
import type { Body } from './body.ts'
import type { CookieSettings } from './cookies.ts'
import type { Reply } from './reply.ts'

/** A request as readers see it. */
export type Request = {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers: IncomingHttpHeaders
  readonly body: Body
}

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** What a document of the API says about a route. Schemas are JSON Schema (typebox). */
export type RouteDocument = {
  readonly id: string
  readonly summary: string
  readonly tag: string
  readonly query?: Readonly<Record<string, object>>
  readonly headers?: Readonly<Record<string, object>>
  readonly body?: object
  readonly responses: Readonly<Record<string, object | string>>
}

export type RouteOptions = {
  /** Gives a browser without an anti-forgery cookie one. */
  readonly issuesCsrf?: boolean
  /**
   * `page`: a browser is shown what went wrong on the error page; otherwise the answer itself says
   * it.
   */
  readonly errors?: 'page'
  /** The answer is the same whatever cookies come along. */
  readonly bare?: boolean
  /**
   * `unsaid`: the answer itself says nothing about being kept; it still must not be kept by what
   * stands between.
   */
  readonly caching?: 'unsaid'
  readonly document?: RouteDocument
}

/** A row of an edition's table: where it lives, what was said, what happens, how it is answered. */
export type Route = {
  readonly methods: readonly HttpMethod[]
  readonly path: string
  readonly handle: (request: Request, caller: Caller) => Promise<Reply> | Reply
  readonly options: RouteOptions
}

/**
 * The compiler checks that what `read` gives is what the action takes, and that `answer` covers all
 * it can decide.
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

/** Routes that live together below a prefix, with what is common to them. */
export type Mount = {
  /** Empty, or with a leading and no trailing slash. */
  readonly prefix: string
  readonly routes: readonly Route[]
  /** Undefined where callers have no cookies (administration). */
  readonly cookies: CookieSettings | undefined
  /** As clients know it: configured base URL and prefix, without a slash at the end. */
  readonly baseUrl: string
  /** Puts what went wrong into an answer. */
  readonly refuse: (
    error: unknown,
    caller: Caller,
    route: Route | undefined,
  ) => Promise<Reply> | Reply
  /** Answers vary with the Cookie header. */
  readonly variesByCookie: boolean
  /**
   * Where `Cache-Control` is left out: `unsaid` everywhere, `operations` on all but the operations
   * themselves. Left out: nowhere.
   */
  readonly caching?: 'operations' | 'unsaid'
}

/** A query parameter that is sent once; the first when it is sent more often. */
export function one(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' ? value : value?.[0]
}

export function many(request: Request, name: string): readonly string[] {
  const value = request.query[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
