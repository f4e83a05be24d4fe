import { isObject, type Json, type JsonObject } from '#lib/json.ts'

/**
 * Early configurations mapped claims to traits by annotations in a JSON Schema. As a program, a
 * JSON Schema makes itself; here its annotations are applied. Undefined for anything else.
 */
export function bySchema(made: Json, claims: JsonObject): JsonObject | undefined {
  if (!isObject(made) || !isObject(made['properties'])) return undefined
  const traits: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(made['properties'])) {
    const value =
      claims[name] ?? (isObject(claims['raw_claims']) ? claims['raw_claims'][name] : undefined)
    if (value === undefined) continue
    for (const path of pathsOf(property)) put(traits, path, value)
  }
  return { traits: traits as JsonObject }
}

/** The paths of the traits that a claim is mapped to. */
function pathsOf(property: unknown): readonly (readonly string[])[] {
  const at = ['ory.sh/kratos', 'mappings', 'identity', 'traits'].reduce<unknown>(
    (place, key) => (isObject(place) ? place[key] : undefined),
    property,
  )
  return (Array.isArray(at) ? (at as readonly unknown[]) : []).flatMap((one) =>
    isObject(one) && typeof one['path'] === 'string' ? [one['path'].split('.')] : [],
  )
}

function put(
  traits: Record<string, unknown>,
  [key, ...rest]: readonly string[],
  value: Json,
): void {
  if (key === undefined || key === '__proto__') return
  if (rest.length === 0) {
    traits[key] = value
    return
  }
  const below = isObject(traits[key]) ? traits[key] : {}
  traits[key] = below
  put(below, rest, value)
}
