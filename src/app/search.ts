// The search for identities, and what keeps it complete.
import { setTimeout as sleep } from 'node:timers/promises'
import { withSearchIndex } from '#identity/search-indexed.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { createReindex } from '#identity/reindex.ts'
import { createIdentitySearch, type IdentitySearching } from '#identity/search.ts'
import type { Store } from '#store/store.ts'
import type { Runtime } from './runtime.ts'

export type SearchApp = {
  /** Writes what identities are found by along with them. */
  readonly identities: IdentityStore
  readonly identitySearch: IdentitySearching
  /**
   * Indexes, besides everything else, identities that are not indexed by the rules of now; for the
   * start, and after new schemas. `failed` is told before it is tried again.
   */
  refresh(done: (indexed: number) => void, failed: (error: unknown) => void): Promise<void>
  end(): void
}

const pauseMs = 20
const retryMs = 30_000

export function createSearchApp({
  runtime,
  store,
}: {
  readonly runtime: Runtime
  readonly store: Pick<Store, 'identities' | 'search'>
}): SearchApp {
  const schemas = () => runtime.schemas
  const identities = withSearchIndex(store.identities, schemas)
  const reindex = createReindex({ identities, search: store.search, schemas })
  const ending = new AbortController()
  let running = false

  async function run(failed: (error: unknown) => void): Promise<number> {
    for (let indexed = 0; ;) {
      if (ending.signal.aborted) return indexed
      let some: number | undefined
      try {
        some = await reindex.some()
      } catch (error) {
        if (!ending.signal.aborted) failed(error)
      }
      if (some === 0) return indexed
      indexed += some ?? 0
      await sleep(some === undefined ? retryMs : pauseMs, undefined, {
        ref: false,
        signal: ending.signal,
      }).catch(() => undefined)
    }
  }

  return {
    identities,
    identitySearch: createIdentitySearch({ search: store.search, identities, schemas, reindex }),
    async refresh(done, failed) {
      if (running) return
      running = true
      const indexed = await run(failed)
      running = false
      if (indexed > 0) done(indexed)
    },
    end: () => ending.abort(),
  }
}
