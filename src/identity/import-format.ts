// An account as an import takes it: the JSON body of the admin API's create operation, plus the id.
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import { isProviderType, type CredentialType } from './credential-types.ts'
import type { Account } from './identity-store.ts'

/**
 * An account in import format. `withCredentials`: include hashed passwords and provider accounts.
 */
export function describeAccount(
  { identity, credentials }: Account,
  withCredentials: boolean,
): JsonObject {
  const { verifiableAddresses, recoveryAddresses } = identity
  const exported = withCredentials
    ? Object.fromEntries(credentials.flatMap(({ type, config }) => writeCredential(type, config)))
    : {}
  return {
    id: identity.id,
    schema_id: identity.schemaId,
    traits: identity.traits,
    state: identity.state,
    ...(identity.externalId === undefined ? {} : { external_id: identity.externalId }),
    ...(identity.organizationId === undefined ? {} : { organization_id: identity.organizationId }),
    ...(identity.metadataPublic === null ? {} : { metadata_public: identity.metadataPublic }),
    ...(identity.metadataAdmin === null ? {} : { metadata_admin: identity.metadataAdmin }),
    ...(verifiableAddresses.length === 0
      ? {}
      : {
          verifiable_addresses: verifiableAddresses.map(
            ({ value, via, verified, status, verifiedAt }) => ({
              value,
              via,
              verified,
              status,
              ...(verifiedAt === undefined ? {} : { verified_at: toRfc3339(verifiedAt) }),
            }),
          ),
        }),
    ...(recoveryAddresses.length === 0
      ? {}
      : { recovery_addresses: recoveryAddresses.map(({ value, via }) => ({ value, via })) }),
    ...(identity.consents.length === 0
      ? {}
      : { consents: identity.consents.map((one) => ({ ...one, at: toRfc3339(one.at) })) }),
    ...(Object.keys(exported).length === 0 ? {} : { credentials: exported }),
  }
}

const passwordKeys = ['hashed_password', 'use_password_migration_hook']
const providerKeys = ['provider', 'subject', 'organization', 'use_auto_link']

function writeCredential(
  type: CredentialType,
  config: JsonObject,
): readonly (readonly [string, JsonObject])[] {
  if (type === 'password') {
    const known = pick(config, passwordKeys)
    return Object.keys(known).length === 0 ? [] : [[type, { config: known }]]
  }
  const { providers } = config
  if (!isProviderType(type) || !Array.isArray(providers)) return []
  return [
    [
      type,
      {
        config: {
          providers: (providers as readonly Json[])
            .filter((one): one is JsonObject => isObject(one))
            .map((one) => pick(one, providerKeys)),
        },
      },
    ],
  ]
}

const pick = (value: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key) =>
      value[key] === undefined || value[key] === '' || value[key] === false
        ? []
        : [[key, value[key]]],
    ),
  )
