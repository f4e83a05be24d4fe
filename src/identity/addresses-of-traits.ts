// Addresses as the traits of an identity say them.
import { isEmail } from '#schema/email.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { TraitUses } from '#schema/identity-schema.ts'
import { e164 } from '#schema/phone.ts'
import type { RecoveryAddress, VerifiableAddress } from './identity.ts'

/** Those that remain keep their state; new ones are unverified. */
export function verifiable(
  old: readonly VerifiableAddress[],
  uses: TraitUses,
  now: number,
  newId: () => string,
): readonly VerifiableAddress[] {
  return uses.verification.map(
    ({ via, value }) =>
      old.find((one) => one.via === via && one.value === value) ?? {
        id: newId(),
        value,
        via,
        verified: false,
        status: 'pending',
        verifiedAt: undefined,
        createdAt: now,
        updatedAt: now,
      },
  )
}

export function recovery(
  old: readonly RecoveryAddress[],
  uses: TraitUses,
  now: number,
  newId: () => string,
): readonly RecoveryAddress[] {
  return uses.recovery.map(
    ({ via, value }) =>
      old.find((one) => one.via === via && one.value === value) ?? {
        id: newId(),
        value,
        via,
        createdAt: now,
        updatedAt: now,
      },
  )
}

/** The uses of traits that were not checked: messages are sent to addresses only. */
export function reachable(uses: TraitUses): TraitUses {
  const isAddress = ({ via, value }: { readonly via: AddressChannel; readonly value: string }) =>
    via === 'email' ? isEmail(value) : e164(value) !== undefined
  return {
    ...uses,
    verification: uses.verification.filter(isAddress),
    recovery: uses.recovery.filter(isAddress),
  }
}
