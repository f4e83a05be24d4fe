// Checks what authenticators answer (Web Authentication level 3, 7.1 and 7.2).
import { isObject } from '#lib/json.ts'
import type { CreationAnswer, UseAnswer } from './answer.ts'
import { algorithms, type Verification } from './options.ts'
import type { RelyingParty } from './relying-party.ts'

/** What an answer must fit. */
export type Expected = {
  readonly party: RelyingParty
  readonly isChallenge: (challenge: string) => boolean
  readonly verification: Verification
}

type Presence = {
  readonly userVerified: boolean
  readonly backupEligible: boolean
  readonly backedUp: boolean
  readonly signCount: number
}

export type NewKey = Presence & {
  /** In base64url. */
  readonly id: string
  readonly publicKey: Uint8Array
  readonly aaguid: Uint8Array
}

/** One use of a key. */
export type Use = Presence

const library = () => import('@simplewebauthn/server')

/** The key that was made; undefined for an answer that does not fit. */
export async function checkCreation(
  answer: CreationAnswer,
  expected: Expected,
): Promise<NewKey | undefined> {
  const { verifyRegistrationResponse } = await library()
  try {
    const { clientDataJSON, attestationObject } = answer.response
    if (isInForeignFrame(clientDataJSON)) return undefined
    const { verified, registrationInfo: made } = await verifyRegistrationResponse({
      response: {
        ...answer,
        response: { clientDataJSON, attestationObject: await withoutStatement(attestationObject) },
        clientExtensionResults: {},
      },
      ...common(expected),
      supportedAlgorithmIDs: [...algorithms],
    })
    if (!verified || !made || made.credential.id !== answer.id) return undefined
    return {
      id: made.credential.id,
      publicKey: made.credential.publicKey,
      aaguid: Buffer.from(made.aaguid.replaceAll('-', ''), 'hex'),
      userVerified: made.userVerified,
      backupEligible: made.credentialDeviceType === 'multiDevice',
      backedUp: made.credentialBackedUp,
      signCount: made.credential.counter,
    }
  } catch {
    // NOTE the library throws for everything that does not fit
    return undefined
  }
}

/** The use of a key; undefined for an answer that does not fit. The counter is not compared. */
export async function checkUse(
  answer: UseAnswer,
  key: { readonly id: string; readonly publicKey: Uint8Array<ArrayBuffer> },
  expected: Expected,
): Promise<Use | undefined> {
  const { verifyAuthenticationResponse } = await library()
  try {
    if (isInForeignFrame(answer.response.clientDataJSON)) return undefined
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      ...common(expected),
      credential: { id: key.id, publicKey: key.publicKey, counter: 0 },
    })
    if (!verified) return undefined
    return {
      userVerified: info.userVerified,
      backupEligible: info.credentialDeviceType === 'multiDevice',
      backedUp: info.credentialBackedUp,
      signCount: info.newCounter,
    }
  } catch {
    return undefined
  }
}

/**
 * The object with the statement of kind `none`. No form asks for a statement of who made the
 * authenticator, and nothing depends on one, so that whoever wants to leaves it out.
 * NOTE the library checks a statement by requests to addresses in its certificates, which come from
 * strangers
 */
async function withoutStatement(attestationObject: string): Promise<string> {
  const { decodeAttestationObject, isoCBOR } = await import('@simplewebauthn/server/helpers')
  const object = decodeAttestationObject(Buffer.from(attestationObject, 'base64url'))
  const plain = new Map<string, string | Uint8Array | Map<string, never>>([
    ['fmt', 'none'],
    ['attStmt', new Map<string, never>()],
    ['authData', object.get('authData')],
  ])
  return Buffer.from(isoCBOR.encode(plain)).toString('base64url')
}

/**
 * Whether the page stood in a frame of a page of another origin, which may lay something over it
 * (7.1, step 10; 7.2, step 13). The library leaves it to us.
 */
function isInForeignFrame(clientDataJSON: string): boolean {
  const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
  return isObject(data) && data['crossOrigin'] === true
}

const common = ({ party, isChallenge, verification }: Expected) => ({
  expectedChallenge: isChallenge,
  expectedOrigin: [...party.origins],
  expectedRPID: party.id,
  requireUserVerification: verification === 'required',
})

/**
 * Whether a key may have been copied: its counter must grow with every use, unless it counts
 * nothing (7.2, step 22).
 */
export const looksCopied = (before: number, after: number): boolean =>
  (before > 0 || after > 0) && after <= before
