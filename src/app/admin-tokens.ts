import type { FastifyReply, FastifyRequest } from 'fastify'
import { equal } from '#crypto/equal.ts'
import type { Signer } from '#crypto/signer.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'
import { roleNeeded } from '#http/right.ts'
import type { Request } from '#http/route.ts'
import { tokenPrefix, type Access } from '#operators/access.ts'
import { mayDo } from '#operators/role.ts'
import { admit, anybody, type Admitted } from './admitted.ts'

export type AdminGuardParts = {
  readonly settings: () => {
    /** The configured tokens, which have the role `admin`. */
    readonly tokens: readonly string[]
    /** Whether requests without a token are let in, whatever tokens there are in the database. */
    readonly staysOpen: boolean
  }
  readonly access: Pick<Access, 'find' | 'isGuarded'>
  readonly signer: Signer
}

/** Health checks need no token. */
const withoutToken = /\/health\/(?:alive|ready)$/

/**
 * A hook that lets in whoever may make a request to the administration: by a bearer token (RFC 6750,
 * section 2.1: header only) that is configured or stored and whose role is enough for the route, or
 * without one where none is asked for. Throws `Refusal('unauthorized')` and sets `WWW-Authenticate`;
 * `Refusal('forbidden')` when the role is not enough.
 */
export function createAdminGuard(parts: AdminGuardParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<undefined> => {
    if (withoutToken.test(request.routeOptions.url ?? '')) return
    const { authorization } = request.headers
    const given =
      authorization === undefined ? undefined : /^bearer +(.+)$/i.exec(authorization)?.[1]?.trim()
    const who = await administratorWith(parts, given)
    if (who === undefined) {
      reply.header(
        'www-authenticate',
        given === undefined ? 'Bearer' : 'Bearer error="invalid_token"',
      )
      throw new Refusal('unauthorized', {
        reason:
          given === undefined
            ? 'The administration asks for a token: Authorization: Bearer, ' +
              'and one of pallas.admin.tokens or of pallas tokens add.'
            : 'This is not a token of the administration, or it has expired.',
      })
    }
    if (who === anybody) return
    admit(request, who)
    const query = request.query as Request['query']
    const needed = roleNeeded(request.routeOptions.config?.options, request.method, query)
    if (!mayDo(who.role, needed))
      throw new Refusal('forbidden', {
        id: 'role_required',
        reason: `This needs the role ${needed}, and the token has the role ${who.role}.`,
      })
  }
}

async function administratorWith(
  { settings, access, signer }: AdminGuardParts,
  given: string | undefined,
): Promise<Admitted | undefined> {
  const { tokens, staysOpen } = settings()
  if (given !== undefined && isOneOf(given, tokens))
    return {
      role: 'admin',
      // NOTE signed only when something is recorded, not for every request
      get actor() {
        const id = signer.sign(`admin token ${given}`).slice(0, 12)
        return { kind: 'token' as const, id, right: 'admin' }
      },
    }
  if (given?.startsWith(tokenPrefix) === true) {
    const token = await access.find(given)
    if (!token) return undefined
    const { id, name, role } = token
    return { role, actor: { kind: 'token', id, name, right: role } }
  }
  return tokens.length === 0 && (staysOpen || !(await access.isGuarded())) ? anybody : undefined
}

/**
 * Compares the hash with every token, so that the time reveals neither which token nor how much of
 * it matched.
 */
function isOneOf(given: string, tokens: readonly string[]): boolean {
  if (tokens.length === 0) return false
  const digest = sha256(given)
  return tokens.map((token) => equal(sha256(token), digest)).includes(true)
}
