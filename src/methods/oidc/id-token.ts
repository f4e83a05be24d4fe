import { Refusal } from '#errors/refusal.ts'
import { outsideDeadline } from '#lib/deadline.ts'
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

const keySets = new Map<string, { readonly at: number; readonly keys: Promise<unknown> }>()
const keysMs = 10 * 60_000,
  refetchMs = 10_000

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

/**
 * The keys of a provider, fetched again when they are old or one is missing, but not more often
 * than every ten seconds, whatever keys tokens name: a stranger could make the server call the
 * provider with every request.
 */
async function keysOf(
  url: string,
  kid: string | undefined,
  fetch: typeof globalThis.fetch,
  now: number,
): Promise<unknown> {
  const known = keySets.get(url)
  // NOTE after a clock was set back the keys are as good as new
  const age = known ? Math.max(0, now - known.at) : Infinity
  if (known && age < refetchMs) return known.keys
  if (known && age < keysMs) {
    const keys = await known.keys.catch(() => undefined)
    if (keys !== undefined && has(keys, kid)) return keys
  }
  // NOTE what one request asks for is given to others, which may have more time
  const keys = outsideDeadline(() => fetchKeys(url, fetch))
  keySets.set(url, { at: now, keys })
  return keys
}

const has = (keys: unknown, kid: string | undefined): boolean =>
  ((keys as { keys?: { kid?: string }[] }).keys ?? []).some(
    (one) => kid === undefined || one.kid === kid,
  )

async function fetchKeys(url: string, fetch: typeof globalThis.fetch): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual' })
  if (!answer.ok) throw new Untrusted('The provider does not tell its keys.')
  return answer.json()
}

const notGood = (why: string, cause?: unknown) =>
  new Refusal('bad-request', {
    reason: `The id_token cannot be taken: ${why}.`,
    ...(cause === undefined ? {} : { cause }),
  })
