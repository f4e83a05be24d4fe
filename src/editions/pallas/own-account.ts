// What routes have in common by which people do something with their own account.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'

export type AccountCsrf = {
  mask(secret: string): string
  matches(secret: string, token: string): boolean
}

/** Whether the caller is known by a cookie, which a browser sends along by itself. */
const byCookie = ({ sessionToken, cookieToken }: Caller): boolean =>
  sessionToken === undefined && cookieToken !== undefined

/** The anti-forgery token for a browser, to be added to an answer. */
export const tokenFor = (csrf: AccountCsrf, caller: Caller): { readonly csrf_token?: string } =>
  byCookie(caller) ? { csrf_token: csrf.mask(caller.csrfSecret) } : {}

/** Ends the session of a browser that no session is left of. */
export const withoutSession = (caller: Caller) =>
  byCookie(caller) ? { cookies: [{ kind: 'end-session' as const }] } : {}

/**
 * Throws Refusal('forbidden') for a browser that another site may have made send this. `token`: from the
 * body; it may also come in the header X-CSRF-Token.
 */
export function guardForgery(csrf: AccountCsrf, caller: Caller, token: string | undefined): void {
  if (!byCookie(caller)) return
  const given = token ?? caller.csrfHeader
  if (given === undefined || !caller.knowsSecret((secret) => csrf.matches(secret, given)))
    throw new Refusal('forbidden', {
      id: 'security_csrf_violation',
      reason:
        'With a session cookie this needs the csrf_token that GET /pallas/account/activity and ' +
        'GET /pallas/account/export answer, in the body or in the header X-CSRF-Token.',
    })
}
