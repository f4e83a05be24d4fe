import { isObject, type JsonObject } from '#lib/json.ts'
import { step } from './pointer.ts'

/** The keyword of a schema for what only this server knows. */
export const ownKeyword = 'pallas'

const known = ['search']

/** The faults of such a block, each with its pointer, which begins with `pointer`. */
export function ownFaults(
  block: unknown,
  pointer: string,
): readonly { readonly pointer: string; readonly reason: string }[] {
  if (!isObject(block)) return [{ pointer, reason: 'must be an object' }]
  return Object.entries(block).flatMap(([key, value]) => {
    const where = step(pointer, key)
    if (!known.includes(key))
      return [{ pointer: where, reason: `unknown; known here: ${known.join(', ')}` }]
    return typeof value === 'boolean' ? [] : [{ pointer: where, reason: 'must be true or false' }]
  })
}

/** Whether the trait of a block without faults can be searched by administrators. */
export const isSearchable = (block: JsonObject): boolean => block['search'] === true
