// Turns errors into pages or redirects.
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Caller } from '#flow/caller.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { errorPage } from './error-page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader, readerAt, type Reader } from './reader.ts'
import { pageReply } from './reply.ts'
import { startUrl } from './urls.ts'

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

/** Redirects those who must sign in first; all others get an error page. */
export function createPagesRefuse(parts: PagesParts) {
  /** NOTE where the database may not answer, it is not asked who reads */
  const readerOf = async (refusal: Refusal | undefined, caller: Caller): Promise<Reader> =>
    refusal === undefined || refusal.kind === 'unavailable'
      ? readerAt(parts.settings().languages, caller)
      : findReader(parts, caller)

  return async (thrown: unknown, caller: Caller): Promise<Reply> => {
    const settings = parts.settings()
    const refusal = refusalOf(thrown)
    if (!refusal || (refusal.cause !== undefined && refusal.kind === 'unavailable'))
      parts.report(thrown, caller)
    const url = refusal && remedyUrl(refusal, settings, caller)
    if (url !== undefined) return redirect(303, url)
    const status = refusal ? statusOf[refusal.kind] : 500
    const reader = await readerOf(refusal, caller)
    const page = errorPage(
      { id: refusal?.id, status, reason: refusal?.reason, reference: caller.requestId },
      settings,
      reader.speech,
    )
    return pageReply(status, page, settings, reader, caller, retryAfter(refusal))
  }
}

function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown
  return thrown instanceof InvalidInput ? new Refusal('bad-request', { cause: thrown }) : undefined
}

/** Where the browser can do what is missing. */
function remedyUrl(
  { kind, remedy }: Refusal,
  settings: PagesSettings,
  caller: Caller,
): string | undefined {
  const here = caller.url.split('?', 1)[0]
  if (kind === 'unauthorized') return startUrl('login', settings, { return_to: here })
  if (remedy && 'start' in remedy)
    return startUrl(remedy.start, settings, {
      refresh: remedy.refresh === true ? 'true' : undefined,
      aal: remedy.aal,
      return_to: remedy.returnTo ?? here,
    })
  return remedy && 'goTo' in remedy ? remedy.goTo : undefined
}

function retryAfter(refusal: Refusal | undefined): Readonly<Record<string, string>> {
  const remedy = refusal?.remedy
  return remedy && 'retryAfterMs' in remedy
    ? { 'retry-after': String(Math.max(1, Math.ceil(remedy.retryAfterMs / 1000))) }
    : {}
}
