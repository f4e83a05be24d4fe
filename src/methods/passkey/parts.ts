import type { Signer } from '#crypto/signer.ts'
import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { KeyUses } from '#methods/shared/webauthn/key-use.ts'
import type { RelyingParty } from '#methods/shared/webauthn/relying-party.ts'

export type PasskeyParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly signer: Signer
  readonly keyUses: KeyUses
  readonly party: () => RelyingParty
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

export const timeoutMs = 300_000

/** A passkey knows whose it is: it is stored on the authenticator with its user handle. */
export const selection: JsonObject = {
  authenticatorAttachment: 'platform',
  requireResidentKey: true,
  residentKey: 'required',
  userVerification: 'preferred',
}

/** A user handle, which is text, as authenticators keep it. */
export const handleBytes = (handle: string): string => Buffer.from(handle).toString('base64url')
