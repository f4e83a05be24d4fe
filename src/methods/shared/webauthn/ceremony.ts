// Checks what authenticators answer (Web Authentication level 3, 7.1 and 7.2).
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
    const { verified, registrationInfo: made } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
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
