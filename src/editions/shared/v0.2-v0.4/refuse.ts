import type { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { JsonObject } from '#lib/json.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { asRefusal, retryAfter } from '../refusals.ts'
import { presentDefect, presentError } from './error.ts'
import { forgeryId } from './csrf-guard.ts'
import { initPath } from './paths.ts'
import type { WireError } from './wire.ts'

export type RefuseParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  /** Keeps an error for the error page, for this browser; answers its id. */
  readonly keepError: (
    error: JsonObject,
    caller: Pick<Caller, 'csrfKnown' | 'csrfSecret'>,
  ) => Promise<string>
  /** Tells an operator of a defect. */
  readonly report: (error: unknown, caller: Caller) => void
}

/**
 * `secret`: that of the browser once it has this answer; the one it has now unless said otherwise.
 */
export type Refuse = (
  thrown: unknown,
  caller: Caller,
  style: 'page' | 'answer',
  secret?: string,
) => Promise<Reply>

/**
 * Puts what went wrong into an answer: JSON, or for a browser on a page route the error page, which
 * reads it by its id.
 */
export function createRefuse({ render, places, keepError, report }: RefuseParts): Refuse {
  return async (thrown, caller, style, secret = caller.csrfSecret) => {
    const refusal = asRefusal(thrown, render)
    if (!refusal || (refusal.kind === 'unavailable' && refusal.cause !== undefined))
      report(thrown, caller)
    const isForgery = refusal?.id === forgeryId
    const error = refusal
      ? withRemedy(
          presentError(refusal, isForgery && style === 'page' ? 400 : undefined),
          refusal,
          places(),
        )
      : presentDefect()
    // NOTE whoever has no cookie yet gets one, so that the next try can succeed and the error page
    // can read the error
    const cookies = caller.csrfKnown
      ? []
      : [{ kind: 'renew-csrf', secret: caller.csrfSecret } as const]
    if (
      style === 'page' &&
      caller.accepts === 'html' &&
      !isForgery &&
      refusal?.kind !== 'unavailable'
    ) {
      const id = await keepError(error, { csrfKnown: true, csrfSecret: secret })
      return redirect(302, withQuery(places().ui('error'), { error: id }), { cookies })
    }
    return json(
      error.code,
      { error },
      { headers: retryAfter(refusal), ...(style === 'page' ? { cookies } : {}) },
    )
  }
}

/** The error with the address at which it can be made good. */
function withRemedy(
  error: WireError,
  { remedy }: Refusal,
  { publicUrl, pagesUrl }: Places,
): WireError {
  if (!remedy) return error
  if ('restart' in remedy)
    return { ...error, details: { redirect_to: publicUrl + initPath(remedy.restart) } }
  // NOTE these editions cannot ask for a second factor: the pages of the server can
  if ('start' in remedy && remedy.aal !== undefined)
    return { ...error, details: { redirect_to: `${pagesUrl}/login` } }
  if ('goTo' in remedy) return { ...error, details: { redirect_to: remedy.goTo } }
  return error
}
