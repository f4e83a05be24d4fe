// The callback endpoint to which a provider returns the browser.
import type { Answer } from '#flow/federation/federation.ts'
import { redirect, type Reply } from '#http/reply.ts'
import type { Request, Route } from '#http/route.ts'

/**
 * Callback parameters that are read: OAuth 2.0 and its extensions, OAuth 1.0, and Apple's `user`,
 * which Apple sends only with the first sign-in.
 */
const parameterNames = [
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
const maxLength = 8192

/**
 * Reads a provider's response. A repeated parameter is ignored.
 */
export function readCallback({ query, params }: Request): Answer {
  const parameters: Record<string, string> = {}
  for (const name of parameterNames) {
    const value = query[name]
    if (typeof value === 'string' && value.length <= maxLength) parameters[name] = value
  }
  return { provider: params['provider'], parameters }
}

/**
 * For providers that return by a form post (`response_mode=form_post`): redirects to the same path
 * with the parameters in the query. A cross-site POST carries no SameSite=Lax cookies, the
 * redirected GET does.
 */
export const formPostRoute = (path: string, publicUrl: () => string): Route => ({
  methods: ['POST'],
  path,
  options: {},
  handle({ body, params }): Reply {
    const fields = body.kind === 'form' ? body.fields : {}
    const query = new URLSearchParams()
    for (const name of parameterNames) {
      const value = fields[name]
      if (typeof value === 'string' && value.length <= maxLength) query.set(name, value)
    }
    return redirect(
      302,
      publicUrl() +
        path.replace(':provider', encodeURIComponent(params['provider'] ?? '')) +
        `?${query.toString()}`,
    )
  },
})
