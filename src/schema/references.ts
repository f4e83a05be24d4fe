import { isObject } from '#lib/json.ts'
import { at, step } from './pointer.ts'

export type Target = { readonly pointer: string; readonly schema: unknown }

/** Resolves references inside a document. */
export type References = {
  /** Undefined when the reference leaves the document or points to nothing. */
  resolve(reference: string): Target | undefined
}

/** Accepts `#`, `#/definitions/name` and `#name`, also after the document's own `$id`. */
export function referencesOf(root: unknown): References {
  const id = isObject(root) && typeof root['$id'] === 'string' ? root['$id'].replace(/#$/, '') : ''
  const anchors = anchorsOf(root)
  return {
    resolve(reference) {
      const own = reference.startsWith('#')
        ? reference
        : id !== '' && reference.startsWith(`${id}#`)
          ? reference.slice(id.length)
          : reference === id
            ? '#'
            : undefined
      const fragment = own === undefined ? undefined : decode(own.slice(1))
      if (fragment === undefined) return undefined
      const pointer = fragment === '' || fragment.startsWith('/') ? fragment : anchors.get(fragment)
      const schema = pointer === undefined ? undefined : at(root, pointer)
      return pointer === undefined || schema === undefined ? undefined : { pointer, schema }
    },
  }
}

function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return undefined
  }
}

function anchorsOf(root: unknown): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>()
  const pending: [unknown, string][] = [[root, '']]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, pointer] = next
    if (typeof value !== 'object' || value === null) continue
    if (isObject(value)) {
      if (typeof value['$anchor'] === 'string') anchors.set(value['$anchor'], pointer)
      if (typeof value['$id'] === 'string' && value['$id'].startsWith('#'))
        anchors.set(value['$id'].slice(1), pointer)
    }
    for (const [key, child] of Object.entries(value)) pending.push([child, step(pointer, key)])
  }
  return anchors
}
