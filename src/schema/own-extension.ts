import { isObject, type JsonObject } from '#lib/json.ts'
import { step } from './pointer.ts'

/** The keyword under which a schema says of a trait what only this server understands. */
export const ownKeyword = 'pallas'

const known = ['search']

/** The faults of such a block, each with the pointer below `pointer`. */
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

/** Whether a block without faults says that administrators can search for the trait. */
export const isSearchable = (block: JsonObject): boolean => block['search'] === true
