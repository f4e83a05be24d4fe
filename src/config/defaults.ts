import { isObject } from '#lib/json.ts'
import { isFillable, type Node } from './schema/node.ts'

/**
 * `value` with the defaults of `node` where it says nothing. What is of the wrong type stays as it
 * is, for the check to find.
 */
export function fill(node: Node<unknown>, value: unknown): unknown {
  if (value === undefined) {
    if (node.default !== undefined) return node.default
    return isFillable(node) ? fill(node, {}) : undefined
  }
  if (Array.isArray(value)) {
    const { items } = node
    return items === undefined ? value : value.map((item: unknown) => fill(items, item))
  }
  if (!isObject(value)) return value
  const { additionalProperties: values } = node
  if (typeof values === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, below]) => [key, fill(values, below)]),
    )
  if (node.properties === undefined) return value
  const filled = new Map(Object.entries(value))
  for (const [key, below] of Object.entries(node.properties)) {
    const found = fill(below, filled.get(key))
    if (found !== undefined) filled.set(key, found)
  }
  return Object.fromEntries(filled)
}
