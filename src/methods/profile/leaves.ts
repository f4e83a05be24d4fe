import type { Json, JsonObject } from '#lib/json.ts'

/** A form never has more fields than this. */
const mostFields = 1000

/**
 * Traits as single fields, list entries by their index: `{ tags: ['x'] }` is `{ 'traits.tags.0':
 * 'x' }`. Empty objects, empty lists and null have no field.
 */
export function leavesOf(traits: JsonObject): Readonly<Record<string, Json>> {
  const leaves: Record<string, Json> = {}
  for (const [name, value] of walk(traits, 'traits').take(mostFields)) leaves[name] = value
  return leaves
}

function* walk(value: Json, name: string): Generator<readonly [string, Json]> {
  if (typeof value !== 'object') yield [name, value]
  else if (value !== null)
    for (const key of Object.keys(value))
      yield* walk((value as JsonObject)[key] ?? null, `${name}.${key}`)
}
