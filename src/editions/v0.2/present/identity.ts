import type { Identity, VerifiableAddress } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { WireAddress, WireIdentity } from '../wire.ts'

/** `linkLifespanMs`: how long a link in a message is valid. */
export type IdentityView = { readonly publicUrl: string; readonly linkLifespanMs: number }

/** An identity as JSON; only email addresses are listed. */
export function presentIdentity(
  identity: Identity,
  { publicUrl, linkLifespanMs }: IdentityView,
): WireIdentity {
  const addresses = identity.verifiableAddresses
    .filter(({ via }) => via === 'email')
    .map((one) => presentAddress(one, linkLifespanMs))
  return {
    ...presentBriefly(identity),
    traits_schema_url: `${publicUrl}/schemas/${encodeURIComponent(identity.schemaId)}`,
    ...(addresses.length > 0 ? { addresses } : {}),
  }
}

/** An identity as in a settings flow: without addresses and with an empty schema URL. */
export function presentBriefly({ id, schemaId, traits }: Identity): WireIdentity {
  return { id, traits_schema_id: schemaId, traits_schema_url: '', traits }
}

function presentAddress(
  { id, value, via, verified, verifiedAt, updatedAt }: VerifiableAddress,
  linkLifespanMs: number,
): WireAddress {
  return {
    id,
    value,
    via,
    verified,
    verified_at: verifiedAt === undefined ? null : toRfc3339(verifiedAt),
    expires_at: toRfc3339(updatedAt + linkLifespanMs),
  }
}
