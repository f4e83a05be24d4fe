// Settings from environment variables. Their names come from the schema: the path in capitals,
// joined by underscores (SERVE_PUBLIC_PORT); list entries by position (SECRETS_COOKIE_0,
// …_PROVIDERS_0_CLIENT_SECRET).
import type { JsonSchema } from '#lib/json-schema.ts'
import type { Fault } from './faults.ts'
import type { Source } from './sources.ts'
import { at, type Path, put, pathText, type Tree } from './paths.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Names of flags, and names that other programs use. */
const ignoredNames: readonly string[] = ['help', 'config', 'version', 'revision']

export const variableName = (path: Path): string =>
  path
    .map((key) =>
      String(key)
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '_'),
    )
    .join('_')

/** The path and schema of everything that has a variable, outer ones first. */
export function variables(
  node: JsonSchema,
  path: Path = [],
): (readonly [path: Path, node: JsonSchema])[] {
  const here = Object.entries(node.properties ?? {}).filter(
    ([key]) => path.length > 0 || !ignoredNames.includes(key),
  )
  // NOTE whole sections at the top (SESSION, LOG, …) are not read: other programs use such short
  // names
  const own = here
    .filter(([, below]) => path.length > 0 || below.properties === undefined)
    .map(([key, below]) => [[...path, key], below] as const)
  return [...own, ...here.flatMap(([key, below]) => variables(below, [...path, key]))]
}

/**
 * Applies environment variables to `tree`. Empty variables are ignored. A value that cannot be
 * parsed stays text, for the check to report.
 */
export function readEnvironment(
  env: Environment,
  schema: JsonSchema,
  tree: Tree,
): { readonly source: Source; readonly faults: readonly Fault[] } {
  const named = new Map<string, string>()
  const faults: Fault[] = []
  let values: unknown = {}
  const take = (path: Path, name: string, node: JsonSchema) => {
    const text = env[name]
    if (text !== undefined && text !== '') {
      values = put(values, path, read(text, node))
      named.set(pathText(path), name)
    }
    if (node.items !== undefined) takeItems(path, name, node.items)
  }
  const takeItems = (path: Path, name: string, items: JsonSchema) => {
    const positions = positionsIn(env, name)
    if (positions.length === 0) return
    const present: unknown = at(values, path) ?? at(tree, path) ?? []
    values = put(values, path, Array.isArray(present) ? present : [])
    for (const position of positions) {
      const list: unknown = at(values, path)
      if (position > (Array.isArray(list) ? list.length : 0)) {
        faults.push({
          source: `environment variable ${name}_${position}`,
          path: [...path, position],
          problem: `leaves a gap: there is no item ${position - 1}`,
          allowed: undefined,
        })
        return
      }
      take([...path, position], `${name}_${position}`, items)
      for (const [below, node] of itemFields(items))
        take([...path, position, ...below], `${name}_${position}_${variableName(below)}`, node)
    }
  }
  for (const [path, node] of variables(schema)) take(path, variableName(path), node)
  const locate = (path: Path) => {
    for (let length = path.length; length > 0; length--) {
      const name = named.get(pathText(path.slice(0, length)))
      if (name !== undefined) return { source: `environment variable ${name}`, path }
    }
    return undefined
  }
  return { source: { tree: values as Tree, locate }, faults }
}

/** The fields of a list entry; of alternatives, those of all of them. */
function itemFields(items: JsonSchema): readonly (readonly [path: Path, node: JsonSchema])[] {
  const nested = (node: JsonSchema, path: Path): (readonly [Path, JsonSchema])[] =>
    [...(node.oneOf ?? []), ...(node.properties === undefined ? [] : [node])].flatMap((shape) =>
      Object.entries(shape.properties ?? {}).flatMap(([key, below]) => [
        [[...path, key], below] as const,
        ...nested(below, [...path, key]),
      ]),
    )
  return nested(items, [])
}

function positionsIn(env: Environment, name: string): readonly number[] {
  const positions = Object.keys(env).flatMap((key) => {
    if (!key.startsWith(`${name}_`) || env[key] === undefined || env[key] === '') return []
    const digits = /^([0-9]{1,4})(?:_|$)/.exec(key.slice(name.length + 1))?.[1]
    return digits === undefined ? [] : [Number(digits)]
  })
  return [...new Set(positions)].toSorted((a, b) => a - b)
}

function read(text: string, node: JsonSchema): unknown {
  const types = [node.type ?? []].flat()
  if (types.includes('array'))
    return text.trimStart().startsWith('[')
      ? json(text)
      : text.split(',').map((item) => read(item.trim(), node.items ?? {}))
  if (types.includes('object')) return json(text)
  if (types.includes('boolean')) {
    const truth = (
      { 1: true, t: true, true: true, 0: false, f: false, false: false } as Readonly<
        Record<string, boolean>
      >
    )[text.toLowerCase()]
    if (truth !== undefined && !(types.includes('integer') && /^[0-9]$/.test(text))) return truth
  }
  if (types.includes('integer') && /^-?[0-9]+$/.test(text)) return Number(text)
  if (types.includes('number') && /^[0-9]*\.?[0-9]+$/.test(text)) return Number(text)
  return text
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
