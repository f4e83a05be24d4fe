import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { extensionKeyword, readExtension, type Extension } from './extension.ts'
import { traitsPointer } from './inspect.ts'
import { isSearchable, ownKeyword, termsOf, type Terms } from './own-extension.ts'
import { at } from './pointer.ts'
import { referencesOf } from './references.ts'

/**
 * What a schema says about a place in the traits, with references resolved and `allOf` combined.
 */
export type TraitsTree = {
  /** The path with dots: `traits.name.first`; entries of a list have the name of the list. */
  readonly name: string
  readonly types: readonly string[]
  /** The values that are listed (`enum`), the first list that there is. */
  readonly values: readonly Json[] | undefined
  readonly title: string | undefined
  readonly format: string | undefined
  readonly pattern: string | undefined
  readonly disabled: boolean
  /** Whether the object around it requires it. */
  readonly required: boolean
  readonly uses: readonly Extension[]
  /** Whether administrators can search it. */
  readonly searchable: boolean
  /** The terms that the trait accepts. */
  readonly terms: Terms | undefined
  /** Whether only `true` fits. */
  readonly mustBeTrue: boolean
  /** In the order of the schema; empty unless this is an object. */
  readonly members: ReadonlyMap<string, TraitsTree>
  /** What the schema says about every entry of a list. */
  readonly items: TraitsTree | undefined
}

/** The tree of the traits of a schema in which `inspect` found no faults. */
export function traitsTreeOf(root: JsonObject): TraitsTree {
  const references = referencesOf(root)

  const partsOf = (schema: unknown): readonly JsonObject[] => {
    if (!isObject(schema)) return []
    const target =
      typeof schema['$ref'] === 'string' ? references.resolve(schema['$ref'])?.schema : undefined
    const all = Array.isArray(schema['allOf']) ? schema['allOf'] : []
    return [schema as JsonObject, ...[target, ...all].flatMap(partsOf)]
  }
  const tree = (name: string, schemas: readonly unknown[], required: boolean): TraitsTree => {
    const parts = schemas.flatMap(partsOf)
    const text = (keyword: string) =>
      parts.map((part) => part[keyword]).find((value) => typeof value === 'string')
    const format = text('format')
    const type =
      parts
        .map((part) => part['type'])
        .find((value) => typeof value === 'string' || Array.isArray(value)) ??
      parts.map(typesOfValues).find((types) => types.length > 0)
    const wanted = new Set(
      parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])),
    )
    const described = new Map<string, unknown[]>()
    for (const part of parts)
      for (const [key, schema] of Object.entries(
        isObject(part['properties']) ? part['properties'] : {},
      ))
        described.set(key, [...(described.get(key) ?? []), schema])
    const entries = parts.map((part) => part['items']).filter(isObject)
    return {
      name,
      format,
      required,
      title: text('title'),
      pattern: text('pattern'),
      types: (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string'),
      values: parts.map((part) => part['enum']).find((list) => Array.isArray(list)) as
        | readonly Json[]
        | undefined,
      disabled: parts.some((part) => part['disableFormField'] === true),
      uses: parts
        .map((part) => part[extensionKeyword])
        .filter(isObject)
        .map((block) => readExtension(block as JsonObject, format)),
      searchable: parts.some(
        (part) => isObject(part[ownKeyword]) && isSearchable(part[ownKeyword]),
      ),
      terms: parts
        .flatMap((part) => (isObject(part[ownKeyword]) ? [termsOf(part[ownKeyword])] : []))
        .find((terms) => terms !== undefined),
      mustBeTrue: parts.some((part) => isOnlyTrue(part)),
      members: new Map(
        [...described].map(([key, those]) => [key, tree(`${name}.${key}`, those, wanted.has(key))]),
      ),
      items: entries.length > 0 ? tree(name, entries, required) : undefined,
    }
  }
  return tree('traits', [at(root, traitsPointer)], true)
}

function isOnlyTrue(schema: JsonObject): boolean {
  const values = 'const' in schema ? [schema['const']] : schema['enum']
  return Array.isArray(values) && values.length === 1 && values[0] === true
}

/** The types of the values that a schema lists. */
function typesOfValues(schema: JsonObject): readonly string[] {
  const values = 'const' in schema ? [schema['const']] : schema['enum']
  if (!Array.isArray(values)) return []
  return [...new Set(values.map(typeOfValue))]
}

const typeOfValue = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

/** Every place of the tree, members before their object. */
export function placesOf(tree: TraitsTree): readonly TraitsTree[] {
  return [...[...tree.members.values()].flatMap(placesOf), tree]
}

/** The place at a path, as deep as the schema describes it. */
export function placeAt(tree: TraitsTree, path: readonly string[]): TraitsTree {
  const [key, ...rest] = path
  const member = key === undefined ? undefined : tree.members.get(key)
  return member ? placeAt(member, rest) : tree
}
