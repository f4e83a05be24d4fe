import { recorded } from '#audit/record.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import { changeEntry } from './audit-entries.ts'
import type { Accounts } from './accounts.ts'
import { Conflict, StaleVersion, type Account, type IdentityStore } from './identity-store.ts'
import type { SearchStore } from './search-store.ts'
import { entryOf, markOf } from './search-terms.ts'

export type ReindexParts = {
  /** Its changes write search entries, too. */
  readonly identities: Pick<IdentityStore, 'list' | 'replace'>
  readonly search: Pick<SearchStore, 'outdated' | 'index'>
  readonly schemas: () => IdentitySchemas
  readonly accounts: Pick<Accounts, 'followed'>
}

/** What became of an identity whose addresses or identifiers were to follow its schema. */
export type Followed = 'changed' | 'taken'

const batchSize = 100

export type Reindex = {
  /**
   * Brings up to `batchSize` identities up to date; answers how many. 0: all are current. `report`
   * is told of each whose addresses or identifiers have changed, or would be those of another.
   */
  some(report?: (id: string, followed: Followed) => void): Promise<number>
  /** Whether all are current. */
  isDone(): Promise<boolean>
}

/**
 * Writes search entries that are missing, or that were made by other rules or schemas, and makes
 * the addresses and identifiers of these identities again. It can be stopped at any time: what is
 * done is known by the mark of its entry.
 */
export function createReindex({ identities, search, schemas, accounts }: ReindexParts): Reindex {
  /** The entry of an identity that stays as it is. */
  const index = (account: Account) =>
    search.index(account.identity, entryOf(account, schemas().find(account.identity.schemaId)))

  async function follow(
    account: Account,
    schema: IdentitySchema,
    report?: (id: string, followed: Followed) => void,
  ): Promise<void> {
    const wanted = accounts.followed(account, schema)
    if (wanted === account) return index(account)
    try {
      await recorded(
        () => identities.replace(wanted),
        () => changeEntry(account, wanted),
      )
      report?.(account.identity.id, 'changed')
    } catch (error) {
      // NOTE whoever has changed it meanwhile has followed the schema, or it is found again
      if (error instanceof StaleVersion) return
      if (!(error instanceof Conflict)) throw error
      await index(account)
      report?.(account.identity.id, 'taken')
    }
  }

  return {
    async some(report): Promise<number> {
      for (const schema of schemas().list()) {
        const ids = await search.outdated(schema.id, markOf(schema), batchSize)
        if (ids.length === 0) continue
        for (const account of await identities.list({ ids }, { limit: ids.length }))
          await follow(account, schema, report)
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
