import type { Store } from '#store/store.ts'

/** Registers a test that gets a store on a fresh, migrated database. */
export type Promises = (sentence: string, check: (store: Store) => Promise<void>) => void
