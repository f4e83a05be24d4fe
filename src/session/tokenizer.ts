// Sessions as signed tokens (JWT, RFC 7519), which others can verify by themselves.
import type { JWK } from 'jose'
import { Refusal } from '#errors/refusal.ts'
import type { Clock } from '#lib/time.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import { openedBy } from './impersonation.ts'
import type { SessionWithIdentity } from './session-store.ts'

export type TokenTemplate = {
  readonly ttlMs: number
  /** The address of the key set: base64://, file:// or http(s)://. */
  readonly jwksUrl: string
  readonly claimsMapperUrl: string | undefined
  readonly subjectSource: 'id' | 'external_id'
}

export type TokenizerParts = {
  readonly templates: () => Readonly<Record<string, TokenTemplate>>
  readonly read: (url: string) => Promise<string>
  readonly programs: Programs
  /** The public JSON of a session, as programs get it. */
  readonly present: (found: SessionWithIdentity) => Json
  readonly issuer: () => string
  readonly clock: Clock
  readonly newId: () => string
}

export type Tokenizer = {
  /**
   * Throws Refusal('bad-request') for an unknown template and for an identity without the
   * configured id, Refusal('misconfigured') when keys or program cannot be used.
   */
  tokenize(template: string, found: SessionWithIdentity): Promise<string>
  /** The public keys of all templates, for those who verify tokens (RFC 7517). */
  publicKeys(): Promise<{ readonly keys: readonly JWK[] }>
}

/** The public members of keys (RFC 7518, section 6). */
const publicMembers = [
  'kty',
  'crv',
  'x',
  'y',
  'n',
  'e',
  'kid',
  'alg',
  'use',
  'x5c',
  'x5t',
  'x5t#S256',
]

export function createTokenizer(parts: TokenizerParts): Tokenizer {
  async function keysOf({ jwksUrl }: TokenTemplate): Promise<readonly JWK[]> {
    const set: unknown = JSON.parse(await parts.read(jwksUrl))
    return isObject(set) && Array.isArray(set['keys'])
      ? (set['keys'] as unknown[]).filter(
          (key): key is JWK => isObject(key) && typeof key['kty'] === 'string',
        )
      : []
  }

  async function signingKey(template: TokenTemplate): Promise<JWK & { readonly alg: string }> {
    const keys = await keysOf(template).catch((cause: unknown) => {
      throw unusable('The keys of this template cannot be read.', cause)
    })
    const key = keys.find(
      ({ alg, use, d, k }) =>
        alg !== undefined &&
        alg !== 'none' &&
        (use === undefined || use === 'sig') &&
        (d !== undefined || k !== undefined),
    )
    if (key?.alg === undefined) throw unusable('The keys of this template hold none to sign with.')
    return { ...key, alg: key.alg }
  }

  async function mapped(
    url: string | undefined,
    found: SessionWithIdentity,
    claims: JsonObject,
  ): Promise<JsonObject> {
    if (url === undefined) return {}
    const made = await parts.programs
      .run(url, { externals: { session: parts.present(found), claims } })
      .catch((cause: unknown) => {
        if (!(cause instanceof ProgramFailed)) throw cause
        throw unusable('The claims of this template could not be made up.', cause)
      })
    const mappedClaims = isObject(made) ? made['claims'] : undefined
    if (!isObject(mappedClaims)) throw unusable('The program of this template answers no claims.')
    return mappedClaims
  }

  return {
    async tokenize(name, found) {
      const template = Object.hasOwn(parts.templates(), name) ? parts.templates()[name] : undefined
      if (!template)
        throw new Refusal('bad-request', { reason: 'There is no such template for tokens.' })
      const { session, identity } = found
      const subject = template.subjectSource === 'id' ? identity.id : identity.externalId
      if (subject === undefined)
        throw new Refusal('bad-request', {
          reason: 'This identity has no external id, which the template asks for.',
        })
      const key = await signingKey(template)
      const now = Math.floor(parts.clock() / 1000)
      const support = openedBy(session)
      const exp = now + Math.floor(template.ttlMs / 1000)
      const claims = {
        iss: parts.issuer(),
        // NOTE what support sees for a short time is over then
        exp: support ? Math.min(exp, Math.floor(session.expiresAt / 1000)) : exp,
        nbf: now,
        iat: now,
        jti: parts.newId(),
        sid: session.id,
        sub: subject,
        // who acts in the place of the subject (RFC 8693, 4.1)
        ...(support ? { act: { sub: support.id ?? support.kind } } : {}),
      }
      const { iss, ...others } = await mapped(template.claimsMapperUrl, found, claims)
      const { importJWK, SignJWT } = await import('jose')
      try {
        // NOTE a program cannot change subject, session and lifetime of a token
        const token = new SignJWT({
          ...others,
          ...claims,
          iss: typeof iss === 'string' ? iss : claims.iss,
        }).setProtectedHeader({
          alg: key.alg,
          typ: 'JWT',
          ...(key.kid === undefined ? {} : { kid: key.kid }),
        })
        return await token.sign(await importJWK(key, key.alg))
      } catch (cause) {
        throw unusable('The key of this template cannot be used.', cause)
      }
    },

    async publicKeys() {
      const sets = await Promise.all(
        Object.values(parts.templates()).map((template) => keysOf(template).catch(() => [])),
      )
      const open = sets
        .flat()
        .filter(({ kty }) => kty !== 'oct')
        .map(
          (key): JWK =>
            Object.fromEntries(
              Object.entries(key).filter(([member]) => publicMembers.includes(member)),
            ) as JWK,
        )
      return { keys: [...new Map(open.map((key) => [JSON.stringify(key), key])).values()] }
    },
  }
}

const unusable = (reason: string, cause?: unknown) =>
  new Refusal('misconfigured', { reason, cause })
