// The devices that became known, written a little later and together: a sign-in does not wait for
// them. Whoever asks for one of them in this process finds it written.
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables/tables.ts'
import { createWriteBehind } from './write-behind.ts'

type Row = Insertable<Tables['pallas_budgets']>
type Entry = { readonly row: Row; readonly before: string | undefined }

export type RememberedDevices = {
  /** Takes a device, to be written. `before`: the digest of what it was known by until now. */
  add(row: Row, before: string | undefined): Promise<void>
  /** Whether a device waits to be written, or what waits replaces it; undefined for others. */
  isKnown(digest: string): boolean | undefined
  /** Writes all, or, with a digest, all when one of them is, or was, known by it. */
  settle(digest?: string): Promise<void>
  /** Drops those of an account. */
  forget(identityId: string): void
}

export function createRememberedDevices(database: Database, delayMs: number): RememberedDevices {
  const { db } = database
  const behind = createWriteBehind(database, delayMs, writeUnlessForgotten)
  /** Accounts whose devices were forgotten since the last write began. */
  const forgotten = new Set<string>()

  async function writeUnlessForgotten(entries: readonly Entry[]): Promise<void> {
    forgotten.clear()
    await write(entries)
    const late = entries.filter(({ row }) => forgotten.has(row.identity_id ?? ''))
    await remove(late.map(({ row }) => row.key_digest))
  }

  async function write(entries: readonly Entry[]): Promise<void> {
    const [first] = entries
    if (entries.length === 1 && first && (await rename(first))) return
    const rows = [...new Map(entries.map(({ row }) => [row.key_digest, row])).values()]
    await insert(rows)
    const renewed = rows.map(({ key_digest }) => key_digest)
    const old = entries.flatMap(({ before }) =>
      before === undefined || renewed.includes(before) ? [] : [before],
    )
    if (entries.length > 1) await remove(old)
  }

  async function rename({ row, before }: Entry): Promise<boolean> {
    if (before === undefined) return false
    const { key_digest, full_at, expires_at } = row
    const { numUpdatedRows } = await db
      .updateTable('pallas_budgets')
      .set({ key_digest, full_at, expires_at })
      .where('key_digest', '=', before)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  async function insert(rows: readonly Row[]): Promise<void> {
    const query = db.insertInto('pallas_budgets').values(rows)
    await (
      database.dialect === 'mysql'
        ? query.onDuplicateKeyUpdate({
            full_at: sql`VALUES(full_at)`,
            expires_at: sql`VALUES(expires_at)`,
          })
        : query.onConflict((conflict) =>
            conflict.column('key_digest').doUpdateSet(({ ref }) => ({
              full_at: ref('excluded.full_at'),
              expires_at: ref('excluded.expires_at'),
            })),
          )
    ).execute()
  }

  async function remove(digests: readonly string[]): Promise<void> {
    if (digests.length === 0) return
    await db.deleteFrom('pallas_budgets').where('key_digest', 'in', digests.toSorted()).execute()
  }

  return {
    add: (row, before) => behind.add({ row, before }),
    isKnown(digest) {
      for (const { row, before } of behind.unwritten().toReversed()) {
        if (row.key_digest === digest) return true
        if (before === digest) return false
      }
      return undefined
    },
    settle: (digest) =>
      behind.settle(
        ({ row, before }) => digest === undefined || row.key_digest === digest || before === digest,
      ),
    forget(identityId) {
      behind.keep(({ row }) => row.identity_id !== identityId)
      forgotten.add(identityId)
    },
  }
}
