import { withQuery } from '#lib/url.ts'
import { STATUS_CODES } from 'node:http'
import type { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { JsonObject } from '#lib/json.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { asRefusal, retryAfter, statusMessage, statusOf } from '../refusals.ts'
import type { WireError } from './wire.ts'

export type RefuseParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  /** Stores an error for the error page; returns its id. */
  readonly storeError: (error: JsonObject, caller: Caller) => Promise<string>
  /** Logs an unexpected error. */
  readonly report: (error: unknown, caller: Caller) => void
  /**
   * The response to a CSRF violation of a caller that asks for JSON: JSON (`as-requested`), or a
   * redirect to the error page (`page`).
   */
  readonly csrfViolation: 'as-requested' | 'page'
}

/** Turns a thrown error into a response; see `createRefuse`. */
export type Refuse = (thrown: unknown, caller: Caller, style: 'page' | 'answer') => Promise<Reply>

/**
 * Turns a thrown error into a response: JSON, or for a browser on a `page` route a redirect to the
 * error page.
 */
export function createRefuse(parts: RefuseParts): Refuse {
  return async (thrown, caller, style) => {
    const refusal = asRefusal(thrown, parts.render)
    if (!refusal) parts.report(thrown, caller)
    else if (refusal.cause !== undefined && refusal.kind === 'unavailable')
      parts.report(refusal, caller)
    const error = presentError(refusal, parts.places())
    const toPage =
      caller.accepts === 'html' ||
      (parts.csrfViolation === 'page' && refusal?.id === 'security_csrf_violation')
    if (style === 'page' && toPage && refusal?.kind !== 'unavailable') {
      return redirect(
        302,
        withQuery(parts.places().ui('error'), { error: await parts.storeError(error, caller) }),
      )
    }
    return json(error.code, { error }, { headers: retryAfter(refusal) })
  }
}

function presentError(refusal: Refusal | undefined, places: Places): WireError {
  if (!refusal)
    return {
      code: 500,
      status: 'Internal Server Error',
      message: statusMessage(500),
      reason: 'An unexpected problem was written to the log of the server.',
    }
  const code = statusOf[refusal.kind],
    details = detailsOf(refusal, places)
  return {
    code,
    status: STATUS_CODES[code] ?? '',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: statusMessage(code),
    ...(details ? { details } : {}),
  }
}

/** Where the user can continue. */
function detailsOf({ remedy }: Refusal, { publicUrl, pagesUrl }: Places): JsonObject | undefined {
  if (!remedy) return undefined
  if ('restart' in remedy) {
    const url = `${publicUrl}/self-service/${remedy.restart}/${remedy.type}`
    return remedy.type === 'api' ? { api: url } : { redirect_to: url }
  }
  if ('start' in remedy)
    return {
      redirect_to:
        remedy.aal === undefined
          ? `${publicUrl}/self-service/login/browser?refresh=true`
          : `${pagesUrl}/login`,
    }
  if ('goTo' in remedy) return { redirect_to: remedy.goTo }
  return undefined
}
