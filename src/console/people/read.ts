// The search for people, as it stands in the address.
import type { IdentitySearch } from '#identity/search.ts'
import type { SearchOrder, SearchPosition, SearchSort } from '#identity/search-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import { queryValue, queryValues, type Request } from '#http/route.ts'
import { texts } from '../texts.ts'
import { columnNames, type ColumnName } from './columns.ts'

/** Which people, and in which order. */
export type PeopleFilter = {
  readonly words: string
  readonly state: IdentityState | undefined
  readonly schemaId: string | undefined
  readonly sort: string
}

export type PeopleQuery = PeopleFilter & {
  /** Undefined: the usual ones. */
  readonly columns: readonly ColumnName[] | undefined
  readonly after: SearchPosition | undefined
}

export const defaultSort = '-created_at'
export const sorts = Object.keys(texts.people.sorts)

/** Reads the address; a value that is none counts as left out. */
export function readPeopleQuery(request: Request): PeopleQuery {
  const named = queryValues(request, 'columns').flatMap((value) => value.split(','))
  const columns = columnNames.filter((one) => named.includes(one))
  return {
    ...readFilter((name) => queryValue(request, name)),
    columns: columns.length === 0 ? undefined : columns,
    after: positionOf(queryValue(request, 'after')),
  }
}

/** Reads a filter by the names of its parameters, in an address or a form. */
export function readFilter(value: (name: string) => string | undefined): PeopleFilter {
  const state = value('state'),
    sort = value('sort') ?? ''
  return {
    words: value('q')?.trim() ?? '',
    state: state === 'active' || state === 'inactive' ? state : undefined,
    schemaId: value('schema') || undefined,
    sort: sorts.includes(sort) ? sort : defaultSort,
  }
}

/** The parameters of a filter. */
export const filterParameters = ({ words, state, schemaId, sort }: PeopleFilter) => ({
  q: words,
  state,
  schema: schemaId,
  sort: sort === defaultSort ? undefined : sort,
})

/** The parameters of the address, without the page. */
export const parametersOf = (query: PeopleQuery) => ({
  ...filterParameters(query),
  columns: query.columns?.join(','),
})

/** Whether it leaves anybody out. */
export const isFiltered = ({ words, state, schemaId }: PeopleFilter): boolean =>
  words !== '' || state !== undefined || schemaId !== undefined

export const positionText = ({ value, id }: SearchPosition): string => `${value}_${id}`

function positionOf(text: string | undefined): SearchPosition | undefined {
  const [, value, id] = /^(-?\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return value === undefined || id === undefined ? undefined : { value: Number(value), id }
}

export const searchOf = ({ words, state, schemaId }: PeopleFilter): IdentitySearch => ({
  ...(words === '' ? {} : { words }),
  ...(state === undefined ? {} : { state }),
  ...(schemaId === undefined ? {} : { schemaId }),
})

export const orderOf = ({ sort }: PeopleFilter): SearchOrder => ({
  by: sort.replace(/^-/, '') as SearchSort,
  descending: sort.startsWith('-'),
})
