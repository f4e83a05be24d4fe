import type { Json } from '#lib/json.ts'

// Deeper than any form or profile, and not deeper than every database and parser accepts.
const maxDepth = 32

/** The place of a value that databases refuse or change, and why it is refused. */
export type UnsafeText = { readonly path: readonly string[]; readonly reason: string }

/**
 * Finds what is not I-JSON (RFC 7493) or what some databases cannot store: lone surrogates, the
 * null character, infinite numbers, very deep nesting. Answers the first finding.
 */
export function findUnsafeText(value: Json, depth = 0): UnsafeText | undefined {
  if (typeof value === 'string') return here(textFault(value))
  if (typeof value === 'number')
    return here(Number.isFinite(value) ? undefined : 'This number is too large.')
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= maxDepth) return here('This is nested too deeply.')
  for (const key of Object.keys(value)) {
    const fault = here(textFault(key))
    if (fault) return fault
    const found = findUnsafeText((value as Readonly<Record<string, Json>>)[key] ?? null, depth + 1)
    if (found) return { path: [key, ...found.path], reason: found.reason }
  }
  return undefined
}

const here = (reason: string | undefined): UnsafeText | undefined =>
  reason === undefined ? undefined : { path: [], reason }

function textFault(text: string): string | undefined {
  if (text.includes('\0')) return 'This contains a null character.'
  return text.isWellFormed() ? undefined : 'This contains half a character.'
}
