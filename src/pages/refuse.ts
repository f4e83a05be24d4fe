// What went wrong, as a page.
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Caller } from '#flow/caller.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { startUrl } from './urls.ts'
import type { PagesParts } from './parts.ts'
import { errorPage } from './error-page.ts'
import { pageReply } from './reply.ts'

const statusOf = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'browser-redirect': 422,
  'too-many': 429,
  misconfigured: 500,
  stopped: 500,
  upstream: 502,
  unavailable: 503,
} satisfies Record<RefusalKind, number>

/** Who has to sign in first is sent there, and comes back; the rest is told what happened. */
export function createPagesRefuse(parts: PagesParts) {
  return (thrown: unknown, caller: Caller): Reply => {
    const settings = parts.settings()
    const refusal =
      thrown instanceof Refusal
        ? thrown
        : thrown instanceof InvalidInput
          ? new Refusal('bad-request', { cause: thrown })
          : undefined
    if (!refusal || (refusal.cause !== undefined && refusal.kind === 'unavailable'))
      parts.report(thrown, caller)
    const remedy = refusal?.remedy
    const here = caller.url.split('?', 1)[0]
    if (refusal?.kind === 'unauthorized')
      return redirect(303, startUrl('login', settings, { return_to: here }))
    if (remedy && 'start' in remedy)
      return redirect(
        303,
        startUrl(remedy.start, settings, {
          refresh: remedy.refresh === true ? 'true' : undefined,
          aal: remedy.aal,
          return_to: remedy.returnTo ?? here,
        }),
      )
    if (remedy && 'goTo' in remedy) return redirect(303, remedy.goTo)
    const status = refusal ? statusOf[refusal.kind] : 500
    const wait =
      remedy && 'retryAfterMs' in remedy
        ? { 'retry-after': String(Math.max(1, Math.ceil(remedy.retryAfterMs / 1000))) }
        : {}
    return pageReply(
      status,
      errorPage(
        { id: refusal?.id, status, reason: refusal?.reason, reference: caller.requestId },
        settings,
      ),
      settings,
      wait,
    )
  }
}
