// Everybody whom a search finds, page by page, for taking away.
import { record } from '#audit/record.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import type { Found, IdentitySearch, IdentitySearching } from './search.ts'
import type { SearchOrder } from './search-store.ts'

export type PeopleExport = {
  /**
   * Begins an export, which is recorded; each page is read when it is asked for. Throws as
   * IdentitySearching.
   */
  begin(input: {
    readonly search: IdentitySearch
    readonly order: SearchOrder
  }): Promise<AsyncIterable<readonly Found[]>>
}

const pageSize = 100

export function createPeopleExport({ find }: IdentitySearching): PeopleExport {
  return {
    async begin({ search, order }) {
      const first = await find({ search, order, page: { limit: pageSize }, count: 'none' })
      await record({
        action: 'data.exported',
        target: { kind: 'server' },
        fields: ['identities'],
      })
      return (async function* pages() {
        for (let page = first; ;) {
          yield page.found
          const { next } = page
          if (next === undefined) return
          // NOTE who reads slowly takes longer than a request may
          page = await outsideDeadline(() =>
            find({ search, order, page: { limit: pageSize, after: next }, count: 'none' }),
          )
        }
      })()
    },
  }
}
