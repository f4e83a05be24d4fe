import type { Timestamp } from '#lib/time.ts'
import { canonical } from '#schema/canonical.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Account } from './identity-store.ts'
import type { VerifiableAddress } from './identity.ts'

/** What an administrator says about an address: whether its owner has verified it. */
export type AddressState = {
  readonly via: AddressChannel
  readonly value: string
  readonly verified: boolean
  /** When it was verified; now when left out. */
  readonly verifiedAt?: Timestamp | 'unknown' | undefined
  /** Whether a message was sent to the unverified address. */
  readonly sent?: boolean
}

/**
 * Sets the states of addresses of an account. Addresses follow from the traits: the state of any
 * other address is ignored.
 */
export function withAddressStates(
  account: Account,
  states: readonly AddressState[],
  now: Timestamp,
): Account {
  if (states.length === 0) return account
  const byAddress = new Map(
    states.map((state) => [`${state.via} ${canonical(state.value)}`, state]),
  )
  const verifiableAddresses = account.identity.verifiableAddresses.map((address) => {
    const state = byAddress.get(`${address.via} ${address.value}`)
    return state === undefined ? address : withState(address, state, now)
  })
  const same = verifiableAddresses.every(
    (address, at) => address === account.identity.verifiableAddresses[at],
  )
  return same
    ? account
    : { ...account, identity: { ...account.identity, verifiableAddresses, updatedAt: now } }
}

function withState(
  address: VerifiableAddress,
  { verified, verifiedAt, sent }: AddressState,
  now: Timestamp,
): VerifiableAddress {
  if (!verified) {
    const status =
      sent === undefined
        ? address.status === 'completed'
          ? 'pending'
          : address.status
        : sent
          ? 'sent'
          : 'pending'
    return address.verified || status !== address.status
      ? { ...address, verified: false, status, verifiedAt: undefined, updatedAt: now }
      : address
  }
  const since =
    verifiedAt === 'unknown' ? address.verifiedAt : (verifiedAt ?? address.verifiedAt ?? now)
  return address.verified && since === address.verifiedAt
    ? address
    : { ...address, verified: true, status: 'completed', verifiedAt: since, updatedAt: now }
}
