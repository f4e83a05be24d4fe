// The settings in force, one by one, for people: what each is, and where it comes from.
import type { JsonSchema } from '#lib/json-schema.ts'
import { hidden, isMap, redactValue } from './redact.ts'
import { settings as schema, type Settings } from './schema/settings.ts'
import type { Path } from './paths.ts'

export type ShownSetting = {
  readonly path: Path
  /** Without secrets. */
  readonly text: string
  readonly isHidden: boolean
  /** `kratos.yml:12`, `environment variable DSN`; undefined for a default. */
  readonly source: string | undefined
}

/** All settings that have a value, in the order of the schema. */
export function shownSettings(
  settings: Settings,
  sourceOf: (path: Path) => string | undefined,
): readonly ShownSetting[] {
  return valuesIn(schema, [], settings).map(({ path, text }) => ({
    path,
    text,
    isHidden: text.includes(hidden),
    // NOTE variables may give a list entry by entry
    source: sourceOf(path) ?? sourceOf([...path, 0]),
  }))
}

type Shown = { readonly path: Path; readonly text: string }
const anything: JsonSchema = {}

function valuesIn(node: JsonSchema, path: Path, value: unknown): readonly Shown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return valuesOfList(node.items ?? anything, path, value)
  if (isMap(value)) {
    const shape = shapeOf(node, value)
    return Object.entries(value).flatMap(([key, below]) =>
      valuesIn(nodeOf(shape, key), [...path, key], below),
    )
  }
  const text = typeof value === 'object' && value !== null ? '{}' : redactValue(node, path, value)
  return [{ path, text }]
}

/** A list of texts and numbers is one value; of others each entry is shown. */
function valuesOfList(items: JsonSchema, path: Path, list: readonly unknown[]): readonly Shown[] {
  if (list.some((one) => typeof one === 'object' && one !== null))
    return list.flatMap((one, at) => valuesIn(items, [...path, at], one))
  const text = list.map((one) => redactValue(items, path, one)).join(', ')
  return [{ path, text: text === '' ? '[]' : text }]
}

const nodeOf = ({ properties, additionalProperties: others }: JsonSchema, key: string) =>
  (properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined) ??
  (typeof others === 'object' ? others : anything)

/** Of several sections, the one that the value is. */
function shapeOf(node: JsonSchema, value: Readonly<Record<string, unknown>>): JsonSchema {
  const { discriminator, oneOf = [] } = node
  if (discriminator === undefined) return node
  const key = discriminator.propertyName
  return oneOf.find((one) => one.properties?.[key]?.enum?.includes(value[key])) ?? anything
}
