// Reads and changes plain values from YAML and JSON, by making new ones. Keys are always own
// properties, so that __proto__ is a key like any other.
import { isObject } from '#lib/json.ts'

export type Tree = { readonly [key: string]: unknown }
/** Keys and list positions, from the root. */
export type Path = readonly (string | number)[]

/** Merges `over` into `under`: maps key by key; everything else is replaced. */
export function merge(under: unknown, over: unknown): unknown {
  // NOTE a key with nothing below it is an empty map
  if (over === null && isObject(under)) return under
  if (!isObject(under) || !isObject(over)) return over
  const merged = new Map(Object.entries(under))
  for (const [key, value] of Object.entries(over)) merged.set(key, merge(merged.get(key), value))
  return Object.fromEntries(merged)
}

export function at(tree: unknown, path: Path): unknown {
  let here = tree
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Readonly<Record<string | number, unknown>>)[key]
  }
  return here
}

/**
 * The tree with `value` at `path`; `undefined` removes the key. Missing maps on the path are
 * created.
 */
export function put(tree: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(tree) && typeof key === 'number') {
    const list: unknown[] = [...tree]
    list[key] = put(list[key], rest, value)
    return list
  }
  const entries = new Map(isObject(tree) ? Object.entries(tree) : [])
  const below = put(entries.get(String(key)), rest, value)
  if (below === undefined) entries.delete(String(key))
  else entries.set(String(key), below)
  return Object.fromEntries(entries)
}

/** The paths of all values that are not maps, and of empty maps. */
export function leaves(tree: unknown, path: Path = []): Path[] {
  if (!isObject(tree) || Object.keys(tree).length === 0) return [path]
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, [...path, key]))
}

/** Whether a path is `start`, or below it. */
export const isBelow = (path: Path, start: Path): boolean =>
  start.every((key, index) => String(key) === String(path[index]))

/** The path as it is written in messages: `identity.schemas.0.url`. */
export function pathText(path: Path): string {
  return path.join('.')
}
