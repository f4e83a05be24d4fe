import type { Clock } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { withAddressStates } from './address-states.ts'
import { withoutUnproved } from './claim-unproved.ts'
import { StaleVersion, type Account, type IdentityStore } from './identity-store.ts'
import type { VerifiableAddress } from './identity.ts'
import type { UnprovedStore } from './unproved-store.ts'

export type AddressProof = {
  /** Whether it is known to be the person who has set up the account. */
  readonly by: 'its-person' | 'stranger'
  readonly purpose: AddressPurpose
  readonly verifies?: boolean
}
export type AddressPurpose = 'verification' | 'recovery' | 'login'

type Address = { readonly via: AddressChannel; readonly value: string }

const maxTries = 5

export type AddressStatusesParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  readonly unproved: UnprovedStore
  /** Ends the sessions of an identity; answers how many there were. */
  readonly endSessions: (identityId: string) => Promise<number>
  readonly clock: Clock
}

/**
 * Updates the status of addresses, inside the transaction that is open. Changes that others make
 * meanwhile are kept.
 */
export type AddressStatuses = {
  /**
   * Sets the status after a message was sent to the address; a verified address stays verified.
   */
  sent(identityId: string, address: Address): Promise<Account | undefined>
  /**
   * Stores that somebody has proved to have the address: it is verified then, unless `verifies` is
   * false. When a stranger proves the first address of an account that somebody has made for
   * themselves, everything that was set up in it is removed, and its sessions end. Answers the
   * stored account; undefined when it is gone, or does not have the address for this purpose any
   * more. Throws StaleVersion when the account changes all the time.
   */
  proved(identityId: string, address: Address, proof: AddressProof): Promise<Account | undefined>
  /**
   * Records that the owner of an address has verified it elsewhere, while this account, which has
   * the address too, has verified none.
   */
  dispute(account: Account, addresses: readonly Address[]): Promise<void>
}

export function createAddressStatuses({
  identities,
  unproved,
  endSessions,
  clock,
}: AddressStatusesParts): AddressStatuses {
  /** Answers the account as it is stored after the change; undefined when `change` does. */
  async function update(
    identityId: string,
    change: (account: Account) => Account | undefined,
  ): Promise<Account | undefined> {
    for (let tries = 1; ; tries++) {
      const account = await identities.find(identityId)
      const wanted = account && change(account)
      if (!wanted || wanted === account) return wanted
      try {
        return await identities.replace(wanted)
      } catch (error) {
        if (!(error instanceof StaleVersion) || tries === maxTries) throw error
      }
    }
  }

  return {
    sent: (identityId, address) =>
      update(identityId, (account) =>
        addressOf(account, address)?.status === 'pending'
          ? withAddressStates(account, [{ ...address, verified: false, sent: true }], clock())
          : account,
      ),

    async proved(identityId, address, { by, purpose, verifies = true }) {
      const isMarked = await unproved.isMarked(identityId)
      let isTakenOver = false
      const account = await update(identityId, (before) => {
        if (!hasAddress(before, address, purpose)) return undefined
        const claimed =
          isMarked && by === 'stranger' ? withoutUnproved(before, address, clock()) : before
        isTakenOver = claimed !== before
        return verifies ? withVerified(claimed, address, clock()) : claimed
      })
      if (account && isTakenOver) await endSessions(identityId)
      if (account && isMarked) await unproved.clear(identityId)
      return account
    },

    async dispute(account, addresses) {
      const { id, verifiableAddresses: own } = account.identity
      if (own.some(({ verified }) => verified) || !addresses.some((one) => addressOf(account, one)))
        return
      await unproved.mark(id, clock())
    },
  }
}

/** The account with this address verified; nothing is stored. */
export function withVerified(account: Account, address: Address, now: number): Account {
  return withAddressStates(
    account,
    addressOf(account, address)?.verified === false ? [{ ...address, verified: true }] : [],
    now,
  )
}

/** Whether an account still has an address for this purpose. */
export function hasAddress(
  { identity, credentials }: Account,
  { via, value }: Address,
  purpose: AddressPurpose,
): boolean {
  const isIt = (one: Address) => one.via === via && one.value === value
  const isVerifiable = identity.verifiableAddresses.some(isIt)
  if (purpose === 'verification') return isVerifiable
  if (purpose === 'recovery') return identity.recoveryAddresses.some(isIt)
  return (
    isVerifiable ||
    credentials.some(({ type, identifiers }) => type === 'code' && identifiers.includes(value))
  )
}

function addressOf(account: Account, { via, value }: Address): VerifiableAddress | undefined {
  return account.identity.verifiableAddresses.find((one) => one.via === via && one.value === value)
}
