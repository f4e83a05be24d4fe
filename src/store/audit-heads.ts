// The ends of the streams of the audit trail. Every entry moves one, on the condition that it is as
// this process knows it, so that two writers never go on from the same place.
import { streams, type Chain } from '#audit/chain.ts'
import type { ChainedEntry, Head } from '#audit/entry.ts'
import {
  emptyHead,
  entryColumns,
  entryValues,
  headRow,
  placeColumns,
  readHead,
  type HeadRow,
} from './audit-rows.ts'
import { prepare, type Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'

export type AuditHeads = {
  all(): Promise<readonly Head[]>
  /** Locked until the end of the transaction, where the database has more than one writer. */
  locked(stream: number): Promise<Head | undefined>
  /** As `locked`; when there is no head, by the entries of the stream, under an empty key. */
  end(stream: number, chain: Chain): Promise<Head>
  /** False, and nothing is stored, when the head is not as `before` any more. */
  move(before: Head, after: Head): Promise<boolean>
  /**
   * As `move`, with the entry that it moves for. Where changes are combined it answers before they
   * are made, and the transaction fails with Retryable when the head is not as it was.
   */
  moveWith(before: Head, after: Head, entry: ChainedEntry): Promise<boolean>
  /** As `move`, to another beginning of the stream. */
  shorten(before: Head, after: Head): Promise<boolean>
}

export function createAuditHeads(database: Database): AuditHeads {
  const { db, dialect } = database
  const heads = db.selectFrom('pallas_audit_heads').selectAll().orderBy('stream')
  // NOTE SQLite has only one writer anyway
  const lockable = dialect === 'sqlite' ? heads : heads.forUpdate()
  const lock = prepare(database, 'pallas_audit_head', lockable.where('stream', '=', 0).compile())
  const anyHead = {
    ...db.selectFrom('pallas_audit_heads').select('stream').limit(numberLiteral(1)).compile(),
    reads: true,
  }
  const moving = db
    .updateTable('pallas_audit_heads')
    .set({ position: 0, mac: '', key_id: '', seal: '' })
    .where('stream', '=', 0)
    // NOTE the seal is over all of the head
    .where('seal', '=', '')
    .compile()
  const move = prepare(database, 'pallas_audit_move', moving)
  const insert = prepare(
    database,
    'pallas_audit_insert',
    db
      .insertInto('pallas_audit_entries')
      .values(Object.fromEntries(entryColumns.map((column) => [column, ''])) as never)
      .compile(),
  )
  const moveAndInsert = {
    sql: `${moving.sql} returning stream`,
    reads: false,
    name: 'pallas_audit_move_and_insert',
    later: {
      explain: () => undefined,
      as: 'moved',
      then: `insert into pallas_audit_entries (${entryColumns.join(', ')}) select ${typedValues} from moved`,
      check: '1 / (select count(*) from moved)',
    },
  }

  const moved = (before: Head, after: Head): (string | number | null)[] => [
    after.position,
    after.mac,
    after.keyId,
    after.seal,
    before.stream,
    before.seal,
  ]

  async function locked(stream: number): Promise<Head | undefined> {
    const { rows } = await lock([stream])
    return rows[0] && readHead(rows[0] as HeadRow)
  }

  /** Makes all heads, so that one that is removed is missed. */
  async function makeAll(chain: Chain): Promise<void> {
    const rows = Array.from({ length: streams }, (_, stream) =>
      headRow(chain.seal({ stream, position: 0, mac: '', anchorPosition: 0, anchorMac: '' })),
    )
    const made = db.insertInto('pallas_audit_heads').values(rows)
    await (
      dialect === 'mysql' ? made.ignore() : made.onConflict((conflict) => conflict.doNothing())
    ).execute()
  }

  /** Where a stream ends whose head somebody has removed. */
  async function withoutHead(stream: number): Promise<Head> {
    const last = await db
      .selectFrom('pallas_audit_entries')
      .select(['position', 'mac'])
      .where('stream', '=', stream)
      .orderBy('position', 'desc')
      .limit(numberLiteral(1))
      .executeTakeFirst()
    return { ...emptyHead(stream), ...last }
  }

  return {
    all: async () => (await heads.execute()).map(readHead),
    locked,
    async end(stream, chain) {
      const found = await locked(stream)
      if (found) return found
      if ((await database.run(anyHead)).rows.length === 0) await makeAll(chain)
      return (await locked(stream)) ?? (await withoutHead(stream))
    },
    move: async (before, after) => (await move(moved(before, after))).changes > 0,
    async moveWith(before, after, entry) {
      if (database.combines) {
        const parameters = moved(before, after)
        const values = entryValues(entry)
        for (let at = 0; at < values.length - placeColumns.length; at++)
          parameters.push(values[at] ?? null)
        await database.run({ ...moveAndInsert, parameters })
        return true
      }
      if ((await move(moved(before, after))).changes === 0) return false
      await insert(entryValues(entry))
      return true
    },
    async shorten(before, after) {
      const { stream: _, ...columns } = headRow(after)
      const { numUpdatedRows } = await db
        .updateTable('pallas_audit_heads')
        .set(columns)
        .where('stream', '=', before.stream)
        .where('seal', '=', before.seal)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

/** Where the place of an entry stands among the values of the move of its head. */
const movedAt = { position: 1, mac: 2, key_id: 3, stream: 5 } as const
/** How many these are; those of the entry alone stand behind them. */
const movedValues = 6
const numbers = new Set<string>(['stream', 'position', 'at', 'affected'])

const typedValues = entryColumns
  .map((column, at) => {
    const number =
      column in movedAt ? movedAt[column as keyof typeof movedAt] : movedValues + at + 1
    return `$${number}::${numbers.has(column) ? 'bigint' : 'text'}`
  })
  .join(', ')
