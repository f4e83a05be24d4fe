import type { FastifyReply, FastifyRequest } from 'fastify'
import { equal } from '#crypto/equal.ts'
import type { Signer } from '#crypto/signer.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Admitted } from '#flow/caller.ts'
import { admit, anybody } from '#http/admitted.ts'
import { cookieValues, readSessionCookie } from '#http/cookies.ts'
import { roleNeeded } from '#http/right.ts'
import type { Request } from '#http/route.ts'
import { tokenPrefix, type Access } from '#operators/access.ts'
import { mayDo } from '#operators/role.ts'
import { operatorActor, type ConsoleSessions } from '#session/console-sessions.ts'

export type AdminGuardParts = {
  readonly settings: () => {
    /** The configured tokens, which have the role `admin`. */
    readonly tokens: readonly string[]
    /** Whether requests without a token are let in, whatever tokens there are in the database. */
    readonly staysOpen: boolean
  }
  readonly access: Pick<Access, 'find' | 'isGuarded'>
  readonly signer: Signer
  /** The sessions of the console, and the name of their cookie; undefined where it is not served. */
  readonly console:
    | (Pick<ConsoleSessions, 'ofToken'> & { readonly path: string; readonly cookieName: string })
    | undefined
}

/** Health checks need no token. */
const withoutToken = /\/health\/(?:alive|ready)$/

/**
 * A hook that lets in whoever may make a request to the administration, with a role that is enough for
 * the route: by a bearer token (RFC 6750, section 2.1: header only) that is configured or stored, on the
 * pages of the console by the session of an operator, or without either where none is asked for.
 * Throws `Refusal('unauthorized')` and sets `WWW-Authenticate`; `Refusal('forbidden')` when the role is
 * not enough.
 */
export function createAdminGuard(parts: AdminGuardParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<undefined> => {
    const { url = '', config } = request.routeOptions
    if (withoutToken.test(url) || config?.options?.open === true) return
    const { authorization } = request.headers
    const given =
      authorization === undefined ? undefined : /^bearer +(.+)$/i.exec(authorization)?.[1]?.trim()
    const who =
      (authorization === undefined ? await operatorOf(parts, request) : undefined) ??
      (await administratorWith(parts, given))
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
    const needed = roleNeeded(config?.options, request.method, query)
    if (!mayDo(who.role, needed))
      throw new Refusal('forbidden', {
        id: 'role_required',
        reason: who.operator
          ? `This needs the role ${needed}, and you have the role ${who.role}.`
          : `This needs the role ${needed}, and the token has the role ${who.role}.`,
      })
  }
}

/** NOTE only the console takes cookies: its forms have anti-forgery tokens, and the API has none */
async function operatorOf(
  { console }: AdminGuardParts,
  { routeOptions: { url = '' }, headers }: FastifyRequest,
): Promise<Admitted | undefined> {
  if (!console || (url !== console.path && !url.startsWith(`${console.path}/`))) return undefined
  for (const value of cookieValues(headers.cookie, console.cookieName)) {
    const operator = await console.ofToken(readSessionCookie(value)?.token)
    if (operator) return { role: operator.role, actor: operatorActor(operator), operator }
  }
  return undefined
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
