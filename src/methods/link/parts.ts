import type { Courier } from '#courier/courier.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'

export type LinkSettings = {
  readonly lifespanMs: number
  /** Whether those get a message, too, whose address belongs to nobody. */
  readonly notifiesUnknown: { readonly recovery: boolean; readonly verification: boolean }
}

export type LinkParts = {
  readonly identities: IdentityStore
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
  readonly settings: () => LinkSettings
  readonly clock: Clock
}
