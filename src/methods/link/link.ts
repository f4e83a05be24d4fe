// Proving that an address is one's own by opening the link that was sent to it.
import type { Courier } from '#courier/courier.ts'
import type { Method } from '#flow/method.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Clock } from '#lib/time.ts'
import { createMailedLink } from './mail.ts'

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

export function createLink(parts: LinkParts): Method {
  return {
    name: 'link',
    recovery: createMailedLink(parts, {
      kind: 'recovery',
      addresses: 'recovery',
      sent: 'recovery.link-sent',
      wrong: 'recovery.link-wrong',
      valid: 'recovery_valid',
      invalid: 'recovery_invalid',
      proves: 'link_recovery',
      url: 'RecoveryURL',
    }),
    verification: createMailedLink(parts, {
      kind: 'verification',
      addresses: 'verifiable',
      sent: 'verification.link-sent',
      wrong: 'verification.link-wrong',
      valid: 'verification_valid',
      invalid: 'verification_invalid',
      url: 'VerificationURL',
    }),
  }
}
