import { Refusal } from '#errors/refusal.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { equal } from '#crypto/equal.ts'
import { isUnreachable, Untrusted } from './errors.ts'
import type { ProviderKeys } from './provider-keys.ts'

export type IdTokenCheck = {
  readonly idToken: string
  /** The nonce with which the app asked the provider for the token. */
  readonly nonce: string
  /** Whether a token of a device that knows no nonce is taken without one; it says so itself. */
  readonly nonceMayLack: boolean
  readonly issuers: readonly string[]
  readonly jwksUrl: string | undefined
  /** Client ids, for one of which the token must have been issued. */
  readonly audiences: readonly string[]
  readonly keys: ProviderKeys
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

/**
 * Verifies an ID token that an app has sent (OpenID Connect Core 1.0, 3.1.3.7) and answers its
 * claims. Throws Refusal('bad-request') for a wrong token, Untrusted when the provider has no keys,
 * Unreachable when it does not answer.
 */
export async function verifyIdToken({
  idToken,
  nonce,
  nonceMayLack,
  issuers,
  jwksUrl,
  audiences,
  keys,
  now,
}: IdTokenCheck): Promise<JsonObject> {
  if (jwksUrl === undefined) throw new Untrusted('The provider publishes no keys.')
  if (idToken.length > longest) throw notGood('it is too long')
  if (nonce === '' && !nonceMayLack) throw nonceMissing()
  const { jwtVerify, createLocalJWKSet, decodeProtectedHeader } = await import('jose')
  try {
    const { kid } = decodeProtectedHeader(idToken)
    const key = createLocalJWKSet(
      (await keys(jwksUrl, kid)) as Parameters<typeof createLocalJWKSet>[0],
    )
    const { payload } = await jwtVerify(idToken, key, {
      issuer: [...issuers],
      audience: [...audiences],
      algorithms,
      clockTolerance: toleranceS,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    guardNonce(payload as JsonObject, nonce, nonceMayLack)
    return payload as JsonObject
  } catch (error) {
    if (error instanceof Refusal || isUnreachable(error)) throw error
    throw notGood(
      'it was not issued by the provider for this application, or is not good any more',
      error,
    )
  }
}

/** Throws Refusal unless the token was made for the request that had this nonce. */
function guardNonce(payload: JsonObject, nonce: string, mayLack: boolean): void {
  const { nonce: own, nonce_supported: supported } = payload
  if (mayLack && own === undefined && (supported === false || supported === 'false')) return
  if (nonce === '') throw nonceMissing()
  if (typeof own !== 'string' || !equal(own, nonce)) throw notGood('its nonce is another')
}

/** The id of the key that a token names; undefined where it names none. */
export function keyIdOf(idToken: unknown): string | undefined {
  if (typeof idToken !== 'string' || idToken.length > longest) return undefined
  try {
    const head: unknown = JSON.parse(
      Buffer.from(idToken.split('.', 1)[0] ?? '', 'base64url').toString('utf8'),
    )
    return isObject(head) && typeof head['kid'] === 'string' ? head['kid'] : undefined
  } catch {
    return undefined
  }
}

const nonceMissing = () => notGood('id_token_nonce is missing')

const notGood = (why: string, cause?: unknown) =>
  new Refusal('bad-request', {
    reason: `The id_token cannot be taken: ${why}.`,
    ...(cause === undefined ? {} : { cause }),
  })
