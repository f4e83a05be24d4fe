import type { Identity, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { WireAddress, WireIdentity, WireVerifiableAddress } from '../wire.ts'

/** `linkLifespanMs`: how long a link in a message is valid. */
export type IdentityView = { readonly publicUrl: string; readonly linkLifespanMs: number }

const isMail = ({ via }: Pick<RecoveryAddress, 'via'>): boolean => via === 'email'

/** An identity as JSON; only email addresses are listed. */
export function presentIdentity(
  identity: Identity,
  { publicUrl, linkLifespanMs }: IdentityView,
): WireIdentity {
  const verifiable = identity.verifiableAddresses
    .filter(isMail)
    .map((one) => presentVerifiable(one, linkLifespanMs))
  const recovery = identity.recoveryAddresses.filter(isMail).map(presentAddress)
  return {
    ...presentBriefly(identity),
    schema_url: `${publicUrl}/schemas/${encodeURIComponent(identity.schemaId)}`,
    ...(verifiable.length > 0 ? { verifiable_addresses: verifiable } : {}),
    ...(recovery.length > 0 ? { recovery_addresses: recovery } : {}),
  }
}

/** An identity as in a settings flow: without addresses and with an empty schema URL. */
export function presentBriefly({ id, schemaId, traits }: Identity): WireIdentity {
  return { id, schema_id: schemaId, schema_url: '', traits }
}

const presentAddress = ({ id, value, via }: RecoveryAddress): WireAddress => ({ id, value, via })

function presentVerifiable(
  address: VerifiableAddress,
  linkLifespanMs: number,
): WireVerifiableAddress {
  const { verified, verifiedAt, updatedAt } = address
  return {
    ...presentAddress(address),
    verified,
    verified_at: verifiedAt === undefined ? null : toRfc3339(verifiedAt),
    expires_at: toRfc3339(updatedAt + linkLifespanMs),
  }
}
