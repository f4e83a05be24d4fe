import type { Clock } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { AttemptStore } from './attempt-store.ts'
import { withAddressStates, type AddressState } from './address-states.ts'
import { withoutUnproved } from './claim-unproved.ts'
import { StaleVersion, type Account, type IdentityStore } from './identity-store.ts'
import type { VerifiableAddress } from './identity.ts'

type Address = { readonly via: AddressChannel; readonly value: string }

const mostTries = 5

export type AddressStatuses = ReturnType<typeof createAddressStatuses>

/**
 * Writes down what becomes known of an address, inside the transaction that is open; what others
 * change meanwhile is kept.
 */
export type AddressStatusesParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  /** Keeps what is disputed. */
  readonly attempts: Pick<AttemptStore, 'find' | 'fail'>
  /** Of an identity; answers how many. */
  readonly endSessions: (identityId: string) => Promise<number>
  readonly clock: Clock
}

const disputed = (identityId: string) => `disputed:${identityId}`

export function createAddressStatuses({
  identities,
  attempts,
  endSessions,
  clock,
}: AddressStatusesParts) {
  async function note(
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
        if (!(error instanceof StaleVersion) || tries === mostTries) throw error
      }
    }
  }

  return {
    /** A message is under way to it. One that is verified stays so. */
    sent: (identityId: string, address: Address) =>
      note(identityId, address, (old) =>
        old.status === 'pending' ? { ...address, verified: false, sent: true } : undefined,
      ),
    /**
     * As `verified`, by somebody who comes from outside the account. Where its address is disputed,
     * whoever made the account has never proved it: they lose every way in, and are signed out.
     */
    async proved(identityId: string, address: Address): Promise<Account | undefined> {
      const isDisputed = (await attempts.find(disputed(identityId))) !== undefined
      let isTakenOver = false
      const account = await note(
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

    /**
     * Somebody else has proved elsewhere that an address of this account is theirs, while its maker
     * has proved none.
     */
    async dispute(account: Account, addresses: readonly Address[]): Promise<void> {
      const { id, verifiableAddresses: own } = account.identity
      if (own.some(({ verified }) => verified) || !addresses.some((one) => addressOf(account, one)))
        return
      await attempts.fail(disputed(id), clock())
    },

    /**
     * Its owner has proved that it is theirs. Answers the account as it is then; undefined when
     * there is none. Throws StaleVersion when it changes all the time.
     */
    verified: (identityId: string, address: Address) =>
      note(identityId, address, (old) =>
        old.verified ? undefined : { ...address, verified: true },
      ),
  }
}

/** An account of which this address is known to be its owner's; nothing is stored. */
export function withVerified(account: Account, address: Address, now: number): Account {
  return withAddressStates(
    account,
    addressOf(account, address)?.verified === false ? [{ ...address, verified: true }] : [],
    now,
  )
}

function addressOf(account: Account, { via, value }: Address): VerifiableAddress | undefined {
  return account.identity.verifiableAddresses.find((one) => one.via === via && one.value === value)
}
