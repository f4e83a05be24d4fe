import type { JsonSchema } from '#lib/json-schema.ts'
import { isObject } from '#lib/json.ts'
import { isFillable } from './schema/node.ts'

/** Whether a map, and not null, may stand here: a key with nothing below it is then an empty map. */
const isMap = (node: JsonSchema) => node.type === 'object'

/**
 * The value with defaults where `node` has some and the value has nothing. A value of a wrong type
 * stays as it is, for the check to report.
 */
export function withDefaults(node: JsonSchema, value: unknown): unknown {
  if (value === undefined || (value === null && isMap(node))) {
    if (node.default !== undefined) return node.default
    return isFillable(node) ? withDefaults(node, {}) : undefined
  }
  if (Array.isArray(value)) {
    const { items } = node
    return items === undefined ? value : value.map((item: unknown) => withDefaults(items, item))
  }
  if (!isObject(value)) return value
  const shape = variantOf(node, value)
  if (shape !== undefined) return withDefaults(shape, value)
  const { additionalProperties: values } = node
  if (typeof values === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, below]) => [key, withDefaults(values, below)] as const)
        .filter(([, below]) => below !== undefined),
    )
  if (node.properties === undefined) return value
  const filled = new Map(Object.entries(value))
  for (const [key, below] of Object.entries(node.properties)) {
    const found = withDefaults(below, filled.get(key))
    if (found !== undefined) filled.set(key, found)
    else filled.delete(key)
  }
  return Object.fromEntries(filled)
}

/** The section that the value is one of, where the node is one of several. */
function variantOf(
  { discriminator, oneOf = [] }: JsonSchema,
  value: Readonly<Record<string, unknown>>,
): JsonSchema | undefined {
  if (discriminator === undefined) return undefined
  const { propertyName: key } = discriminator
  return oneOf.find((one) => one.properties?.[key]?.enum?.includes(value[key]))
}
