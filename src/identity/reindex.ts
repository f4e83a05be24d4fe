import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { IdentityStore } from './identity-store.ts'
import type { SearchStore } from './search-store.ts'
import { entryOf, markOf } from './search-terms.ts'

export type ReindexParts = {
  readonly identities: Pick<IdentityStore, 'list'>
  readonly search: Pick<SearchStore, 'outdated' | 'index'>
  readonly schemas: () => IdentitySchemas
}

const atOnce = 100

/**
 * Writes anew what identities are found by, where the schemas or the rules are others by now, or
 * nothing was written yet.
 */
export function createReindex({ identities, search, schemas }: ReindexParts) {
  return {
    /** Up to `atOnce` identities; answers how many. 0: all are as they should be. */
    async some(): Promise<number> {
      for (const schema of schemas().list()) {
        const ids = await search.outdated(schema.id, markOf(schema), atOnce)
        if (ids.length === 0) continue
        for (const account of await identities.list({ ids }, { limit: ids.length }))
          await search.index(
            account.identity,
            entryOf(account, schemas().find(account.identity.schemaId)),
          )
        return ids.length
      }
      return 0
    },

    /** Whether every identity is found by what it should be. */
    async isDone(): Promise<boolean> {
      for (const schema of schemas().list())
        if ((await search.outdated(schema.id, markOf(schema), 1)).length > 0) return false
      return true
    },
  }
}
export type Reindex = ReturnType<typeof createReindex>
