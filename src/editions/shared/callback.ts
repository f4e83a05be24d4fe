// Where a browser comes back to from a provider.
import type { Answer } from '#flow/federation/federation.ts'
import { nothing, redirect, type Reply } from '#http/reply.ts'
import type { Request, Route } from '#http/route.ts'
import { deliberate } from './prefetch.ts'

/**
 * What providers send back: OAuth 2.0, its extensions, OAuth 1.0, and the name that Apple tells
 * once.
 */
const known = [
  'code',
  'state',
  'error',
  'error_description',
  'iss',
  'user',
  'oauth_token',
  'oauth_verifier',
  'denied',
] as const
const longest = 8192

/**
 * Throws Refusal for what fetches the address ahead of its person. A parameter that comes twice is
 * none.
 */
export function readAnswer(request: Request): Answer {
  const { query } = deliberate(request)
  const parameters: Record<string, string> = {}
  for (const name of known) {
    const value = query[name]
    if (typeof value === 'string' && value.length <= longest) parameters[name] = value
  }
  return { provider: request.params['provider'], parameters }
}

/** Looking at the address is not coming back. */
export const lookedAt = (path: string): Route => ({
  methods: ['HEAD'],
  path,
  options: {},
  handle: (): Reply => nothing(200),
})

/**
 * A provider that lets the browser post its answer is sent to the same address with a query: a post
 * from elsewhere comes without the cookies of the browser.
 */
export const postedTo = (path: string, publicUrl: () => string): Route => ({
  methods: ['POST'],
  path,
  options: {},
  handle({ body, params }): Reply {
    const fields = body.kind === 'form' ? body.fields : {}
    const query = new URLSearchParams()
    for (const name of known) {
      const value = fields[name]
      if (typeof value === 'string' && value.length <= longest) query.set(name, value)
    }
    return redirect(
      302,
      `${publicUrl()}${path.replace(':provider', encodeURIComponent(params['provider'] ?? ''))}?${query.toString()}`,
    )
  },
})
