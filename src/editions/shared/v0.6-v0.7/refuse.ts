import { withQuery } from '#lib/url.ts'
import { STATUS_CODES } from 'node:http'
import type { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { JsonObject } from '#lib/json.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { asRefusal, retryAfter, sentenceOf, statusOf } from '../refusals.ts'
import type { WireError } from './wire.ts'

export type RefuseParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  /** Keeps an error for the error page; answers its id. */
  readonly storeError: (error: JsonObject, caller: Caller) => Promise<string>
  /** Tells an operator of a defect. */
  readonly report: (error: unknown, caller: Caller) => void
  /**
   * Whether a forged form of a caller that asks for JSON is answered with JSON, or sent to the
   * error page like any other.
   */
  readonly forgery: 'as-asked' | 'page'
}

export type Refuse = (thrown: unknown, caller: Caller, style: 'page' | 'answer') => Promise<Reply>

/** Puts what went wrong into an answer: JSON, or for a browser on a page route the error page. */
export function createRefuse(parts: RefuseParts): Refuse {
  return async (thrown, caller, style) => {
    const refusal = asRefusal(thrown, parts.render)
    if (!refusal) parts.report(thrown, caller)
    else if (refusal.cause !== undefined && refusal.kind === 'unavailable')
      parts.report(refusal, caller)
    const error = presentError(refusal, parts.places())
    const toPage =
      caller.accepts === 'html' ||
      (parts.forgery === 'page' && refusal?.id === 'security_csrf_violation')
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
      message: sentenceOf(500),
      reason: 'An unexpected problem was written to the log of the server.',
    }
  const code = statusOf[refusal.kind],
    details = detailsOf(refusal, places)
  return {
    code,
    status: STATUS_CODES[code] ?? '',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: sentenceOf(code),
    ...(details ? { details } : {}),
  }
}

/** Where somebody can go on. */
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
