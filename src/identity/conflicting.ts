import type { AddressChannel } from '#schema/address-channel.ts'
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

/** Whether something that has to be unique in this account belongs to another one. */
export async function isTaken(
  identities: Pick<IdentityStore, 'findByIdentifier' | 'findByAddress'>,
  { identity, credentials }: Account,
): Promise<boolean> {
  const isOfAnother = (found: Account | undefined) =>
    found !== undefined && found.identity.id !== identity.id
  for (const { type, identifiers } of credentials)
    for (const value of identifiers)
      if (isOfAnother(await identities.findByIdentifier(type, value))) return true
  for (const { value } of identity.verifiableAddresses)
    if (isOfAnother(await identities.findByAddress('verifiable', value))) return true
  for (const { value } of identity.recoveryAddresses)
    if (isOfAnother(await identities.findByAddress('recovery', value))) return true
  return false
}

/** An address that belongs to an account already. */
export type TakenAddress = {
  readonly via: AddressChannel
  readonly value: string
  readonly account: Account
}

/** What of the traits of a new account belongs to others; `names`: whether a name does. */
export type Taken = { readonly addresses: readonly TakenAddress[]; readonly names: boolean }

export const nothingTaken: Taken = { addresses: [], names: false }

/**
 * Everything of these traits that belongs to accounts. As much is looked up whatever is found. An
 * identifier is an address when the traits use it as one, and otherwise a name.
 */
export async function findTaken(
  identities: Pick<IdentityStore, 'findByIdentifier' | 'findByAddress'>,
  uses: TraitUses,
): Promise<Taken> {
  const channels = new Map(
    [...uses.verification, ...uses.recovery, ...uses.identifiers].flatMap(({ value, via }) =>
      via === undefined ? [] : [[value, via] as const],
    ),
  )
  const addresses = new Map<string, TakenAddress>()
  let names = false
  const note = (value: string, account: Account | undefined) => {
    const via = channels.get(value)
    if (!account) return
    if (via === undefined) names = true
    else addresses.set(value, { via, value, account })
  }
  for (const { type, value } of uses.identifiers)
    note(value, await identities.findByIdentifier(type, value))
  for (const { value } of uses.verification)
    note(value, await identities.findByAddress('verifiable', value))
  for (const { value } of uses.recovery)
    note(value, await identities.findByAddress('recovery', value))
  return { addresses: [...addresses.values()], names }
}
