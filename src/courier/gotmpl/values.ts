// The values of templates: those of JSON, and times for functions with dates.
import type { Json } from '#lib/json.ts'

export type Value =
  | null
  | boolean
  | number
  | string
  | Date
  | Escaped
  | readonly Value[]
  | { readonly [key: string]: Value }

/** Text that a function of the template has already escaped for HTML. */
export class Escaped {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

export function isMap(value: Value): value is { readonly [key: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Escaped)
  )
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Whether a value is true: everything except false, 0, nil and empty values. */
export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return false
  if (isList(value)) return value.length > 0
  return isMap(value) ? Object.keys(value).length > 0 : true
}

/** Reads own keys only, so that no property of the language can be read. */
export function keyOf(value: Value, key: string): Value {
  return isMap(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null
}

/** The printed text of a value; empty for nil and for missing values. */
export function toText(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (value instanceof Escaped) return value.html
  if (value instanceof Date) return value.toISOString()
  if (isList(value)) return `[${value.map(toText).join(' ')}]`
  if (isMap(value))
    return `map[${Object.keys(value)
      .toSorted()
      .map((key) => `${key}:${toText(value[key] ?? null)}`)
      .join(' ')}]`
  return String(value)
}

export function toJson(value: Value): Json {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Escaped) return value.html
  if (isList(value)) return value.map(toJson)
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, below]) => [key, toJson(below)]))
    : value
}

export function toNumber(value: Value): number {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string'
        ? Number(value.trim() || Number.NaN)
        : typeof value === 'boolean'
          ? Number(value)
          : Number.NaN
  return Number.isFinite(number) ? number : 0
}

export const toInt = (value: Value): number => Math.trunc(toNumber(value))
