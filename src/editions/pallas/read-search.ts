// Reads a search from query parameters or from a JSON body.
import type { Consistency } from '#lib/consistency.ts'
import type { Counting, IdentitySearch } from '#identity/search.ts'
import type { SearchOrder, SearchSort, TimeRange } from '#identity/search-store.ts'
import type { Request } from '#http/route.ts'
import {
  fieldsOf,
  jsonOf,
  listOf,
  oneOf,
  textField,
  timeOf,
  valueOf,
  badRequest,
  type Fields,
} from '../shared/fields.ts'
import { states } from '../shared/v26/admin/read-identity.ts'

/** A parsed search: conditions, order, count mode, page size and page token. */
export type SearchRequest = {
  readonly search: IdentitySearch
  readonly order: SearchOrder
  readonly count: Counting
  readonly limit: number
  readonly token: string | undefined
  /** Undefined: as usual. */
  readonly consistency: Consistency | undefined
}

const pageSize = { default: 50, max: 250 }
const ranges = ['created', 'updated', 'last_sign_in'] as const
const plainKeys = [
  'words',
  'state',
  'schema_id',
  'sort',
  'count',
  'page_size',
  'page_token',
  'consistency',
]
const bodyKeys = [...plainKeys, ...ranges, 'traits', 'metadata']
const conditionKeys = [...plainKeys.slice(0, 3), ...ranges, 'traits', 'metadata']
const sorts: readonly SearchSort[] = ['created_at', 'updated_at', 'last_sign_in', 'id']
const metadataNames = ['metadata_public', 'metadata_admin'] as const

/** Reads the conditions of a search alone. Throws Refusal as `searchOf`. */
export function conditionsOf(value: unknown, at: string): IdentitySearch {
  fieldsOf(value, conditionKeys, at)
  return searchOf(value).search
}

/** Reads a search from the request body. */
export const readSearchBody = ({ body }: Request): SearchRequest => searchOf(jsonOf(body))

/** Reads a search from a JSON body. Throws Refusal for unknown keys and invalid values. */
export function searchOf(value: unknown): SearchRequest {
  const fields = fieldsOf(value, bodyKeys)
  const words = textField(fields, 'words'),
    state = oneOf(fields, 'state', states),
    schemaId = textField(fields, 'schema_id')
  const created = rangeOf(fields, 'created'),
    updated = rangeOf(fields, 'updated')
  const lastSignIn =
    valueOf(fields, 'last_sign_in') === 'never'
      ? 'never'
      : rangeOf(fields, 'last_sign_in', ' or never')
  return {
    search: {
      traits: listOf(fields, 'traits', traitOf, 100) ?? [],
      metadata: listOf(fields, 'metadata', metadataOf, 100) ?? [],
      ...(words === undefined ? {} : { words }),
      ...(state === undefined ? {} : { state }),
      ...(schemaId ? { schemaId } : {}),
      ...(created === undefined ? {} : { created }),
      ...(updated === undefined ? {} : { updated }),
      ...(lastSignIn === undefined ? {} : { lastSignIn }),
    },
    order: orderOf(textField(fields, 'sort') || '-created_at'),
    count: oneOf(fields, 'count', ['exact', 'estimated', 'none'] as const) ?? 'none',
    limit: limitOf(valueOf(fields, 'page_size')),
    token: textField(fields, 'page_token') || undefined,
    consistency: oneOf(fields, 'consistency', ['strong', 'eventual'] as const),
  }
}

function traitOf(value: unknown, at: string): NonNullable<IdentitySearch['traits']>[number] {
  const fields = fieldsOf(value, ['name', 'equals', 'prefix'], at)
  const name = textField(fields, 'name'),
    equals = scalarOf(fields, 'equals'),
    prefix = textField(fields, 'prefix')
  if (!name) throw badRequest(`${at}.name is missing.`)
  if ((equals === undefined) === (prefix === undefined))
    throw badRequest(`${at} must have one of equals and prefix.`)
  return equals === undefined
    ? { name, match: 'prefix', value: prefix ?? '' }
    : { name, match: 'equals', value: equals }
}

function metadataOf(value: unknown, at: string): NonNullable<IdentitySearch['metadata']>[number] {
  const fields = fieldsOf(value, ['in', 'path', 'equals'], at)
  const where = oneOf(fields, 'in', metadataNames),
    path = textField(fields, 'path', 1000),
    equals = scalarOf(fields, 'equals')
  if (where === undefined) throw badRequest(`${at}.in is missing.`)
  if (!path) throw badRequest(`${at}.path is missing.`)
  if (equals === undefined) throw badRequest(`${at}.equals is missing.`)
  return { in: where, path, value: equals }
}

/** A text, number or boolean as text; values are compared in this form. */
function scalarOf(fields: Fields, name: string): string | undefined {
  const value = valueOf(fields, name)
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : textField(fields, name)
}

function rangeOf(fields: Fields, name: (typeof ranges)[number], or = ''): TimeRange | undefined {
  const value = valueOf(fields, name)
  if (value === undefined) return undefined
  if (typeof value === 'string')
    throw badRequest(`${name} must be an object with from and to${or}.`)
  const range = fieldsOf(value, ['from', 'to'], name)
  const from = timeOf(range, 'from'),
    to = timeOf(range, 'to')
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function orderOf(text: string): SearchOrder {
  const descending = text.startsWith('-')
  const by = sorts.find((one) => one === (descending ? text.slice(1) : text))
  if (by === undefined)
    throw badRequest(
      `sort must be one of ${sorts.join(', ')}, ` +
        'with a minus sign before it for the other direction.',
    )
  return { by, descending }
}

function limitOf(value: unknown): number {
  if (value === undefined || value === '') return pageSize.default
  const size = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1)
    throw badRequest('page_size must be a whole number from 1 on.')
  return Math.min(size, pageSize.max)
}

/**
 * Reads a search from query parameters: `traits.NAME`, `prefix.traits.NAME`,
 * `metadata_public.PATH`, `metadata_admin.PATH`, time ranges as `NAME_from` and `NAME_to`, the
 * others as in the body.
 */
export function readSearchQuery({ query }: Request): SearchRequest {
  const body: Record<string, unknown> = {}
  const traits: object[] = [],
    metadata: object[] = []
  const times: Record<string, Record<string, string>> = {}
  for (const [name, given] of Object.entries(query)) {
    const values = given === undefined ? [] : [given].flat()
    const where = metadataNames.find((one) => name.startsWith(`${one}.`))
    const range = ranges.find((one) => name === `${one}_from` || name === `${one}_to`)
    if (name.startsWith('traits.')) traits.push(...values.map((equals) => ({ name, equals })))
    else if (name.startsWith('prefix.traits.'))
      traits.push(...values.map((prefix) => ({ name: name.slice('prefix.'.length), prefix })))
    else if (where !== undefined)
      metadata.push(
        ...values.map((equals) => ({ in: where, path: name.slice(where.length + 1), equals })),
      )
    else if (values.length > 1)
      throw badRequest(
        `The query parameter ${JSON.stringify(name.slice(0, 100))} can be given once.`,
      )
    else if (range !== undefined)
      times[range] = { ...times[range], [name.slice(range.length + 1)]: values[0] ?? '' }
    else if (name === 'last_sign_in' && values[0] !== 'never')
      throw badRequest(
        'last_sign_in can be never; last_sign_in_from and last_sign_in_to are for times.',
      )
    else if (plainKeys.includes(name) || name === 'last_sign_in') body[name] = values[0]
    else throw badRequest(`The query parameter ${JSON.stringify(name.slice(0, 100))} is not known.`)
  }
  if (body['last_sign_in'] !== undefined && times['last_sign_in'] !== undefined)
    throw badRequest('last_sign_in can be never, or be in a range of time, not both.')
  return searchOf({ ...body, ...times, traits, metadata })
}
