// The list of people: search, filters, order, pages.
import type { Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import type { Rows } from '../routes.ts'
import { orderOf, positionText, readPeopleQuery, searchOf } from './read.ts'
import { peopleView } from './view.ts'

const pageSize = 50

export function peopleRoutes({ core, clock }: ConsoleParts, { page }: Rows): readonly Route[] {
  return [
    page(
      '/people',
      readPeopleQuery,
      async (query) => {
        const { found, next, count, complete } = await core.identitySearch.find({
          search: searchOf(query),
          order: orderOf(query),
          page: { limit: pageSize, ...(query.after ? { after: query.after } : {}) },
          // NOTE only the first page counts
          count: query.after ? 'none' : 'estimated',
        })
        const { list } = core.schemas()
        return {
          query,
          found,
          next: next && positionText(next),
          count,
          complete,
          schemaIds: list().map(({ id }) => id),
          now: clock(),
        }
      },
      peopleView,
    ),
  ]
}
