import type { Signer } from '#crypto/signer.ts'
import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { KeyUses } from '#methods/shared/webauthn/key-use.ts'
import type { Attestation, CreationInput, Verification } from '#methods/shared/webauthn/options.ts'
import type { RelyingParty } from '#methods/shared/webauthn/relying-party.ts'

export type PasskeyParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly signer: Signer
  readonly keyUses: KeyUses
  readonly party: () => RelyingParty
  readonly options: () => PasskeyOptions
  /** Whether security keys are enough to sign in: some of them know whose they are, too. */
  readonly takesSecurityKeys: () => boolean
  /** Whether somebody with this account could sign in. */
  readonly canSignIn: (account: Account) => boolean
  /** Random bytes in base64url. */
  readonly random: (bytes: number) => string
  readonly newId: () => string
  readonly events: Events
  readonly clock: Clock
}

/** What is asked of authenticators, as configured. */
export type PasskeyOptions = {
  readonly attachment: 'platform' | 'cross-platform'
  readonly residentKey: Verification
  readonly verification: Verification
  readonly attestation: Attestation
  readonly timeoutsMs: { readonly registration: number; readonly login: number }
}

/** A passkey knows whose it is: it is stored on the authenticator with its user handle. */
export const defaultOptions: PasskeyOptions = {
  attachment: 'platform',
  residentKey: 'required',
  verification: 'preferred',
  attestation: 'none',
  timeoutsMs: { registration: 300_000, login: 300_000 },
}

/** The part of a registration's options that says which authenticators will do. */
export const creationOf = ({
  attachment,
  residentKey,
  verification,
  attestation,
  timeoutsMs,
}: PasskeyOptions): Pick<CreationInput, 'selection' | 'attestation' | 'timeoutMs'> => ({
  selection: {
    authenticatorAttachment: attachment,
    requireResidentKey: residentKey === 'required',
    residentKey,
    userVerification: verification,
  },
  attestation,
  timeoutMs: timeoutsMs.registration,
})

/** A user handle, which is text, as authenticators keep it. */
export const handleBytes = (handle: string): string => Buffer.from(handle).toString('base64url')
