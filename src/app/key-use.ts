import { createKeyFinder } from '#crypto/cipher.ts'
import type { Clock } from '#lib/time.ts'
import type { Store } from '#store/store.ts'
import type { KeyUse } from '#telemetry/health-facts.ts'
import { sealedIn, sealedTables, sealedTypes } from './sealed-places.ts'

/** Rows of each table that are looked at. */
const sample = 200

/** Looks at the oldest rows of every table that has something encrypted, which are the last to be changed. */
export const createKeyUse =
  ({
    store,
    secrets,
    clock,
  }: {
    readonly store: Pick<Store, 'sealed'>
    /** Newest first. */
    readonly secrets: () => readonly string[]
    readonly clock: Clock
  }): (() => Promise<KeyUse>) =>
  async () => {
    const configured = secrets(),
      keyOf = createKeyFinder(configured)
    const pages = await Promise.all(
      sealedTables.map((table) =>
        store.sealed.list(table, { after: '', limit: sample, now: clock() }, sealedTypes),
      ),
    )
    const keys = pages.flatMap(({ rows }) =>
      rows.flatMap((row) => sealedIn(row).map(({ text }) => keyOf(text))),
    )
    return {
      configured: configured.length,
      examined: keys.length,
      older: keys.filter((key) => key !== undefined && key > 0).length,
      unreadable: keys.filter((key) => key === undefined).length,
    }
  }
