import { isObject, type JsonObject } from '#lib/json.ts'
import { extensionKeyword, readExtension, type Extension } from './extension.ts'
import { traitsPointer } from './inspect.ts'
import { isSearchable, ownKeyword } from './own-extension.ts'
import { at } from './pointer.ts'
import { referencesOf } from './references.ts'

/** What a schema says of one place in the traits, references followed and `allOf` put together. */
export type TraitsTree = {
  /** With dots: `traits.name.first`; the entries of an array bear the name of the array. */
  readonly name: string
  readonly types: readonly string[]
  readonly title: string | undefined
  readonly format: string | undefined
  readonly pattern: string | undefined
  readonly disabled: boolean
  /** Listed in `required` of its object, all the way up. */
  readonly required: boolean
  readonly uses: readonly Extension[]
  /** Administrators can search for it. */
  readonly searchable: boolean
  /** In the order of the schema; none unless this is an object. */
  readonly members: ReadonlyMap<string, TraitsTree>
  /** What the schema says of every entry of an array. */
  readonly items: TraitsTree | undefined
}

/** The outline of the traits of a schema in which `inspect` found no fault. */
export function traitsTreeOf(root: JsonObject): TraitsTree {
  const references = referencesOf(root)

  const parts = (schema: unknown): readonly JsonObject[] => {
    if (!isObject(schema)) return []
    const target =
      typeof schema['$ref'] === 'string' ? references.resolve(schema['$ref'])?.schema : undefined
    const all = Array.isArray(schema['allOf']) ? schema['allOf'] : []
    return [schema as JsonObject, ...[target, ...all].flatMap(parts)]
  }
  const tree = (name: string, schemas: readonly unknown[], required: boolean): TraitsTree => {
    const says = schemas.flatMap(parts)
    const text = (keyword: string) =>
      says.map((part) => part[keyword]).find((value) => typeof value === 'string')
    const format = text('format')
    const type = says
      .map((part) => part['type'])
      .find((value) => typeof value === 'string' || Array.isArray(value))
    const wanted = new Set(
      says.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])),
    )
    const described = new Map<string, unknown[]>()
    for (const part of says)
      for (const [key, schema] of Object.entries(
        isObject(part['properties']) ? part['properties'] : {},
      ))
        described.set(key, [...(described.get(key) ?? []), schema])
    const entries = says.map((part) => part['items']).filter(isObject)
    return {
      name,
      format,
      required,
      title: text('title'),
      pattern: text('pattern'),
      types: (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string'),
      disabled: says.some((part) => part['disableFormField'] === true),
      uses: says
        .map((part) => part[extensionKeyword])
        .filter(isObject)
        .map((block) => readExtension(block as JsonObject, format)),
      searchable: says.some((part) => isObject(part[ownKeyword]) && isSearchable(part[ownKeyword])),
      members: new Map(
        [...described].map(([key, those]) => [
          key,
          tree(`${name}.${key}`, those, required && wanted.has(key)),
        ]),
      ),
      items: entries.length > 0 ? tree(name, entries, required) : undefined,
    }
  }
  return tree('traits', [at(root, traitsPointer)], true)
}

/** Every place below (and with) an outline, members before their object. */
export function placesOf(tree: TraitsTree): readonly TraitsTree[] {
  return [...[...tree.members.values()].flatMap(placesOf), tree]
}

/** The place in the traits that a path leads to, as far as the schema describes it. */
export function placeAt(tree: TraitsTree, path: readonly string[]): TraitsTree {
  const [key, ...rest] = path
  const member = key === undefined ? undefined : tree.members.get(key)
  return member ? placeAt(member, rest) : tree
}
