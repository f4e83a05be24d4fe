// A person as rows of the reference: the very ones that were brought, as far as nothing has changed.
import type { Account } from '#identity/identity-store.ts'
import type { Credential } from '#identity/credential.ts'
import type { RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import type { Json } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import { canonical } from '#schema/canonical.ts'
import type { KeptPerson, KeptRow } from '../kept.ts'
import type { Loss } from '../losses.ts'
import { timeOf, utcText } from '../values.ts'
import type { Rows } from './cells.ts'
import { contentOf, type Content, type ContentParts } from './contents.ts'

export type RowParts = ContentParts & {
  /** The id of the network. */
  readonly network: string
  /** The ids of the types of credentials, by name. */
  readonly typeIds: ReadonlyMap<string, string>
  readonly newId: () => string
}

/** The columns of the reference have these lengths. */
const longest = { identifier: 255, address: 400, external: 64 } as const
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The times of a row; `kept`: as they were. */
const timesOf = (
  { createdAt, updatedAt }: { readonly createdAt: Timestamp; readonly updatedAt: Timestamp },
  kept: KeptRow | undefined,
) => ({
  created_at: utcText(createdAt, kept?.['created_at']),
  updated_at: utcText(updatedAt, kept?.['updated_at'] ?? kept?.['created_at']),
})

const jsonText = (value: Json, kept: string | undefined): string | null =>
  value === null ? (kept ?? null) : JSON.stringify(value)

/** Undefined for somebody who cannot be written; `tell` hears why. */
export function rowsOfPerson(
  account: Account,
  kept: KeptPerson | undefined,
  parts: RowParts,
  tell: (loss: Loss) => void,
): Rows | undefined {
  const { identity, credentials } = account,
    { id } = identity
  if (!uuid.test(id) || (identity.externalId?.length ?? 0) > longest.external) {
    tell({ kind: 'person', person: id, reason: 'the id or the external id does not fit there' })
    return undefined
  }
  const organization = identity.organizationId
  if (organization !== undefined && !uuid.test(organization))
    tell({ kind: 'note', person: id, what: organization, reason: 'organizations have UUIDs there' })
  if (identity.consents.length > 0)
    tell({
      kind: 'note',
      person: id,
      what: 'consents',
      reason: 'when terms were accepted has no place there',
    })
  const owned = { nid: parts.network, identity_id: id }
  const isWritable = ({ value }: RecoveryAddress): boolean => {
    if (value.length <= longest.address) return true
    tell({ kind: 'address', person: id, reason: 'an address is longer than they are there' })
    return false
  }
  const made = credentials.map((one) => credentialRows(one, account, kept, parts, tell))
  return {
    identities: [
      {
        id,
        nid: parts.network,
        schema_id: identity.schemaId,
        traits: JSON.stringify(identity.traits),
        state: identity.state,
        state_changed_at: stateTimeOf(identity, kept),
        metadata_public: jsonText(identity.metadataPublic, kept?.row['metadata_public']),
        metadata_admin: jsonText(identity.metadataAdmin, kept?.row['metadata_admin']),
        available_aal: levelOf(account, kept),
        organization_id:
          organization !== undefined && uuid.test(organization) ? organization : null,
        external_id: identity.externalId ?? null,
        ...timesOf(identity, kept?.row),
      },
    ],
    identity_credentials: made.flatMap((one) => one?.identity_credentials ?? []),
    identity_credential_identifiers: made.flatMap(
      (one) => one?.identity_credential_identifiers ?? [],
    ),
    identity_verifiable_addresses: identity.verifiableAddresses.filter(isWritable).map((one) => ({
      ...owned,
      ...addressOf(one, kept?.verifiable.get(one.id)),
      verified: one.verified,
      status: one.status,
      verified_at:
        one.verifiedAt === undefined
          ? null
          : utcText(one.verifiedAt, kept?.verifiable.get(one.id)?.['verified_at']),
    })),
    identity_recovery_addresses: identity.recoveryAddresses
      .filter(isWritable)
      .map((one) => ({ ...owned, ...addressOf(one, kept?.recovery.get(one.id)) })),
  }
}

/** NOTE whoever comes from a time without states has none */
const stateTimeOf = (
  { stateChangedAt, createdAt }: Account['identity'],
  kept: KeptPerson | undefined,
): string | null =>
  kept !== undefined && kept.row['state_changed_at'] === undefined && stateChangedAt === createdAt
    ? null
    : utcText(stateChangedAt, kept?.row['state_changed_at'])

/** NOTE what is null is found out there, at the next sign-in or change */
const levelOf = ({ identity }: Account, kept: KeptPerson | undefined): string | null =>
  timeOf(kept?.row['updated_at']) === identity.updatedAt
    ? (kept?.row['available_aal'] ?? null)
    : null

const addressOf = (
  { id, via, value, ...times }: RecoveryAddress | VerifiableAddress,
  kept: KeptRow | undefined,
) => ({ id, via, value: spelled(value, kept?.['value']), ...timesOf(times, kept) })

/** As it was spelled there, where that is the same. */
const spelled = (value: string, kept: string | undefined): string =>
  kept !== undefined && canonical(kept) === value ? kept : value

function credentialRows(
  credential: Credential,
  { identity: { id } }: Account,
  kept: KeptPerson | undefined,
  { typeIds, network, newId, ...parts }: RowParts,
  tell: (loss: Loss) => void,
): Pick<Rows, 'identity_credentials' | 'identity_credential_identifiers'> | undefined {
  const { type } = credential
  const lose = (kind: 'credential' | 'token', reason: string) =>
    tell({ kind, person: id, what: type, reason })
  const before = kept?.credentials.get(type)
  const content = contentOf({ credential, kept: before?.row, identityId: id, parts, lose })
  if (content === undefined) return undefined
  const typeId = typeIds.get(type)
  if (typeId === undefined) {
    lose('credential', 'there is no such way to sign in there')
    return undefined
  }
  const owned = { nid: network, identity_id: id, identity_credential_type_id: typeId }
  const credentialId = before?.row['id'] ?? newId()
  return {
    identity_credentials: [
      {
        ...owned,
        id: credentialId,
        config: JSON.stringify(content.config),
        version: content.version,
        ...timesOf(credential, before?.row),
      },
    ],
    identity_credential_identifiers: fitting(content, lose).map((identifier) => {
      const row = before?.identifiers.find(
        (one) => spelled(identifier, one['identifier']) === one['identifier'],
      )
      return {
        ...owned,
        id: row?.['id'] ?? newId(),
        identity_credential_id: credentialId,
        identifier: spelled(identifier, row?.['identifier']),
        ...timesOfIdentifier(credential, row),
      }
    }),
  }
}

/** NOTE identifiers have no times here: they are made with their credential */
const timesOfIdentifier = ({ createdAt }: Credential, row: KeptRow | undefined) => {
  const at = (name: string) => utcText(timeOf(row?.[name]) ?? createdAt, row?.[name])
  return { created_at: at('created_at'), updated_at: at('updated_at') }
}

function fitting(
  { identifiers }: Content,
  lose: (kind: 'credential', reason: string) => void,
): readonly string[] {
  const fit = identifiers.filter(({ length }) => length <= longest.identifier)
  if (fit.length < identifiers.length)
    lose('credential', 'an identifier is longer than they are there')
  return fit
}
