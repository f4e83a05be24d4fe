import { Refusal } from '#errors/refusal.ts'
import { one, type Request } from '#http/route.ts'

/** What a mailed link brings. Throws as `deliberate`. */
export function readOpening(request: Request): {
  readonly flowId: string | undefined
  readonly token: string | undefined
  readonly code: string | undefined
} {
  deliberate(request)
  return { flowId: one(request, 'flow'), token: one(request, 'token'), code: one(request, 'code') }
}

/**
 * The request itself. Throws Refusal for what fetches a mailed link ahead of its person: nothing
 * must be used up then.
 */
export function deliberate(request: Request): Request {
  const purpose = ['sec-purpose', 'purpose', 'x-moz']
    .map((name) => String(request.headers[name] ?? ''))
    .join(' ')
  if (/prefetch|prerender|preview/i.test(purpose))
    throw new Refusal('unavailable', {
      reason: 'This address is there to be opened by its person, not to be fetched ahead.',
    })
  return request
}
