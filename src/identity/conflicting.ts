import type { TraitUses } from '#schema/identity-schema.ts'
import type { Account, IdentityStore } from './identity-store.ts'

/**
 * The account that already has an identifier or address of these traits, and that identifier or
 * address.
 */
export async function findConflicting(
  identities: Pick<IdentityStore, 'findByIdentifier' | 'findByAddress'>,
  uses: TraitUses,
): Promise<{ readonly account: Account; readonly identifier: string } | undefined> {
  for (const { type, value } of uses.identifiers) {
    const account = await identities.findByIdentifier(type, value)
    if (account) return { account, identifier: value }
  }
  for (const { value } of uses.verification) {
    const account = await identities.findByAddress('verifiable', value)
    if (account) return { account, identifier: value }
  }
  for (const { value } of uses.recovery) {
    const account = await identities.findByAddress('recovery', value)
    if (account) return { account, identifier: value }
  }
  return undefined
}
