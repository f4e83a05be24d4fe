import { Refusal } from '#errors/refusal.ts'
import { nothing, type Reply } from '#http/reply.ts'
import { queryValue, type Request, type Route } from '#http/route.ts'

/** The parameters of a link in a message. Throws like `refusePrefetch`. */
export function readLinkParameters(request: Request): {
  readonly flowId: string | undefined
  readonly token: string | undefined
  readonly code: string | undefined
} {
  refusePrefetch(request)
  return {
    flowId: queryValue(request, 'flow'),
    token: queryValue(request, 'token'),
    code: queryValue(request, 'code'),
  }
}

/**
 * Returns the request unchanged. Throws Refusal for a browser prefetch or link preview: such a
 * request must not use up the one-time token of a link.
 */
export function refusePrefetch(request: Request): Request {
  const purpose = ['sec-purpose', 'purpose', 'x-moz']
    .map((name) => String(request.headers[name] ?? ''))
    .join(' ')
  if (/prefetch|prerender|preview/i.test(purpose))
    throw new Refusal('unavailable', {
      reason: 'This address is there to be opened by its person, not to be fetched ahead.',
    })
  return request
}

/**
 * Answers HEAD with 200 and changes nothing, because link previews send HEAD requests: they must
 * not use up the one-time token of a link.
 */
export const headRoute = (path: string): Route => ({
  methods: ['HEAD'],
  path,
  options: {},
  handle: (): Reply => nothing(200),
})
