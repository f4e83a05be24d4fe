// Databases disagree about a few strings: PostgreSQL takes no NUL, UTF-8 knows no lone surrogates,
// MySQL compares 'a' and 'a ' as equal. All strings survive unchanged in every dialect, because
// what they disagree about is written with a backslash: `\0`, `\ud800`, `\s` (a space at the end of
// a key), and `\b` for the backslash itself. No escape can be mistaken for a part of another, so a
// part of a string is found by its stored form. JSON needs none of this: its own writer escapes the
// same characters.
import { hash } from 'node:crypto'

const awkward = /[\\\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** As stored in a column that is never compared as a whole. */
export function toText(value: string): string {
  if (value.isWellFormed() && !value.includes('\\') && !value.includes('\0')) return value
  return value.replace(awkward, (unit) => {
    if (unit === '\\') return '\\b'
    if (unit === '\0') return '\\0'
    return `\\u${unit.charCodeAt(0).toString(16)}`
  })
}

/** As stored in, and compared with, a column that serves as a key. */
export function toKey(value: string): string {
  const text = toText(value)
  return text.endsWith(' ') ? `${text.slice(0, -1)}\\s` : text
}

/** Undoes both. */
export function fromText(stored: string): string {
  if (!stored.includes('\\')) return stored
  return stored.replace(/\\(?:b|0|s|u([0-9a-f]{4}))/g, (escape, unit: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16))
    return escape === '\\0' ? '\0' : escape === '\\s' ? ' ' : '\\'
  })
}

/**
 * What stands for a string of any length in a unique index: SHA-256, as unpadded base64url. Indexes
 * of MySQL end at 3072 bytes, those of PostgreSQL at 2704.
 */
export function digest(value: string): string {
  return hash('sha256', toText(value), 'base64url')
}

export function optional<T, U>(value: T | null | undefined, read: (value: T) => U): U | undefined {
  return value === null || value === undefined ? undefined : read(value)
}
