// Reads the bodies that describe identities.
import type { IdentityUpdate } from '#identity/administration.ts'
import type { AddressState } from '#identity/address-states.ts'
import type { NewIdentity } from '#identity/prepare.ts'
import type { Request } from '#http/route.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import {
  fieldsOf,
  jsonOf,
  listOf,
  objectOf,
  oneOf,
  textField,
  timeOf,
  uuidOf,
  valueOf,
  badRequest,
  booleanOf,
  type Fields,
} from '../../fields.ts'
import { importedCredentials } from './read-credentials.ts'

const commonKeys = [
  'schema_id',
  'traits',
  'state',
  'metadata_public',
  'metadata_admin',
  'external_id',
  'organization_id',
  'credentials',
]
export const newIdentityKeys = [...commonKeys, 'verifiable_addresses', 'recovery_addresses']
export const addressKeys = ['id', 'value', 'via', 'created_at', 'updated_at']
export const verifiableKeys = [...addressKeys, 'verified', 'status', 'verified_at']
export const channels = ['email', 'sms'] as const
export const states = ['active', 'inactive'] as const
export const statuses = ['pending', 'sent', 'completed'] as const
/** Length limit of an external id in characters, so that it always fits into a URL. */
export const maxExternalIdLength = 1024

/** Reads a new identity from the request body. */
export const readNewIdentity = ({ body }: Request): NewIdentity => newIdentity(jsonOf(body), '')

/** Reads a new identity. `at`: its path in the body, for error messages. Throws Refusal. */
export function newIdentity(value: unknown, at: string): NewIdentity {
  const fields = fieldsOf(value, newIdentityKeys, at)
  const externalId = textField(fields, 'external_id', maxExternalIdLength),
    organizationId = uuidOf(fields, 'organization_id')
  const state = oneOf(fields, 'state', states),
    credentials = objectOf(fields, 'credentials')
  listOf(fields, 'recovery_addresses', readAddress)
  return {
    schemaId: textField(fields, 'schema_id') || undefined,
    traits: traitsOf(fields),
    metadataPublic: metadata(fields, 'metadata_public'),
    metadataAdmin: metadata(fields, 'metadata_admin'),
    addressStates: readAddressStates(fields),
    ...(state === undefined ? {} : { state }),
    ...(externalId ? { externalId } : {}),
    ...(organizationId === undefined ? {} : { organizationId }),
    ...(credentials === undefined
      ? {}
      : { credentials: importedCredentials(credentials, pathOf(at, 'credentials')) }),
  }
}

/** Reads the replacement of an identity. Metadata and external id are removed when absent. */
export function readUpdate({ params, body }: Request): {
  readonly id: string
  readonly update: IdentityUpdate
} {
  const fields = fieldsOf(jsonOf(body), commonKeys)
  const schemaId = textField(fields, 'schema_id'),
    state = oneOf(fields, 'state', states)
  const organizationId = uuidOf(fields, 'organization_id'),
    credentials = objectOf(fields, 'credentials')
  const update = {
    traits: traitsOf(fields),
    metadataPublic: metadata(fields, 'metadata_public'),
    metadataAdmin: metadata(fields, 'metadata_admin'),
    externalId: textField(fields, 'external_id', maxExternalIdLength) || null,
    ...(schemaId ? { schemaId } : {}),
    ...(state === undefined ? {} : { state }),
    ...('organization_id' in fields.values ? { organizationId: organizationId ?? null } : {}),
    ...(credentials === undefined
      ? {}
      : { imported: importedCredentials(credentials, 'credentials') }),
  }
  return { id: (params['id'] ?? '').toLowerCase(), update }
}

const pathOf = (at: string, name: string) => (at === '' ? name : `${at}.${name}`)

const metadata = (fields: Fields, name: string) => (valueOf(fields, name) ?? null) as Json

function traitsOf(fields: Fields): JsonObject {
  const traits = objectOf(fields, 'traits')
  if (traits === undefined) throw badRequest(`${pathOf(fields.at, 'traits')} is missing.`)
  return traits
}

function readAddress(value: unknown, at: string): void {
  const fields = fieldsOf(value, addressKeys, at)
  if (textField(fields, 'value') === undefined) throw badRequest(`${at}.value is missing.`)
  textField(fields, 'via')
}

/** As published, an address of no known channel is none of the traits, and is passed over. */
export const readAddressStates = (fields: Fields): readonly AddressState[] =>
  (listOf(fields, 'verifiable_addresses', readAddressState) ?? []).flatMap((one) => one ?? [])

/**
 * Reads an address. `verified` decides whether it is verified; `status` only tells whether a
 * message to an unverified address has been sent.
 */
function readAddressState(value: unknown, at: string): AddressState | undefined {
  const fields = fieldsOf(value, verifiableKeys, at)
  const address = textField(fields, 'value'),
    viaText = textField(fields, 'via') || undefined,
    via = channels.find((one) => one === viaText),
    status = oneOf(fields, 'status', statuses)
  if (address === undefined) throw badRequest(`${at}.value is missing.`)
  if (viaText === undefined) throw badRequest(`${at}.via is missing.`)
  if (via === undefined) return undefined
  return {
    via,
    value: address,
    verified: booleanOf(fields, 'verified') ?? false,
    verifiedAt: timeOf(fields, 'verified_at'),
    sent: status === 'sent',
  }
}
