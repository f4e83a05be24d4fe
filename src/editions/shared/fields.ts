// Reads JSON objects in which every key is known. Null counts as left out, as most clients mean it.
import { Refusal } from '#errors/refusal.ts'
import type { Body } from '#http/body.ts'
import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * The members of an object, and what the object is called in answers (`credentials.password`; empty
 * for the body).
 */
export type Fields = { readonly at: string; readonly values: Readonly<Record<string, unknown>> }

export const wrong = (reason: string): Refusal => new Refusal('bad-request', { reason })

const placeOf = ({ at }: Fields, name: string) => (at === '' ? name : `${at}.${name}`)

/** Throws Refusal for anything that is no object, and for keys that are not known. */
export function fieldsOf(value: unknown, known: readonly string[], at = ''): Fields {
  if (!isObject(value)) throw wrong(`${at === '' ? 'The body' : at} must be an object.`)
  const strange = Object.keys(value).find((key) => !known.includes(key))
  if (strange !== undefined)
    throw wrong(
      `${at === '' ? 'The body' : at} has a key that is not known: ${JSON.stringify(strange.slice(0, 100))}.`,
    )
  return { at, values: value }
}

/** The JSON that a request brought. Throws Refusal for any other body. */
export function jsonOf(body: Body): unknown {
  switch (body.kind) {
    case 'json':
      return body.value
    case 'none':
      throw wrong('The body is empty.')
    case 'unreadable':
      throw wrong(body.reason)
    case 'form':
    case 'unsupported':
      throw wrong('The body must be JSON, and the content type must say so.')
  }
}

export const valueOf = ({ values }: Fields, name: string): unknown =>
  Object.hasOwn(values, name) ? (values[name] ?? undefined) : undefined

export function textField(fields: Fields, name: string, longest = 65_536): string | undefined {
  const value = valueOf(fields, name)
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw wrong(`${placeOf(fields, name)} must be text.`)
  if (value.length > longest)
    throw wrong(`${placeOf(fields, name)} is longer than ${longest} characters.`)
  return value
}

export function yesOf(fields: Fields, name: string): boolean | undefined {
  const value = valueOf(fields, name)
  if (value !== undefined && typeof value !== 'boolean')
    throw wrong(`${placeOf(fields, name)} must be true or false.`)
  return value
}

export function oneOf<T extends string>(
  fields: Fields,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = textField(fields, name)
  if (value === undefined || value === '') return undefined
  if (!isOneOf(value, allowed))
    throw wrong(`${placeOf(fields, name)} must be one of ${allowed.join(', ')}.`)
  return value
}

const isOneOf = <T extends string>(value: string, allowed: readonly T[]): value is T =>
  (allowed as readonly string[]).includes(value)

export function objectOf(fields: Fields, name: string): JsonObject | undefined {
  const value = valueOf(fields, name)
  if (value !== undefined && !isObject(value))
    throw wrong(`${placeOf(fields, name)} must be an object.`)
  return value as JsonObject | undefined
}

/** Every entry read by `read`, which is told where it stands. */
export function listOf<T>(
  fields: Fields,
  name: string,
  read: (entry: unknown, at: string) => T,
  most = 1000,
): readonly T[] | undefined {
  const value = valueOf(fields, name)
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw wrong(`${placeOf(fields, name)} must be a list.`)
  if (value.length > most) throw wrong(`${placeOf(fields, name)} has more than ${most} entries.`)
  return value.map((entry, index) => read(entry, `${placeOf(fields, name)}[${index}]`))
}

export function uuidOf(fields: Fields, name: string): string | undefined {
  const value = textField(fields, name)
  if (value === undefined || value === '') return undefined
  if (!isUuid(value)) throw wrong(`${placeOf(fields, name)} must be a UUID.`)
  return value.toLowerCase()
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)

/** Milliseconds since 1970 of an RFC 3339 time. */
export function timeOf(fields: Fields, name: string): number | undefined {
  const value = textField(fields, name, 64)
  if (value === undefined || value === '') return undefined
  const at = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw wrong(`${placeOf(fields, name)} must be a time as in RFC 3339.`)
  return at
}
