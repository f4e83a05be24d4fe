import { isObject, type JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from './identity-schema.ts'

/**
 * The traits with an empty object for each object of the schema that is missing, so that
 * `traits.name.first` can be read safely. What such an object requires is then missing.
 */
export const withEmptyObjects = (schema: IdentitySchema, traits: JsonObject): JsonObject =>
  schema.fields.reduce(
    (filled, { name }) => withEmptyObjectAt(filled, name.split('.').slice(1, -1)),
    traits,
  )

/**
 * The same value when there is something at the path already, or a value that is not an object on
 * the way to it.
 */
function withEmptyObjectAt(value: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined) return value
  const child = Object.hasOwn(value, key) ? value[key] : {}
  if (child === undefined || !isObject(child)) return value
  const extended = withEmptyObjectAt(child, rest)
  return extended === value[key] ? value : { ...value, [key]: extended }
}
