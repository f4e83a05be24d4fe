import { Refusal } from '#errors/refusal.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import { credentialOf, identifiersFor, type Accounts } from './accounts.ts'
import { withAddressStates, type AddressState } from './address-states.ts'
import { importedCredential, type PreparedCredential } from './imports.ts'
import type { Account } from './identity-store.ts'
import type { IdentityState } from './identity.ts'

/** What changes; what is left out stays as it is. Null removes a value. */
export type IdentityChanges = {
  readonly schemaId?: string
  readonly traits?: JsonObject
  readonly state?: IdentityState
  readonly externalId?: string | null
  readonly organizationId?: string | null
  readonly metadataPublic?: Json
  readonly metadataAdmin?: Json
  readonly addressStates?: readonly AddressState[]
  readonly credentials?: readonly PreparedCredential[]
  /** Removes the password; its identifiers stay reserved. */
  readonly withoutPassword?: boolean
}

export type ChangeParts = {
  readonly accounts: Accounts
  readonly schemas: () => IdentitySchemas
  readonly clock: Clock
}

/**
 * Applies changes to an account; answers the same account when there are none. Throws Refusal for
 * an unknown schema, InvalidInput for traits that do not fit it.
 */
export function createChanges({ accounts, schemas, clock }: ChangeParts) {
  function withTraits(account: Account, { schemaId, traits }: IdentityChanges): Account {
    if (schemaId === undefined && traits === undefined) return account
    const schema = knownSchema(schemas(), schemaId ?? account.identity.schemaId)
    return accounts.withTraits(account, schema, traits ?? account.identity.traits)
  }

  function withCredentials(account: Account, credentials: readonly PreparedCredential[]): Account {
    return credentials.reduce(
      (changed, prepared) =>
        accounts.withCredential(
          changed,
          importedCredential(prepared, passwordIdentifiers(changed), changed),
        ),
      account,
    )
  }

  /** The identifiers that the credential has already, or else those of the traits. */
  function passwordIdentifiers(account: Account): readonly string[] {
    const schema = schemas().find(account.identity.schemaId)
    return (
      credentialOf(account, 'password')?.identifiers ??
      (schema ? identifiersFor('password', schema.read(account.identity.traits)) : [])
    )
  }

  function withFacts(
    account: Account,
    { externalId, organizationId, metadataPublic, metadataAdmin }: IdentityChanges,
  ): Account {
    if (
      [externalId, organizationId, metadataPublic, metadataAdmin].every((one) => one === undefined)
    )
      return account
    const { identity } = account
    return {
      ...account,
      identity: {
        ...identity,
        externalId: externalId === undefined ? identity.externalId : (externalId ?? undefined),
        organizationId:
          organizationId === undefined ? identity.organizationId : (organizationId ?? undefined),
        metadataPublic: metadataPublic === undefined ? identity.metadataPublic : metadataPublic,
        metadataAdmin: metadataAdmin === undefined ? identity.metadataAdmin : metadataAdmin,
        updatedAt: clock(),
      },
    }
  }

  return {
    withCredentials,
    apply(account: Account, changes: IdentityChanges): Account {
      const described = withFacts(withTraits(account, changes), changes)
      const placed =
        changes.state === undefined ? described : accounts.withState(described, changes.state)
      const addressed =
        changes.addressStates === undefined
          ? placed
          : withAddressStates(placed, changes.addressStates, clock())
      const without =
        changes.withoutPassword === true ? accounts.withoutSecret(addressed, 'password') : addressed
      return changes.credentials === undefined
        ? without
        : withCredentials(without, changes.credentials)
    },
  }
}

/** Throws Refusal for an unknown schema. */
export function knownSchema(schemas: IdentitySchemas, id: string): IdentitySchema {
  const schema = schemas.find(id)
  if (!schema)
    throw new Refusal('bad-request', { reason: 'There is no identity schema with this id.' })
  return schema
}
