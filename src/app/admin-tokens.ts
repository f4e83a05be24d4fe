import type { FastifyReply, FastifyRequest } from 'fastify'
import { equal } from '#crypto/equal.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'

/** Whether the server lives and is ready may be asked by anybody. */
const open = /\/health\/(?:alive|ready)$/

/**
 * Asks every caller of the administration for one of the tokens (RFC 6750, by header only), when
 * there are any. Throws Refusal('unauthorized'), and says by `WWW-Authenticate` how it is done.
 */
export function createAdminGuard(tokens: () => readonly string[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<undefined> => {
    const all = tokens()
    if (all.length === 0 || open.test(request.routeOptions.url ?? '')) return undefined
    const given = /^bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim()
    if (given !== undefined && isOneOf(given, all)) return undefined
    reply.header(
      'www-authenticate',
      given === undefined ? 'Bearer' : 'Bearer error="invalid_token"',
    )
    throw new Refusal('unauthorized', {
      reason:
        given === undefined
          ? 'The administration asks for a token: Authorization: Bearer, and one of pallas.admin.tokens.'
          : 'This is not a token of the administration.',
    })
  }
}

/**
 * Compares with every one, and hashes, so that the time tells neither which nor how much of it was
 * right.
 */
function isOneOf(given: string, tokens: readonly string[]): boolean {
  const digest = sha256(given)
  return tokens.map((token) => equal(sha256(token), digest)).includes(true)
}
