import type { Identity, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { WireAddress, WireIdentity } from './wire.ts'

export type PresentIdentity<Verifiable> = (
  identity: Identity,
  publicUrl: string,
) => WireIdentity<Verifiable>

/**
 * An identity without anything that came to identities later. Addresses are told of mail only, the
 * one kind known then.
 */
export const identityWith =
  <Verifiable>(
    verifiable: (address: VerifiableAddress) => Verifiable,
  ): PresentIdentity<Verifiable> =>
  (identity, publicUrl) => {
    const verifiables = identity.verifiableAddresses.filter(isMail).map(verifiable)
    const recovery = identity.recoveryAddresses.filter(isMail).map(presentAddress)
    return {
      id: identity.id,
      schema_id: identity.schemaId,
      schema_url: `${publicUrl}/schemas/${encodeURIComponent(identity.schemaId)}`,
      traits: identity.traits,
      ...(verifiables.length > 0 ? { verifiable_addresses: verifiables } : {}),
      ...(recovery.length > 0 ? { recovery_addresses: recovery } : {}),
      created_at: toRfc3339(identity.createdAt),
      updated_at: toRfc3339(identity.updatedAt),
    }
  }

const isMail = ({ via }: Pick<RecoveryAddress, 'via'>): boolean => via === 'email'

export function presentAddress(address: RecoveryAddress): WireAddress {
  return {
    id: address.id,
    value: address.value,
    via: address.via,
    created_at: toRfc3339(address.createdAt),
    updated_at: toRfc3339(address.updatedAt),
  }
}
