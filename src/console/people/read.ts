// The search for people, as it stands in the address.
import type { IdentitySearch } from '#identity/search.ts'
import type { SearchOrder, SearchPosition, SearchSort } from '#identity/search-store.ts'
import type { IdentityState } from '#identity/identity.ts'
import { queryValue, type Request } from '#http/route.ts'
import { texts } from '../texts.ts'

export type PeopleQuery = {
  readonly words: string
  readonly state: IdentityState | undefined
  readonly schemaId: string | undefined
  readonly sort: string
  readonly after: SearchPosition | undefined
}

export const defaultSort = '-created_at'
export const sorts = Object.keys(texts.people.sorts)

/** Reads the address; a value that is none counts as left out. */
export function readPeopleQuery(request: Request): PeopleQuery {
  const state = queryValue(request, 'state'),
    sort = queryValue(request, 'sort') ?? ''
  return {
    words: queryValue(request, 'q')?.trim() ?? '',
    state: state === 'active' || state === 'inactive' ? state : undefined,
    schemaId: queryValue(request, 'schema') || undefined,
    sort: sorts.includes(sort) ? sort : defaultSort,
    after: positionOf(queryValue(request, 'after')),
  }
}

/** The parameters of the address, without the page. */
export const parametersOf = ({ words, state, schemaId, sort }: PeopleQuery) => ({
  q: words,
  state,
  schema: schemaId,
  sort: sort === defaultSort ? undefined : sort,
})

export const positionText = ({ value, id }: SearchPosition): string => `${value}_${id}`

function positionOf(text: string | undefined): SearchPosition | undefined {
  const [, value, id] = /^(-?\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return value === undefined || id === undefined ? undefined : { value: Number(value), id }
}

export const searchOf = ({ words, state, schemaId }: PeopleQuery): IdentitySearch => ({
  ...(words === '' ? {} : { words }),
  ...(state === undefined ? {} : { state }),
  ...(schemaId === undefined ? {} : { schemaId }),
})

export const orderOf = ({ sort }: PeopleQuery): SearchOrder => ({
  by: sort.replace(/^-/, '') as SearchSort,
  descending: sort.startsWith('-'),
})
