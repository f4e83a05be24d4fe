import { isObject, type JsonObject } from '#lib/json.ts'
import type { SearchTraits } from './identity-schema.ts'
import type { TraitsTree } from './traits-tree.ts'

/** `path`: the path to the trait; undefined stands for every entry of a list. */
type Site = { readonly name: string; readonly path: readonly (string | undefined)[] }

/** The traits that administrators can search: identifiers, and those that the schema marks. */
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

/** Text, numbers and booleans as text. Of a marked list, every entry. */
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
