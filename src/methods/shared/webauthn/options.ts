// What a page passes on to `navigator.credentials`, as JSON.
import type { JsonObject } from '#lib/json.ts'
import type { RelyingParty } from './relying-party.ts'

/** Whether the authenticator has to check who its owner is, by a PIN or the like. */
export type Verification = 'required' | 'preferred' | 'discouraged'

/** What an authenticator is to say about itself. */
export type Attestation = 'none' | 'indirect' | 'direct' | 'enterprise'

/** COSE identifiers, the best liked first: ECDSA, RSA (PKCS 1.5 and PSS), EdDSA. */
export const algorithms = [-7, -35, -36, -257, -258, -259, -37, -38, -39, -8] as const

export type CreationInput = {
  readonly party: RelyingParty
  readonly challenge: string
  readonly user: { readonly handle: string; readonly name: string }
  readonly selection: JsonObject
  readonly attestation?: Attestation
  readonly timeoutMs: number
  /** Ids of the keys that the person has already. */
  readonly exclude?: readonly string[]
}

export function creationOptions({
  party,
  challenge,
  user,
  selection,
  attestation = 'none',
  timeoutMs,
  exclude = [],
}: CreationInput): JsonObject {
  return {
    publicKey: {
      rp: {
        name: party.name,
        id: party.id,
        ...(party.icon === undefined ? {} : { icon: party.icon }),
      },
      user: { name: user.name, displayName: user.name, id: user.handle },
      challenge,
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
      timeout: timeoutMs,
      ...(exclude.length === 0 ? {} : { excludeCredentials: exclude.map(descriptor) }),
      authenticatorSelection: selection,
      ...(attestation === 'none' ? {} : { attestation }),
    },
  }
}

export type UseInput = {
  readonly party: Pick<RelyingParty, 'id'>
  readonly challenge: string
  readonly verification: Verification
  readonly timeoutMs: number
  /** Ids of the keys that will do; without them, any that the authenticator has for this service. */
  readonly allow?: readonly string[]
}

export function useOptions({
  party,
  challenge,
  verification,
  timeoutMs,
  allow = [],
}: UseInput): JsonObject {
  return {
    publicKey: {
      challenge,
      timeout: timeoutMs,
      rpId: party.id,
      ...(allow.length === 0 ? {} : { allowCredentials: allow.map(descriptor) }),
      userVerification: verification,
    },
  }
}

const descriptor = (id: string) => ({ type: 'public-key', id })
