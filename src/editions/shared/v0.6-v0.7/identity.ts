import type { Identity, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { WireAddress, WireIdentity } from './wire.ts'

export type PresentIdentity<Verifiable> = (
  identity: Identity,
  publicUrl: string,
) => WireIdentity<Verifiable>

/**
 * Presents an identity with the members that v0.6 and v0.7 have. Only email addresses are listed;
 * these editions know no other channel.
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

/** An address with its published members. */
export function presentAddress(address: RecoveryAddress): WireAddress {
  return {
    id: address.id,
    value: address.value,
    via: address.via,
    created_at: toRfc3339(address.createdAt),
    updated_at: toRfc3339(address.updatedAt),
  }
}
