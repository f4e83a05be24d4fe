import { isObject, type JsonObject } from '#lib/json.ts'
import type { SearchTraits } from './identity-schema.ts'
import type { TraitsTree } from './traits-tree.ts'

/** `path` leads to the trait, undefined standing for every entry of an array. */
type Site = { readonly name: string; readonly path: readonly (string | undefined)[] }

/**
 * The traits by which administrators search: those that the schema marks, and those that are
 * identifiers.
 */
export function createSearchReader(traits: TraitsTree): SearchTraits {
  const sites = sitesOf(traits)
  return {
    names: [...new Set(sites.map(({ name }) => name))],
    read: (values) =>
      sites.flatMap(({ name, path }) => textsAt(values, path).map((text) => ({ name, text }))),
  }
}

function sitesOf(place: TraitsTree, path: Site['path'] = []): readonly Site[] {
  const isOne = place.searchable || place.uses.some(({ identifiers }) => identifiers.length > 0)
  return [
    ...(isOne ? [{ name: place.name, path }] : []),
    ...(place.items ? sitesOf(place.items, [...path, undefined]) : []),
    ...[...place.members].flatMap(([key, member]) => sitesOf(member, [...path, key])),
  ]
}

/**
 * Text, and what is written like it: numbers, true and false. Of a marked list every entry counts.
 */
function textsAt(value: unknown, path: Site['path'], step = 0): readonly string[] {
  if (step === path.length)
    return Array.isArray(value)
      ? value.flatMap((entry) => textsAt(entry, path, step))
      : isText(value)
        ? [String(value)]
        : []
  const key = path[step]
  if (key === undefined)
    return Array.isArray(value) ? value.flatMap((entry) => textsAt(entry, path, step + 1)) : []
  return isObject(value) && Object.hasOwn(value, key)
    ? textsAt((value as JsonObject)[key], path, step + 1)
    : []
}

const isText = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
