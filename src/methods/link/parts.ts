import type { Courier } from '#courier/courier.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'

export type LinkSettings = {
  readonly lifespanMs: number
  /** Whether a message is also sent to addresses that belong to no account. */
  readonly notifiesUnknown: {
    readonly recovery: boolean | undefined
    readonly verification: boolean | undefined
  }
}

export type LinkParts = {
  readonly identities: IdentityStore
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
  readonly settings: () => LinkSettings
  readonly clock: Clock
}
