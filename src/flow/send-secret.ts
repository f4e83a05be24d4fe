import type { Courier, TemplateType } from '#courier/courier.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { Delivery, OneTimeCodes, Wanted } from '#identity/one-time-codes.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Client } from '#shield/shield.ts'
import { throttled } from './throttled.ts'

export type SendSecretParts = {
  readonly addressStatuses: AddressStatuses
  readonly codes: OneTimeCodes
  readonly courier: Courier
}

type Mail = { readonly template: TemplateType; readonly data: JsonObject }

/** A code or link token on its way to an address that somebody has typed. */
export type Secret = Omit<Wanted, 'kind' | 'identityId'> & {
  readonly kind: 'recovery' | 'verification'
  /** The active account that the address belongs to. */
  readonly owner: Account | undefined
  /** The message for the owner, with the secret. */
  readonly toOwner: (text: string) => Mail
  /** The message for an address that belongs to nobody; undefined where none is sent. */
  readonly toUnknown: Mail | undefined
}

/**
 * Stores the secret and queues the message, inside the transaction that is open. As much is stored
 * when the address belongs to nobody, so that neither answer nor time tells whether it does. Throws
 * InvalidInput when the client has asked for too many messages.
 */
export async function sendSecret(
  { addressStatuses, codes, courier }: SendSecretParts,
  { owner, toOwner, toUnknown, ...wanted }: Secret,
  client: Client,
): Promise<void> {
  const { kind, address } = wanted
  const [text] = await deliver(codes, [{ ...wanted, identityId: owner?.identity.id }], client)
  if (text === undefined) return
  const to = { channel: address.via, recipient: address.value }
  if (owner) await courier.queue({ ...to, ...toOwner(text) })
  else if (toUnknown && address.via === 'email') await courier.queue({ ...to, ...toUnknown })
  else await codes.pretend()
  if (owner && kind === 'verification') await addressStatuses.sent(owner.identity.id, address)
}

/**
 * The texts that are to be sent now, in the order of `wanted`; undefined where nothing is sent.
 * Throws InvalidInput when the client has asked for too many messages.
 */
export async function deliver(
  codes: Pick<OneTimeCodes, 'deliver'>,
  wanted: readonly Wanted[],
  client: Client,
): Promise<readonly (string | undefined)[]> {
  return (await codes.deliver(wanted, client)).map(textOf)
}

function textOf(delivery: Delivery): string | undefined {
  if (delivery.kind === 'send') return delivery.text
  if (delivery.kind === 'silent') return undefined
  throw throttled(delivery, 'messages')
}
