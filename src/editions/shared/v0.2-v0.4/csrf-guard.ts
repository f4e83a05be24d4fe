// Keeps foreign pages from sending anything: in front of every public operation that changes
// something.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { one, type Request, type Route } from '#http/route.ts'
import { isObject } from '#lib/json.ts'

export type ForgeryParts = {
  readonly matches: (secret: string, token: string) => boolean
  readonly hash: (secret: string) => string
  readonly fitsForm: (flowId: string, secretHash: string, token: string) => boolean
}

/** By it a refusal is known as one of this guard. */
export const forgeryId = 'security_csrf_violation'

/** The token of a request: of the form, of the JSON body, or of the header `X-CSRF-Token`. */
export function tokenOf({ body }: Request, caller: Caller): string | undefined {
  const fields: unknown =
    body.kind === 'form' ? body.fields : body.kind === 'json' ? body.value : undefined
  const token = isObject(fields) ? fields['csrf_token'] : undefined
  return typeof token === 'string' && token !== '' ? token : caller.csrfHeader
}

/**
 * The route behind the guard: it throws Refusal for what comes without the cookie of the browser
 * and a token that fits it.
 */
export function guarded(route: Route, csrf: ForgeryParts): Route {
  return {
    ...route,
    handle(request, caller) {
      const token = tokenOf(request, caller)
      const fits =
        caller.csrfKnown &&
        token !== undefined &&
        (csrf.matches(caller.csrfSecret, token) ||
          csrf.fitsForm(one(request, 'request') ?? '', csrf.hash(caller.csrfSecret), token))
      if (!fits)
        throw new Refusal('bad-request', {
          id: forgeryId,
          reason: caller.csrfKnown
            ? 'The anti-forgery token is missing or does not fit the cookie.'
            : 'The anti-forgery cookie is missing; check that cookies are sent and that the domains match.',
        })
      return route.handle({ ...request, csrfVerified: true }, caller)
    },
  }
}
