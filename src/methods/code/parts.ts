import type { Courier } from '#courier/courier.ts'
import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'

export type CodeSettings = {
  /** Whether a code signs in by itself. */
  readonly passwordless: boolean
  readonly lifespanMs: number
  readonly maxSubmissions: number
  /** Whether people without a credential for codes may sign in with the address that is theirs. */
  readonly missingCredentialFallback: boolean
  /** Whether an unknown account is not told from a known one. */
  readonly hidesUnknown: boolean
  /** Whether a recovery shows where its code went. */
  readonly showsAddress: boolean
  /** Whether those get a message, too, whose address belongs to nobody. */
  readonly notifiesUnknown: { readonly recovery: boolean; readonly verification: boolean }
}

export type CodeParts = {
  readonly identities: IdentityStore
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
  readonly guessing: Guessing
  readonly cipher: Cipher
  readonly settings: () => CodeSettings
  readonly events: Events
  readonly clock: Clock
}
