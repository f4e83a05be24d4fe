import type { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { JsonObject } from '#lib/json.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { asRefusal, retryAfter } from '../refusals.ts'
import { presentDefect, presentError } from './error.ts'
import { csrfErrorId } from './csrf-guard.ts'
import { initPath } from './paths.ts'
import type { WireError } from './wire.ts'

export type RefuseParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  /** Stores an error for the error page of this browser; returns its id. */
  readonly storeError: (
    error: JsonObject,
    caller: Pick<Caller, 'csrfKnown' | 'csrfSecret'>,
  ) => Promise<string>
  /** Logs an unexpected error. */
  readonly report: (error: unknown, caller: Caller) => void
}

/**
 * Turns a thrown error into a response. `secret`: the CSRF secret that the browser has after this
 * response; by default its current one.
 */
export type Refuse = (
  thrown: unknown,
  caller: Caller,
  style: 'page' | 'answer',
  secret?: string,
) => Promise<Reply>

/**
 * Responds with JSON; for a browser on a `page` route, stores the error and redirects to the error
 * page, which reads it by its id.
 */
export function createRefuse({ render, places, storeError, report }: RefuseParts): Refuse {
  return async (thrown, caller, style, secret = caller.csrfSecret) => {
    const refusal = asRefusal(thrown, render)
    if (!refusal || (refusal.kind === 'unavailable' && refusal.cause !== undefined))
      report(thrown, caller)
    const isCsrfViolation = refusal?.id === csrfErrorId
    const error = refusal
      ? withRemedy(
          presentError(refusal, isCsrfViolation && style === 'page' ? 400 : undefined),
          refusal,
          places(),
        )
      : presentDefect()
    // NOTE a browser without a CSRF cookie gets one, so that it can read the stored error and its
    // next attempt succeeds
    const cookies = caller.csrfKnown
      ? []
      : [{ kind: 'renew-csrf', secret: caller.csrfSecret } as const]
    if (
      style === 'page' &&
      caller.accepts === 'html' &&
      !isCsrfViolation &&
      refusal?.kind !== 'unavailable'
    ) {
      const id = await storeError(error, { csrfKnown: true, csrfSecret: secret })
      return redirect(302, withQuery(places().ui('error'), { error: id }), { cookies })
    }
    return json(
      error.code,
      { error },
      { headers: retryAfter(refusal), ...(style === 'page' ? { cookies } : {}) },
    )
  }
}

/** Adds the URL at which the user can continue. */
function withRemedy(
  error: WireError,
  { remedy }: Refusal,
  { publicUrl, pagesUrl }: Places,
): WireError {
  if (!remedy) return error
  if ('restart' in remedy)
    return { ...error, details: { redirect_to: publicUrl + initPath(remedy.restart) } }
  // NOTE v0.2 and v0.4 have no second factors, so the built-in pages ask for it
  if ('start' in remedy && remedy.aal !== undefined)
    return { ...error, details: { redirect_to: `${pagesUrl}/login` } }
  if ('goTo' in remedy) return { ...error, details: { redirect_to: remedy.goTo } }
  return error
}
