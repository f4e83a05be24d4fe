// Databases differ in a few strings: PostgreSQL has no NUL, UTF-8 has no lone surrogates, MySQL
// compares 'a' and 'a ' as equal. So that all strings are stored in every dialect, these characters
// are escaped with a backslash: `\0`, `\ud800`, `\s` (a space at the end of a key), and `\b` for
// the backslash itself. No escape is a part of another, so a part of a string is found by its
// escaped form. JSON escapes these characters by itself.
import { hash } from 'node:crypto'

const awkward = /[\\\0]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The form in a column that is not compared as a whole. */
export function toText(value: string): string {
  if (value.isWellFormed() && !value.includes('\\') && !value.includes('\0')) return value
  return value.replace(awkward, (unit) => {
    if (unit === '\\') return '\\b'
    if (unit === '\0') return '\\0'
    return `\\u${unit.charCodeAt(0).toString(16)}`
  })
}

/** The form in a key column, and for comparing with one. */
export function toKey(value: string): string {
  const text = toText(value)
  return text.endsWith(' ') ? `${text.slice(0, -1)}\\s` : text
}

/** The reverse of both. */
export function fromText(stored: string): string {
  if (!stored.includes('\\')) return stored
  return stored.replace(/\\(?:b|0|s|u([0-9a-f]{4}))/g, (escape, unit: string | undefined) => {
    if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16))
    return escape === '\\0' ? '\0' : escape === '\\s' ? ' ' : '\\'
  })
}

/**
 * Represents a string of any length in a unique index: SHA-256, as unpadded base64url. Index
 * entries have at most 3072 bytes in MySQL and 2704 in PostgreSQL.
 */
export function digest(value: string): string {
  return hash('sha256', toText(value), 'base64url')
}

export function optional<T, U>(value: T | null | undefined, read: (value: T) => U): U | undefined {
  return value === null || value === undefined ? undefined : read(value)
}
