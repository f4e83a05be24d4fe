import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { FlowHook } from '#flow/hooks.ts'
import type { AddressChangeWaiting } from '#flow/verification/address-change.ts'
import { holdingHook } from '#flow/verification/finish-change.ts'
import { takenProblem } from '#identity/accounts.ts'
import { isTaken } from '#identity/conflicting.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import { message } from '#messages/message.ts'

export type VerifyNewAddressParts = {
  readonly addressChange: AddressChangeWaiting
  readonly identities: Pick<IdentityStore, 'findByIdentifier' | 'findByAddress'>
}

/**
 * Has a change of the profile with a new address wait until that address is verified: what is stored
 * stays as it is until then.
 */
export function verifyNewAddress({ addressChange, identities }: VerifyNewAddressParts): FlowHook {
  return {
    name: holdingHook,
    flows: ['settings'],
    runs: 'where-listed',
    async after({ flow, caller, method, account, accountBefore: before, session, csrfSecret }) {
      const [address, ...more] = before ? newAddresses(before, account) : []
      if (!before || !session || !address) return undefined
      if (await isTaken(identities, account)) throw new InvalidInput([takenProblem])
      if (more.length > 0) return { holds: { says: message('settings.one-address') } }
      const { via, value } = address
      const wanted = { before, account, address: { via, value }, flow, session, method }
      return {
        holds: {},
        async persist() {
          const followUp = await addressChange.wait(wanted, caller, csrfSecret)
          if (!followUp)
            throw new Refusal('misconfigured', {
              reason: 'A new address has to be verified, and verification is switched off.',
            })
          return [followUp]
        },
      }
    },
  }
}

/** The addresses that the account had not before. */
function newAddresses(before: Account, after: Account): readonly VerifiableAddress[] {
  const known = new Set(
    before.identity.verifiableAddresses.map(({ via, value }) => `${via}:${value}`),
  )
  return after.identity.verifiableAddresses.filter(
    ({ via, value, verified }) => !verified && !known.has(`${via}:${value}`),
  )
}
