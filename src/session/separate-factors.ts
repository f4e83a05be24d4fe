// Which proofs of a session count as two factors. A mailbox or a phone is one factor, however often
// and for whatever it is proved.
import { sha256 } from '#crypto/tokens.ts'
import { credentialTable } from '#identity/credential-types.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { AuthenticationMethod } from './session.ts'

type Address = { readonly via: AddressChannel; readonly value: string }
type Earlier = Pick<AuthenticationMethod, 'method' | 'address'>

const handedOut = 'none'

/** An address as sessions store it. Undefined: an administrator handed out the code or link. */
export const provedAddress = (address: Address | undefined): string =>
  address ? `${address.via}:${sha256(`${address.via}:${address.value}`)}` : handedOut

const channelOf = (address: string): string => address.split(':', 1)[0] ?? ''

/**
 * Whether a code that was sent to an address proves something else than an earlier proof. After a
 * recovery it has to have come in another way: mailboxes of one person often open each other.
 */
export function isAnotherFactor({ method, address }: Earlier, proved: string): boolean {
  if (!credentialTable[method].provesAddress) return true
  // NOTE sessions of earlier versions do not say which address it was
  if (address === undefined) return false
  if (address === handedOut) return true
  return method === 'code' ? address !== proved : channelOf(address) !== channelOf(proved)
}

/** Whether a proof is a second factor beside these others. */
export function countsBeside(others: readonly Earlier[], proof: AuthenticationMethod): boolean {
  const { aal, address, method } = proof
  if (aal !== 'aal2' || !credentialTable[method].provesAddress) return true
  return others.some(
    (one) => one !== proof && address !== undefined && isAnotherFactor(one, address),
  )
}
