// CSRF protection for the public operations that change state.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { queryValue, type Request, type Route } from '#http/route.ts'
import { isObject } from '#lib/json.ts'

/** Token checks; `matchesForm` checks a token made for one form. */
export type CsrfCheckParts = {
  readonly matches: (secret: string, token: string) => boolean
  readonly hash: (secret: string) => string
  readonly matchesForm: (flowId: string, secretHash: string, token: string) => boolean
}

/** Error id of this guard's refusals. */
export const csrfErrorId = 'security_csrf_violation'

/** The CSRF token of a request: from the form, the JSON body or the header `X-CSRF-Token`. */
export function tokenOf({ body }: Request, caller: Caller): string | undefined {
  const fields: unknown =
    body.kind === 'form' ? body.fields : body.kind === 'json' ? body.value : undefined
  const token = isObject(fields) ? fields['csrf_token'] : undefined
  return typeof token === 'string' && token !== '' ? token : caller.csrfHeader
}

/** As `withCsrfCheck`, for routes that are not a GET; the others stay as they are. */
export const guarded =
  (csrf: CsrfCheckParts) =>
  (route: Route): Route =>
    route.methods.includes('GET') ? route : withCsrfCheck(route, csrf)

/**
 * Wraps a route: throws Refusal unless the request has the CSRF cookie and a token that matches it.
 */
export function withCsrfCheck(route: Route, csrf: CsrfCheckParts): Route {
  return {
    ...route,
    atOnce: undefined,
    handle(request, caller) {
      const token = tokenOf(request, caller)
      const fits =
        token !== undefined &&
        caller.knowsSecret(
          (secret) =>
            csrf.matches(secret, token) ||
            csrf.matchesForm(queryValue(request, 'request') ?? '', csrf.hash(secret), token),
        )
      if (!fits)
        throw new Refusal('bad-request', {
          id: csrfErrorId,
          reason: caller.csrfKnown
            ? 'The anti-forgery token is missing or does not fit the cookie.'
            : 'The anti-forgery cookie is missing; check that cookies are sent ' +
              'and that the domains match.',
        })
      return route.handle({ ...request, csrfVerified: true }, caller)
    },
  }
}
