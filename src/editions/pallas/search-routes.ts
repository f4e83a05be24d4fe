// The identity search, an admin operation of this server's own API.
import { sha256 } from '#crypto/tokens.ts'
import type { IdentitySearching, SearchResult } from '#identity/search.ts'
import type { SearchPosition } from '#identity/search-store.ts'
import { json, type Reply } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { badRequest } from '../shared/fields.ts'
import type { PageTokens } from '../shared/offset-pages.ts'
import type { Places } from '../edition.ts'
import { presentFound } from '../shared/v26/people-export.ts'
import { readSearchBody, readSearchQuery, type SearchRequest } from './read-search.ts'
import { searchDocumentOf } from './search-document.ts'

export type SearchRouteParts = {
  readonly core: { readonly identitySearch: IdentitySearching }
  readonly places: () => Places
  readonly pageTokens: PageTokens
}

/** The search by query parameters and by JSON body. */
export function searchRoutes({
  core: { identitySearch },
  places,
  pageTokens,
}: SearchRouteParts): readonly Route[] {
  const act = async (request: SearchRequest) => {
    const { search, order, count, limit, token, consistency } = request
    const list = listName(request)
    const after = token === undefined ? undefined : positionOf(pageTokens.decode(token), list)
    return {
      list,
      result: await identitySearch.find({
        search,
        order,
        count,
        consistency,
        page: { limit, ...(after === undefined ? {} : { after }) },
      }),
    }
  }
  const answer = ({
    list,
    result: { found, next, count, complete },
  }: {
    readonly list: string
    readonly result: SearchResult
  }): Reply =>
    json(200, {
      identities: found.map((one) => presentFound(one, places().publicUrl)),
      ...(next === undefined
        ? {}
        : { next_page_token: pageTokens.encode(`${list}:${next.value}:${next.id}`) }),
      ...(count === undefined
        ? {}
        : { count: { value: count.value, relation: count.atLeast ? 'at_least' : 'exact' } }),
      complete,
    })
  return [
    route(
      'GET',
      '/identities/search',
      readSearchQuery,
      act,
      answer,
      searchDocumentOf('searchIdentities'),
    ),
    route('POST', '/identities/search', readSearchBody, act, answer, {
      ...searchDocumentOf('searchIdentitiesByBody'),
      role: 'viewer',
    }),
  ]
}

/** Binds page tokens to one search and order; the page size may change. */
const listName = ({ search, order }: SearchRequest): string =>
  `search-${sha256(JSON.stringify([search, order]))}`

function positionOf(decoded: string | undefined, list: string): SearchPosition {
  const [, value, id] =
    (decoded?.startsWith(`${list}:`) === true
      ? /^(\d+):([0-9a-f-]+)$/.exec(decoded.slice(list.length + 1))
      : null) ?? []
  if (value === undefined || id === undefined)
    throw badRequest('The page token is not one that was given out for this search in this order.')
  return { value: Number(value), id }
}
