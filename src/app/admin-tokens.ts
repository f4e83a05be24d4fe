import type { FastifyReply, FastifyRequest } from 'fastify'
import { equal } from '#crypto/equal.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'

/** Health checks need no token. */
const withoutToken = /\/health\/(?:alive|ready)$/

/**
 * A hook that requires one of the configured bearer tokens (RFC 6750, section 2.1: header only) on
 * every admin request, if any are configured. Throws `Refusal('unauthorized')` and sets
 * `WWW-Authenticate`.
 */
export function createAdminGuard(tokens: () => readonly string[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<undefined> => {
    const all = tokens()
    if (all.length === 0 || withoutToken.test(request.routeOptions.url ?? '')) return undefined
    const given = /^bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim()
    if (given !== undefined && isOneOf(given, all)) return undefined
    reply.header(
      'www-authenticate',
      given === undefined ? 'Bearer' : 'Bearer error="invalid_token"',
    )
    throw new Refusal('unauthorized', {
      reason:
        given === undefined
          ? 'The administration asks for a token: Authorization: Bearer, ' +
            'and one of pallas.admin.tokens.'
          : 'This is not a token of the administration.',
    })
  }
}

/**
 * Compares the hash with every token, so that the time reveals neither which token nor how much of
 * it matched.
 */
function isOneOf(given: string, tokens: readonly string[]): boolean {
  const digest = sha256(given)
  return tokens.map((token) => equal(sha256(token), digest)).includes(true)
}
