import type { Signer } from '#crypto/signer.ts'
import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { KeyUses } from '#methods/shared/webauthn/key-use.ts'
import type { RelyingParty } from '#methods/shared/webauthn/relying-party.ts'
import type { Shield } from '#shield/shield.ts'

export type WebauthnParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly signer: Signer
  readonly keyUses: KeyUses
  readonly shield: Shield
  readonly settings: () => WebauthnSettings
  /** Whether somebody with this account could sign in. */
  readonly canSignIn: (account: Account) => boolean
  /** Random bytes in base64url. */
  readonly random: (bytes: number) => string
  readonly newId: () => string
  readonly events: Events
  readonly clock: Clock
}

export type WebauthnSettings = {
  /** Whether new keys are enough to sign in; otherwise they are second factors. */
  readonly passwordless: boolean
  readonly party: RelyingParty
  /** Whether an unknown identifier must look like a known one. */
  readonly hidesUnknown: boolean
}

export const timeoutMs = 120_000
export const verification = 'discouraged'
export const selection: JsonObject = { userVerification: verification }
