import type { Courier } from '#courier/courier.ts'
import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { TakenSignUp } from '#flow/registration/taken.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'
import type { Shield } from '#shield/shield.ts'

export type CodeSettings = {
  /** Whether whoever confirms who they are chooses among the addresses of their account. */
  readonly choosesAddressOnRefresh: boolean
  /** Whether codes can be sent by text message. */
  readonly hasSms: boolean
  /** Whether a code alone signs in. */
  readonly passwordless: boolean
  /** Whether codes are the second factor. */
  readonly secondFactor: boolean
  readonly lifespanMs: number
  readonly maxSubmissions: number
  /**
   * Whether codes for signing in may go to all verifiable addresses of an account, where its
   * credential names none, or others.
   */
  readonly missingCredentialFallback: boolean
  /** Whether unknown accounts are treated like known ones. */
  readonly hidesUnknown: boolean
  /** Whether a recovery shows where its code was sent. */
  readonly showsAddress: boolean
  /** Whether a message is also sent to addresses that belong to no account. */
  readonly notifiesUnknown: {
    readonly recovery: boolean | undefined
    readonly verification: boolean | undefined
  }
}

export type CodeParts = {
  readonly identities: IdentityStore
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
  readonly shield: Shield
  readonly cipher: Cipher
  readonly takenSignUp: Pick<TakenSignUp, 'tell'>
  readonly settings: () => CodeSettings
  readonly events: Events
  readonly clock: Clock
}
