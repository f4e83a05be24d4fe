// Reads JSON objects with a fixed set of keys. Null counts as absent, as most clients intend.
import { Refusal } from '#errors/refusal.ts'
import { jsonAnyway, type Body } from '#http/body.ts'
import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * The members of an object. `at`: its path in the body for error messages (`credentials.password`),
 * empty for the body itself.
 */
export type Fields = { readonly at: string; readonly values: Readonly<Record<string, unknown>> }

/** A 400 refusal with this reason. */
export const badRequest = (reason: string): Refusal => new Refusal('bad-request', { reason })

const pathOf = ({ at }: Fields, name: string) => (at === '' ? name : `${at}.${name}`)

/** Checks that the value is an object with only the known keys; throws Refusal otherwise. */
export function fieldsOf(value: unknown, known: readonly string[], at = ''): Fields {
  if (!isObject(value)) throw badRequest(`${at === '' ? 'The body' : at} must be an object.`)
  const unknownKey = Object.keys(value).find((key) => !known.includes(key))
  if (unknownKey !== undefined)
    throw badRequest(
      `${at === '' ? 'The body' : at} has a key that is not known: ` +
        `${JSON.stringify(unknownKey.slice(0, 100))}.`,
    )
  return { at, values: value }
}

/** The JSON value of a request body. Throws Refusal for a body of another kind. */
export function jsonOf(body: Body): unknown {
  switch (body.kind) {
    case 'json':
      return body.value
    case 'none':
      throw badRequest('The body is empty.')
    case 'unreadable':
      throw badRequest(body.reason)
    case 'unsupported': {
      // NOTE as published, JSON is taken whatever the content type says
      const value = jsonAnyway(body)
      if (value === undefined) throw badRequest('The body must be JSON.')
      return value
    }
    case 'form':
      throw badRequest('The body must be JSON, and the content type must say so.')
  }
}

/** The value of a key; undefined when it is absent or null. */
export const valueOf = ({ values }: Fields, name: string): unknown =>
  Object.hasOwn(values, name) ? (values[name] ?? undefined) : undefined

/**
 * A text of at most `maxLength` characters. Throws Refusal otherwise, as the functions below do.
 */
export function textField(fields: Fields, name: string, maxLength = 65_536): string | undefined {
  const value = valueOf(fields, name)
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw badRequest(`${pathOf(fields, name)} must be text.`)
  if (value.length > maxLength)
    throw badRequest(`${pathOf(fields, name)} is longer than ${maxLength} characters.`)
  return value
}

/** A boolean. */
export function booleanOf(fields: Fields, name: string): boolean | undefined {
  const value = valueOf(fields, name)
  if (value !== undefined && typeof value !== 'boolean')
    throw badRequest(`${pathOf(fields, name)} must be true or false.`)
  return value
}

/** One of the allowed texts; an empty text counts as absent. */
export function oneOf<T extends string>(
  fields: Fields,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = textField(fields, name)
  if (value === undefined || value === '') return undefined
  if (!isOneOf(value, allowed))
    throw badRequest(`${pathOf(fields, name)} must be one of ${allowed.join(', ')}.`)
  return value
}

const isOneOf = <T extends string>(value: string, allowed: readonly T[]): value is T =>
  (allowed as readonly string[]).includes(value)

/** An object. */
export function objectOf(fields: Fields, name: string): JsonObject | undefined {
  const value = valueOf(fields, name)
  if (value !== undefined && !isObject(value))
    throw badRequest(`${pathOf(fields, name)} must be an object.`)
  return value as JsonObject | undefined
}

/**
 * A list of at most `maxEntries` entries, each parsed by `read`, which also gets the entry's path.
 */
export function listOf<T>(
  fields: Fields,
  name: string,
  read: (entry: unknown, at: string) => T,
  maxEntries = 1000,
): readonly T[] | undefined {
  const value = valueOf(fields, name)
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw badRequest(`${pathOf(fields, name)} must be a list.`)
  if (value.length > maxEntries)
    throw badRequest(`${pathOf(fields, name)} has more than ${maxEntries} entries.`)
  return value.map((entry, index) => read(entry, `${pathOf(fields, name)}[${index}]`))
}

/** What a credential holds; empty where nothing is given. `credential`: the object with `config`. */
export function configOf(credential: JsonObject, known: readonly string[], at: string): Fields {
  return fieldsOf(
    valueOf(fieldsOf(credential, ['config'], at), 'config') ?? {},
    known,
    `${at}.config`,
  )
}

/** A UUID in lower case; an empty text counts as absent. */
export function uuidOf(fields: Fields, name: string): string | undefined {
  const value = textField(fields, name)
  if (value === undefined || value === '') return undefined
  if (!isUuid(value)) throw badRequest(`${pathOf(fields, name)} must be a UUID.`)
  return value.toLowerCase()
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)

/** An RFC 3339 time in milliseconds since 1970. */
export function timeOf(fields: Fields, name: string): number | undefined {
  const value = textField(fields, name, 64)
  if (value === undefined || value === '') return undefined
  const at = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(at)) throw badRequest(`${pathOf(fields, name)} must be a time as in RFC 3339.`)
  return at
}
