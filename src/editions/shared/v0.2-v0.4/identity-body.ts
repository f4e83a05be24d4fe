// Reads the bodies of identity create and update in v0.2 and v0.4, which have the shape of an
// identity as presented.
import type { AddressState } from '#identity/address-states.ts'
import type { NewIdentity } from '#identity/administration.ts'
import type { Body } from '#http/body.ts'
import type { JsonObject } from '#lib/json.ts'
import {
  fieldsOf,
  jsonOf,
  listOf,
  objectOf,
  oneOf,
  textField,
  timeOf,
  badRequest,
  booleanOf,
  type Fields,
} from '../fields.ts'

/**
 * The edition's keys for the parts of an identity. `ignored`: keys that are accepted and ignored,
 * because they derive from the traits or cannot be set here.
 */
export type IdentityNames = {
  readonly schemaId: string
  readonly schemaUrl: string
  readonly verifiable: string
  readonly ignored: readonly string[]
}

type Described = {
  readonly fields: Fields
  readonly schemaId: string | undefined
  readonly traits: JsonObject
  readonly addressStates: readonly AddressState[]
}

function describe(body: Body, names: IdentityNames): Described {
  const fields = fieldsOf(jsonOf(body), [
    names.schemaId,
    names.schemaUrl,
    'traits',
    names.verifiable,
    ...names.ignored,
  ])
  const traits = objectOf(fields, 'traits')
  if (traits === undefined) throw badRequest('traits is missing.')
  return {
    fields,
    schemaId: textField(fields, names.schemaId, 255) || undefined,
    traits,
    addressStates: listOf(fields, names.verifiable, readAddressState) ?? [],
  }
}

/** Reads a new identity. Throws Refusal for an invalid body. */
export function readNewIdentity(body: Body, names: IdentityNames): NewIdentity {
  const { fields, schemaId, traits, addressStates } = describe(body, names)
  if (textField(fields, names.schemaUrl))
    throw badRequest(
      `${names.schemaUrl} is set by the server; name the schema by ${names.schemaId}.`,
    )
  return { schemaId, traits, addressStates }
}

/** Reads the new traits of an identity, and the new schema if one is named. Throws Refusal. */
export function readReplacement(
  body: Body,
  names: IdentityNames,
): { readonly traits: JsonObject; readonly schemaId?: string } {
  const { fields, schemaId, traits } = describe(body, names)
  textField(fields, names.schemaUrl)
  return { traits, ...(schemaId === undefined ? {} : { schemaId }) }
}

function readAddressState(value: unknown, at: string): AddressState {
  const fields = fieldsOf(
    value,
    ['id', 'value', 'via', 'verified', 'verified_at', 'expires_at', 'status'],
    at,
  )
  const address = textField(fields, 'value', 1024)
  if (address === undefined) throw badRequest(`${at}.value is missing.`)
  return {
    via: oneOf(fields, 'via', ['email']) ?? 'email',
    value: address,
    verified: booleanOf(fields, 'verified') ?? false,
    verifiedAt: timeOf(fields, 'verified_at') ?? 'unknown',
  }
}
