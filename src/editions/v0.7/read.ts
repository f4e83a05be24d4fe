import type { Request } from '#http/route.ts'
import type { IdentityUpdate } from '#identity/administration.ts'
import { fieldsOf, jsonOf, oneOf } from '../shared/fields.ts'
import { schemaOf, traitsOf } from '../shared/v0.6-v0.7/read.ts'

/**
 * Reads an identity update. Traits are replaced completely; schema and state are kept when absent.
 * Throws Refusal for any other key.
 */
export function readUpdate({ body }: Request): IdentityUpdate {
  const fields = fieldsOf(jsonOf(body), ['schema_id', 'traits', 'state'])
  const schemaId = schemaOf(fields),
    state = oneOf(fields, 'state', ['active', 'inactive'])
  return {
    traits: traitsOf(fields),
    ...(schemaId === undefined ? {} : { schemaId }),
    ...(state === undefined ? {} : { state }),
  }
}
