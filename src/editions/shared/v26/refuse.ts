import { SwitchedOff, type Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { asRefusal, retryAfter } from '../refusals.ts'
import { presentDefect, presentError } from './present/error.ts'
import type { WireError } from './wire.ts'

export type RefuseParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  /** Stores an error for the error page; returns its id. */
  readonly storeError: (error: JsonObject, caller: Caller) => Promise<string>
  /** Logs an unexpected error. */
  readonly report: (error: unknown, caller: Caller) => void
}

/**
 * Turns a thrown error into a response: JSON, or for a browser on a `page` route a redirect to the
 * error page.
 */
export function createRefuse(parts: RefuseParts) {
  return async (thrown: unknown, caller: Caller, style: 'page' | 'answer'): Promise<Reply> => {
    const refusal = asRefusal(thrown, parts.render)
    if (!refusal) parts.report(thrown, caller)
    else if (refusal.cause !== undefined && refusal.kind === 'unavailable')
      parts.report(refusal, caller)
    const error = refusal ? presentError(refusal) : presentDefect()
    const cookies: NonNullable<Reply['cookies']> =
      refusal?.remedy && 'secret' in refusal.remedy && !isFromAnotherSite(caller)
        ? [{ kind: 'renew-csrf', secret: refusal.remedy.secret }]
        : []
    // NOTE as published, also where other errors are in the response
    const isForPage = style === 'page' || thrown instanceof SwitchedOff
    if (isForPage && caller.accepts === 'html' && refusal?.kind !== 'unavailable') {
      const storedError = { ...(error as unknown as JsonObject), request: caller.requestId }
      return redirect(
        303,
        withQuery(parts.places().ui('error'), {
          id: await parts.storeError(storedError, caller),
        }),
        { cookies },
      )
    }
    // NOTE the published API sends status 400 with `code` 500 in the body
    return json(
      refusal?.kind === 'stopped' ? 400 : error.code,
      { ...withRemedy(error, refusal, parts.places()) },
      { headers: { 'ory-error-id': error.id ?? '', ...retryAfter(refusal) }, cookies },
    )
  }
}

/** Another site must not be able to make the forms that are open in a browser worthless. */
const isFromAnotherSite = ({ request }: Caller): boolean =>
  request.headers['Sec-Fetch-Site']?.[0] === 'cross-site'

function withRemedy(error: WireError, refusal: Refusal | undefined, places: Places): JsonObject {
  const remedy = refusal?.remedy
  const base = error as unknown as JsonObject
  if (!remedy) return { error: base }
  if ('restart' in remedy) {
    const init = `${places.publicUrl}/self-service/${remedy.restart}/${remedy.type}`
    const details =
      remedy.type === 'api'
        ? { api: init }
        : {
            redirect_to:
              remedy.returnTo === undefined
                ? init
                : withQuery(init, { return_to: remedy.returnTo }),
            return_to: remedy.returnTo ?? '',
          }
    return { error: { ...base, details } }
  }
  if ('start' in remedy) {
    const parameters = {
      ...(remedy.refresh === true ? { refresh: 'true' } : {}),
      ...(remedy.aal ? { aal: remedy.aal } : {}),
      ...(remedy.returnTo === undefined ? {} : { return_to: remedy.returnTo }),
    }
    const url = withQuery(`${places.publicUrl}/self-service/${remedy.start}/browser`, parameters)
    return { error: { ...base, details: { redirect_browser_to: url } }, redirect_browser_to: url }
  }
  if ('use' in remedy)
    return {
      error: base,
      use_flow_id: remedy.use,
      ...(remedy.expiredAt === undefined ? {} : { expired_at: toRfc3339(remedy.expiredAt) }),
    }
  if ('goTo' in remedy) return { error: base, redirect_browser_to: remedy.goTo }
  return { error: base }
}

export { asRefusal }
