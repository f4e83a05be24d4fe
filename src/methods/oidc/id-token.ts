import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import { equal } from '#crypto/equal.ts'
import { isUnreachable, Untrusted } from './errors.ts'

export type IdTokenCheck = {
  readonly idToken: string
  /** The nonce with which the app asked the provider for the token. */
  readonly nonce: string
  readonly issuers: readonly string[]
  readonly jwksUrl: string | undefined
  /** Client ids, for one of which the token must have been issued. */
  readonly audiences: readonly string[]
  readonly fetch: typeof fetch
  readonly now: number
}

/** Asymmetric ones only, since nobody but the provider has the private key. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]
const longest = 16_384
/** How much clocks may differ. */
const toleranceS = 30

const keySets = new Map<string, { readonly at: number; readonly keys: unknown }>()
const keysMs = 10 * 60_000

/**
 * Verifies an ID token that an app has sent (OpenID Connect Core 1.0, 3.1.3.7) and answers its
 * claims. Throws Refusal('bad-request') for a wrong token, Untrusted when the provider has no keys,
 * Unreachable when it does not answer.
 */
export async function verifyIdToken({
  idToken,
  nonce,
  issuers,
  jwksUrl,
  audiences,
  fetch,
  now,
}: IdTokenCheck): Promise<JsonObject> {
  if (jwksUrl === undefined) throw new Untrusted('The provider publishes no keys.')
  if (idToken.length > longest) throw notGood('it is too long')
  if (nonce === '') throw notGood('id_token_nonce is missing')
  const { jwtVerify, createLocalJWKSet, decodeProtectedHeader } = await import('jose')
  try {
    const { kid } = decodeProtectedHeader(idToken)
    const key = createLocalJWKSet(
      (await keysOf(jwksUrl, kid, fetch, now)) as Parameters<typeof createLocalJWKSet>[0],
    )
    const { payload } = await jwtVerify(idToken, key, {
      issuer: [...issuers],
      audience: [...audiences],
      algorithms,
      clockTolerance: toleranceS,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub', 'nonce'],
    })
    if (typeof payload['nonce'] !== 'string' || !equal(payload['nonce'], nonce))
      throw notGood('its nonce is another')
    return payload as JsonObject
  } catch (error) {
    if (error instanceof Refusal || isUnreachable(error)) throw error
    throw notGood(
      'it was not issued by the provider for this application, or is not good any more',
      error,
    )
  }
}

/** The keys of a provider, fetched again when a key is missing. */
async function keysOf(
  url: string,
  kid: string | undefined,
  fetch: typeof globalThis.fetch,
  now: number,
): Promise<unknown> {
  const known = keySets.get(url)
  const has = (keys: unknown) =>
    ((keys as { keys?: { kid?: string }[] }).keys ?? []).some(
      (one) => kid === undefined || one.kid === kid,
    )
  if (known && now - known.at < keysMs && now >= known.at && has(known.keys)) return known.keys
  const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual' })
  if (!answer.ok) throw new Untrusted('The provider does not tell its keys.')
  const keys: unknown = await answer.json()
  keySets.set(url, { at: now, keys })
  return keys
}

const notGood = (why: string, cause?: unknown) =>
  new Refusal('bad-request', {
    reason: `The id_token cannot be taken: ${why}.`,
    ...(cause === undefined ? {} : { cause }),
  })
