// Converts accounts to rows and back.
import type { Selectable } from 'kysely'
import type { Account } from '#identity/identity-store.ts'
import type { Credential } from '#identity/credential.ts'
import type {
  Identity,
  IdentityState,
  RecoveryAddress,
  VerifiableAddress,
} from '#identity/identity.ts'
import type { Consent } from '#identity/identity.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Row } from './engine.ts'
import type { CredentialsTable } from './tables/credentials.ts'
import type { IdentitiesTable } from './tables/identities.ts'
import { digest, fromText, optional, toKey, toText } from './text.ts'

/** Columns of an identity that is joined as `i`. */
export const identityColumns = [
  'i.id',
  'i.schema_id',
  'i.traits',
  'i.state',
  'i.state_changed_at',
  'i.external_id',
  'i.organization_id',
  'i.metadata_public',
  'i.metadata_admin',
  'i.verifiable_addresses',
  'i.recovery_addresses',
  'i.created_at',
  'i.updated_at',
  'i.version',
  'i.consents',
] as const

export function identityRow(identity: Identity): Selectable<IdentitiesTable> {
  return {
    id: toKey(identity.id),
    schema_id: toText(identity.schemaId),
    traits: JSON.stringify(identity.traits),
    state: identity.state,
    state_changed_at: identity.stateChangedAt,
    external_id: optional(identity.externalId, toText) ?? null,
    external_id_digest: optional(identity.externalId, digest) ?? null,
    organization_id: optional(identity.organizationId, toText) ?? null,
    organization_id_digest: optional(identity.organizationId, digest) ?? null,
    metadata_public: JSON.stringify(identity.metadataPublic),
    metadata_admin: JSON.stringify(identity.metadataAdmin),
    verifiable_addresses: JSON.stringify(identity.verifiableAddresses),
    recovery_addresses: JSON.stringify(identity.recoveryAddresses),
    created_at: identity.createdAt,
    updated_at: identity.updatedAt,
    version: identity.version,
    consents: identity.consents.length === 0 ? null : JSON.stringify(identity.consents),
  }
}

export function readIdentity(row: Row): Identity {
  return {
    id: fromText(row['id'] as string),
    schemaId: fromText(row['schema_id'] as string),
    traits: JSON.parse(row['traits'] as string) as JsonObject,
    state: row['state'] as IdentityState,
    stateChangedAt: row['state_changed_at'] as number,
    externalId: optional(row['external_id'] as string | null, fromText),
    organizationId: optional(row['organization_id'] as string | null, fromText),
    metadataPublic: JSON.parse(row['metadata_public'] as string) as Json,
    metadataAdmin: JSON.parse(row['metadata_admin'] as string) as Json,
    verifiableAddresses: (
      JSON.parse(row['verifiable_addresses'] as string) as VerifiableAddress[]
    ).map(readVerifiable),
    recoveryAddresses: JSON.parse(row['recovery_addresses'] as string) as RecoveryAddress[],
    consents: row['consents'] === null ? [] : (JSON.parse(row['consents'] as string) as Consent[]),
    createdAt: row['created_at'] as number,
    updatedAt: row['updated_at'] as number,
    version: row['version'] as number,
  }
}

/** JSON leaves out undefined fields; they are added again. */
export function readVerifiable({
  id,
  value,
  via,
  verified,
  status,
  verifiedAt,
  createdAt,
  updatedAt,
}: VerifiableAddress): VerifiableAddress {
  return { id, value, via, verified, status, verifiedAt, createdAt, updatedAt }
}

export function credentialRows({ identity, credentials }: Account): Selectable<CredentialsTable>[] {
  return credentials.map((credential, position) => ({
    identity_id: toKey(identity.id),
    type: credential.type,
    position,
    identifiers: JSON.stringify(credential.identifiers),
    config: JSON.stringify(credential.config),
    version: credential.version,
    created_at: credential.createdAt,
    updated_at: credential.updatedAt,
  }))
}

/** Columns of a credential that is joined as `c`; null where the identity has none. */
export const credentialColumns = [
  'c.type as credential_type',
  'c.position as credential_position',
  'c.identifiers as credential_identifiers',
  'c.config as credential_config',
  'c.version as credential_version',
  'c.created_at as credential_created_at',
  'c.updated_at as credential_updated_at',
] as const

export function readCredentials(rows: readonly Row[]): readonly Credential[] {
  const joined = rows.filter((row) => row['credential_type'] !== null)
  return joined
    .sort((a, b) => (a['credential_position'] as number) - (b['credential_position'] as number))
    .map(readCredential)
}

function readCredential(row: Row): Credential {
  return {
    type: row['credential_type'] as CredentialType,
    identifiers: JSON.parse(row['credential_identifiers'] as string) as string[],
    config: JSON.parse(row['credential_config'] as string) as JsonObject,
    version: row['credential_version'] as number,
    createdAt: row['credential_created_at'] as number,
    updatedAt: row['credential_updated_at'] as number,
  }
}
