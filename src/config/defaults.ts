import type { JsonSchema } from '#lib/json-schema.ts'
import { isObject } from '#lib/json.ts'
import { isFillable } from './schema/node.ts'

/**
 * The value with defaults where `node` has some and the value has nothing. A value of a wrong type
 * stays as it is, for the check to report.
 */
export function withDefaults(node: JsonSchema, value: unknown): unknown {
  if (value === undefined) {
    if (node.default !== undefined) return node.default
    return isFillable(node) ? withDefaults(node, {}) : undefined
  }
  if (Array.isArray(value)) {
    const { items } = node
    return items === undefined ? value : value.map((item: unknown) => withDefaults(items, item))
  }
  if (!isObject(value)) return value
  const { additionalProperties: values } = node
  if (typeof values === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, below]) => [key, withDefaults(values, below)]),
    )
  if (node.properties === undefined) return value
  const filled = new Map(Object.entries(value))
  for (const [key, below] of Object.entries(node.properties)) {
    const found = withDefaults(below, filled.get(key))
    if (found !== undefined) filled.set(key, found)
  }
  return Object.fromEntries(filled)
}
