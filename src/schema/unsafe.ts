import type { Json } from '#lib/json.ts'

// Deeper than any form or profile, and no deeper than every database and parser takes.
const maxDepth = 32

/** Where a value holds what databases would refuse or change, and why it is refused. */
export type Unsafe = { readonly path: readonly string[]; readonly reason: string }

/**
 * Looks for what is not I-JSON (RFC 7493) or what not every database can store: lone surrogates, the null character,
 * numbers that are not finite, nesting without end. At most one finding.
 */
export function findUnsafe(value: Json, path: readonly string[] = []): Unsafe | undefined {
  if (typeof value === 'string') {
    const reason = textFault(value)
    return reason === undefined ? undefined : { path, reason }
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { path, reason: 'This number is too large.' }
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length >= maxDepth) return { path, reason: 'This is nested too deeply.' }
  for (const [key, child] of Object.entries(value)) {
    const reason = textFault(key)
    const found = reason === undefined ? findUnsafe(child, [...path, key]) : { path, reason }
    if (found) return found
  }
  return undefined
}

function textFault(text: string): string | undefined {
  if (text.includes('\0')) return 'This contains a null character.'
  return text.isWellFormed() ? undefined : 'This contains half a character.'
}
