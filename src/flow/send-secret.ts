import type { Courier, TemplateType } from '#courier/courier.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { OneTimeCode } from '#identity/code-store.ts'
import type { OneTimeCodes } from '#identity/one-time-codes.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { MailAddress } from './mailed-method.ts'

export type SendSecretParts = {
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
}

type Mail = { readonly template: TemplateType; readonly data: JsonObject }

/** A code or link token on its way to an address that somebody has typed. */
export type Secret = {
  readonly flowId: string
  readonly kind: 'recovery' | 'verification'
  readonly code: OneTimeCode
  readonly address: MailAddress
  /** The active account that the address belongs to. */
  readonly owner: Account | undefined
  /** The message for the owner, with the secret. */
  readonly toOwner: Mail
  /** The message for an address that belongs to nobody; undefined where none is sent. */
  readonly toUnknown: Mail | undefined
}

/**
 * Stores the secret and queues the message, inside the transaction that is open. As much is stored
 * when the address belongs to nobody, so that neither answer nor time tells whether it does.
 */
export async function sendSecret(
  { addressStatuses, codes, courier }: SendSecretParts,
  { flowId, kind, code, address, owner, toOwner, toUnknown }: Secret,
): Promise<void> {
  await codes.replace(flowId, [code])
  if (!(await codes.mayBeSent(address.value))) return
  const to = { channel: address.via, recipient: address.value }
  if (owner) await courier.queue({ ...to, ...toOwner })
  else if (toUnknown && address.via === 'email') await courier.queue({ ...to, ...toUnknown })
  else await codes.pretend()
  if (owner && kind === 'verification') await addressStatuses.sent(owner.identity.id, address)
}
