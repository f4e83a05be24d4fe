import type { Clock } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { AttemptStore } from './attempt-store.ts'
import { withAddressStates, type AddressState } from './address-states.ts'
import { withoutUnproved } from './claim-unproved.ts'
import { StaleVersion, type Account, type IdentityStore } from './identity-store.ts'
import type { VerifiableAddress } from './identity.ts'

type Address = { readonly via: AddressChannel; readonly value: string }

const maxTries = 5

export type AddressStatusesParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  /** Stores which accounts are disputed. */
  readonly attempts: Pick<AttemptStore, 'find' | 'fail'>
  /** Ends the sessions of an identity; answers how many there were. */
  readonly endSessions: (identityId: string) => Promise<number>
  readonly clock: Clock
}

const disputed = (identityId: string) => `disputed:${identityId}`

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
   * As `verified`, for somebody who is not signed in to the account. When its addresses are
   * disputed, whoever made the account has never verified one: all credentials that they have
   * made are removed, and their sessions end.
   */
  proved(identityId: string, address: Address): Promise<Account | undefined>
  /**
   * Records that the owner of an address has verified it elsewhere, while this account, which has
   * the address too, has verified none.
   */
  dispute(account: Account, addresses: readonly Address[]): Promise<void>
  /**
   * Sets the address verified. Answers the stored account; undefined for an unknown one. Throws
   * StaleVersion when the account changes all the time.
   */
  verified(identityId: string, address: Address): Promise<Account | undefined>
}

export function createAddressStatuses({
  identities,
  attempts,
  endSessions,
  clock,
}: AddressStatusesParts): AddressStatuses {
  async function update(
    identityId: string,
    address: Address,
    change: (old: VerifiableAddress) => AddressState | undefined,
    also: (account: Account) => Account = (account) => account,
  ): Promise<Account | undefined> {
    for (let tries = 1; ; tries++) {
      const account = await identities.find(identityId)
      const old = account && addressOf(account, address)
      const state = old && change(old)
      if (!account || !state) return account
      const wanted = withAddressStates(also(account), [state], clock())
      if (wanted === account) return account
      try {
        return await identities.replace(wanted)
      } catch (error) {
        if (!(error instanceof StaleVersion) || tries === maxTries) throw error
      }
    }
  }

  return {
    sent: (identityId: string, address: Address) =>
      update(identityId, address, (old) =>
        old.status === 'pending' ? { ...address, verified: false, sent: true } : undefined,
      ),
    async proved(identityId: string, address: Address): Promise<Account | undefined> {
      const isDisputed = (await attempts.find(disputed(identityId))) !== undefined
      let isTakenOver = false
      const account = await update(
        identityId,
        address,
        (old) => (old.verified ? undefined : { ...address, verified: true }),
        (before) => {
          const after = isDisputed ? withoutUnproved(before, clock()) : before
          isTakenOver = after !== before
          return after
        },
      )
      if (isTakenOver) await endSessions(identityId)
      return account
    },

    async dispute(account: Account, addresses: readonly Address[]): Promise<void> {
      const { id, verifiableAddresses: own } = account.identity
      if (own.some(({ verified }) => verified) || !addresses.some((one) => addressOf(account, one)))
        return
      await attempts.fail(disputed(id), clock())
    },

    verified: (identityId: string, address: Address) =>
      update(identityId, address, (old) =>
        old.verified ? undefined : { ...address, verified: true },
      ),
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

/**
 * Whether an address still belongs to an account: as one to verify, one for recovery, or one to
 * which codes to sign in are sent.
 */
export function hasAddress({ identity, credentials }: Account, { via, value }: Address): boolean {
  return (
    [...identity.verifiableAddresses, ...identity.recoveryAddresses].some(
      (one) => one.via === via && one.value === value,
    ) || credentials.some(({ type, identifiers }) => type === 'code' && identifiers.includes(value))
  )
}

function addressOf(account: Account, { via, value }: Address): VerifiableAddress | undefined {
  return account.identity.verifiableAddresses.find((one) => one.via === via && one.value === value)
}
