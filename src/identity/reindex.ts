import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { IdentityStore } from './identity-store.ts'
import type { SearchStore } from './search-store.ts'
import { entryOf, markOf } from './search-terms.ts'

export type ReindexParts = {
  readonly identities: Pick<IdentityStore, 'list'>
  readonly search: Pick<SearchStore, 'outdated' | 'index'>
  readonly schemas: () => IdentitySchemas
}

const batchSize = 100

export type Reindex = {
  /** Indexes up to `batchSize` identities; answers how many. 0: all entries are current. */
  some(): Promise<number>
  /** Whether all entries are current. */
  isDone(): Promise<boolean>
}

/** Writes search entries that are missing, or that were made by other rules or schemas. */
export function createReindex({ identities, search, schemas }: ReindexParts): Reindex {
  return {
    async some(): Promise<number> {
      for (const schema of schemas().list()) {
        const ids = await search.outdated(schema.id, markOf(schema), batchSize)
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

    async isDone(): Promise<boolean> {
      for (const schema of schemas().list())
        if ((await search.outdated(schema.id, markOf(schema), 1)).length > 0) return false
      return true
    },
  }
}
