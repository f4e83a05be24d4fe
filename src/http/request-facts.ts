import type { FastifyRequest } from 'fastify'
import type { Caller } from '#flow/caller.ts'
import type { CookieSettings } from './cookies.ts'

/**
 * What other systems may be told of a request; see Caller. Which headers they are really told is
 * for the configuration to say.
 */
export function requestFacts(
  request: FastifyRequest,
  own: CookieSettings | undefined,
): Caller['request'] {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[spelled(name)] = [value].flat()
  }
  return { method: request.method, headers, cookies: cookiesOf(request.headers.cookie, own) }
}

/** `user-agent` is `User-Agent`. */
const spelled = (name: string): string =>
  name.replaceAll(
    /(^|-)([a-z])/g,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  )

function cookiesOf(
  header: string | undefined,
  own: CookieSettings | undefined,
): Record<string, string> {
  const secret = new Set(own ? [own.session.name, own.csrf.name, own.continuity.name] : [])
  const pairs = (header ?? '').split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('='),
      name = pair.slice(0, at).trim()
    return at > 0 && !secret.has(name) && !/^csrf_token_[0-9a-f]{64}$/.test(name)
      ? [[name, pair.slice(at + 1).trim()]]
      : []
  })
  return Object.fromEntries(pairs)
}
