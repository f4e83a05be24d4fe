// Bodies by which an administrator makes and replaces identities: an identity as it is shown.
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
  wrong,
  yesOf,
  type Fields,
} from '../fields.ts'

/**
 * What an edition calls the parts of an identity. `ignored`: what may be sent, and follows from the
 * traits or is not for this.
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
  if (traits === undefined) throw wrong('traits is missing.')
  return {
    fields,
    schemaId: textField(fields, names.schemaId, 255) || undefined,
    traits,
    addressStates: listOf(fields, names.verifiable, readAddressState) ?? [],
  }
}

/** Throws Refusal. */
export function readNewIdentity(body: Body, names: IdentityNames): NewIdentity {
  const { fields, schemaId, traits, addressStates } = describe(body, names)
  if (textField(fields, names.schemaUrl))
    throw wrong(`${names.schemaUrl} is set by the server; name the schema by ${names.schemaId}.`)
  return { schemaId, traits, addressStates }
}

/** What takes the place of the traits, and of the schema where one is named. Throws Refusal. */
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
  if (address === undefined) throw wrong(`${at}.value is missing.`)
  return {
    via: oneOf(fields, 'via', ['email']) ?? 'email',
    value: address,
    verified: yesOf(fields, 'verified') ?? false,
    verifiedAt: timeOf(fields, 'verified_at') ?? 'unknown',
  }
}
