import type { FastifyRequest } from 'fastify'
import type { Caller } from '#flow/caller.ts'
import { addressCookie, lastWayCookie, type CookieSettings } from './cookies.ts'

/**
 * Method, headers and cookies of a request, for web hooks and other systems. The cookies of this
 * server are left out. The configuration decides which headers are really sent.
 */
export function requestFacts(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  own: CookieSettings | undefined,
): Caller['request'] {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[canonicalName(name)] = [value].flat()
  }
  return { method: request.method, headers, cookies: cookiesOf(request.headers.cookie, own) }
}

/** The canonical form of a header name: `user-agent` becomes `User-Agent`. */
const canonicalName = (name: string): string =>
  name.replaceAll(
    /(^|-)([a-z])/g,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  )

function cookiesOf(
  header: string | undefined,
  own: CookieSettings | undefined,
): Record<string, string> {
  const ownNames = new Set([
    ...(own ? Object.values(own).map(({ name }) => name) : []),
    addressCookie,
    lastWayCookie,
  ])
  const pairs = (header ?? '').split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('='),
      name = pair.slice(0, at).trim()
    return at > 0 && !ownNames.has(name) && !/^csrf_token_[0-9a-f]{64}$/.test(name)
      ? [[name, pair.slice(at + 1).trim()]]
      : []
  })
  return Object.fromEntries(pairs)
}
