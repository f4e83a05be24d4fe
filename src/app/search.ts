// The identity search, and the background job that keeps its index complete.
import { setTimeout as sleep } from 'node:timers/promises'
import { withSearchIndex } from '#identity/search-indexed.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Accounts } from '#identity/accounts.ts'
import { createReindex, type Followed } from '#identity/reindex.ts'
import { createIdentitySearch, type IdentitySearching } from '#identity/search.ts'
import type { Store } from '#store/store.ts'
import { createReading, type Reading } from '#lib/consistency.ts'
import { configOf, type Runtime } from './runtime.ts'

export type SearchApp = {
  /** The store; writes also update the search index. */
  readonly identities: IdentityStore
  readonly identitySearch: IdentitySearching
  /** How current lists are read, as searches are. */
  readonly reading: Reading
  /**
   * Indexes identities whose index entry is missing or was written under older schemas, in small
   * batches, and makes their addresses and identifiers again. Runs at start and after a schema
   * change. `followed` is told of each that has changed, `failed` is called before each retry.
   */
  refresh(told: {
    readonly done: (indexed: number) => void
    readonly followed: (id: string, followed: Followed) => void
    readonly failed: (error: unknown) => void
  }): Promise<void>
  end(): void
}

const pauseMs = 20
const retryMs = 30_000

/** Creates the search and its index job. */
export function createSearchApp({
  runtime,
  store,
  accounts,
}: {
  readonly runtime: Runtime
  readonly accounts: Accounts
  readonly store: Pick<Store, 'identities' | 'search'>
}): SearchApp {
  const schemas = () => runtime.schemas
  const reading = createReading(() => configOf(runtime).usualConsistency)
  const identities = withSearchIndex(store.identities, schemas)
  const reindex = createReindex({ identities, search: store.search, schemas, accounts })
  const ending = new AbortController()
  let running = false

  async function run({
    followed,
    failed,
  }: Pick<Parameters<SearchApp['refresh']>[0], 'followed' | 'failed'>): Promise<number> {
    for (let indexed = 0; ;) {
      if (ending.signal.aborted) return indexed
      let indexedNow: number | undefined
      try {
        indexedNow = await reindex.some(followed)
      } catch (error) {
        if (!ending.signal.aborted) failed(error)
      }
      if (indexedNow === 0) return indexed
      indexed += indexedNow ?? 0
      await sleep(indexedNow === undefined ? retryMs : pauseMs, undefined, {
        ref: false,
        signal: ending.signal,
      }).catch(() => undefined)
    }
  }

  return {
    identities,
    reading,
    identitySearch: createIdentitySearch({
      search: store.search,
      identities,
      schemas,
      reindex,
      reading,
    }),
    async refresh({ done, ...told }) {
      if (running) return
      running = true
      const indexed = await run(told)
      running = false
      if (indexed > 0) done(indexed)
    },
    end: () => ending.abort(),
  }
}
