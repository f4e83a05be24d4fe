import { isObject, type JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from './identity-schema.ts'

/**
 * The traits with an empty object for every object of the schema that was left out, so that whoever
 * reads `traits.name.first` afterwards finds a way there; unless the schema does not let it be
 * empty.
 */
export function withEmptyObjects(schema: IdentitySchema, traits: JsonObject): JsonObject {
  let filled = traits,
    problems: number | undefined
  for (const { name } of schema.fields) {
    const path = name.split('.').slice(1, -1)
    const wider = path.length === 0 ? filled : withObjectAt(filled, path)
    if (wider === filled) continue
    problems ??= schema.check(traits).length
    if (schema.check(wider).length === problems) filled = wider
  }
  return filled
}

/**
 * The same value when there is something at the place already, or something else than an object on
 * the way.
 */
function withObjectAt(value: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined) return value
  const child = Object.hasOwn(value, key) ? value[key] : {}
  if (child === undefined || !isObject(child)) return value
  const wider = withObjectAt(child, rest)
  return wider === value[key] ? value : { ...value, [key]: wider }
}
