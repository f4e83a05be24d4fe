// Everybody whom a search finds, page by page, for taking away.
import { record } from '#audit/record.ts'
import type { Consistency } from '#lib/consistency.ts'
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
    readonly consistency?: Consistency | undefined
  }): Promise<AsyncIterable<readonly Found[]>>
}

const pageSize = 100

export function createPeopleExport({ find }: IdentitySearching): PeopleExport {
  return {
    async begin({ search, order, consistency }) {
      const asked = { search, order, consistency, count: 'none' } as const
      const first = await find({ ...asked, page: { limit: pageSize } })
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
            find({ ...asked, page: { limit: pageSize, after: next } }),
          )
        }
      })()
    },
  }
}
