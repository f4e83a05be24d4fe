import { isObject, type Json, type JsonObject } from '#lib/json.ts'

/**
 * The values of `upper` over those of `lower`, object by object. `counts`: whether a value of
 * `upper` is one.
 */
export function mergeTraits(
  lower: JsonObject,
  upper: JsonObject,
  counts: (value: Json) => boolean = () => true,
): JsonObject {
  const both: Record<string, Json> = { ...lower }
  for (const [key, value] of Object.entries(upper)) {
    if (!counts(value)) continue
    const below = both[key]
    both[key] = isObject(value) && isObject(below) ? mergeTraits(below, value, counts) : value
  }
  return both
}
