import type { Credential } from '#identity/credential.ts'
import { isProviderType } from '#identity/credential-types.ts'
import type { Identity, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { WireAddress, WireCredential, WireIdentity, WireVerifiableAddress } from '../wire.ts'

/** An identity with its public members. */
export function presentIdentity(identity: Identity, publicUrl: string): WireIdentity {
  const { verifiableAddresses: verifiable, recoveryAddresses: recovery } = identity
  return {
    ...presentBriefly(identity),
    schema_url: `${publicUrl}/schemas/${Buffer.from(identity.schemaId).toString('base64url')}`,
    ...(verifiable.length > 0 ? { verifiable_addresses: verifiable.map(presentVerifiable) } : {}),
    ...(recovery.length > 0 ? { recovery_addresses: recovery.map(presentAddress) } : {}),
  }
}

/** An identity as in session lists: without addresses and with an empty `schema_url`. */
export function presentBriefly(identity: Identity): WireIdentity {
  return {
    id: identity.id,
    schema_id: identity.schemaId,
    schema_url: '',
    state: identity.state,
    state_changed_at: toRfc3339(identity.stateChangedAt),
    traits: identity.traits,
    metadata_public: identity.metadataPublic,
    organization_id: identity.organizationId ?? null,
    ...(identity.externalId === undefined ? {} : { external_id: identity.externalId }),
    created_at: toRfc3339(identity.createdAt),
    updated_at: toRfc3339(identity.updatedAt),
  }
}

/** A credential as JSON, without its config unless requested. */
export function presentCredential(credential: Credential, withConfig: boolean): WireCredential {
  return {
    type: credential.type,
    // NOTE a credential at providers without any of them has no list
    identifiers:
      credential.identifiers.length > 0 || !isProviderType(credential.type)
        ? credential.identifiers
        : null,
    version: credential.version,
    ...(withConfig ? { config: configOf(credential) } : {}),
    created_at: toRfc3339(credential.createdAt),
    updated_at: toRfc3339(credential.updatedAt),
  }
}

const noTokens = { initial_id_token: '', initial_access_token: '', initial_refresh_token: '' }

/** As published, every account at a provider has all tokens, empty where there is none. */
function configOf({ type, config }: Credential): JsonObject {
  const { providers } = config
  return isProviderType(type) && Array.isArray(providers)
    ? { ...config, providers: providers.map((one: JsonObject) => ({ ...noTokens, ...one })) }
    : config
}

function presentAddress(address: RecoveryAddress): WireAddress {
  return {
    id: address.id,
    value: address.value,
    via: address.via,
    created_at: toRfc3339(address.createdAt),
    updated_at: toRfc3339(address.updatedAt),
  }
}

function presentVerifiable(address: VerifiableAddress): WireVerifiableAddress {
  return {
    ...presentAddress(address),
    verified: address.verified,
    status: address.status,
    ...(address.verifiedAt === undefined ? {} : { verified_at: toRfc3339(address.verifiedAt) }),
  }
}
