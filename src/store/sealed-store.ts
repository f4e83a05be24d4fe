// The columns that hold encrypted texts, as they are stored, for encrypting them anew.
import type { Timestamp } from '#lib/time.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import { fromText, toKey } from './text.ts'

export type SealedTable =
  | 'credentials'
  | 'flows'
  | 'messages'
  | 'mailbox'
  | 'outbox'
  | 'kept-sessions'
  | 'export-pieces'

/** A row with the texts of its columns; a credential has a type. */
export type SealedRow = {
  readonly table: SealedTable
  /** Of a credential: that of its identity. */
  readonly id: string
  readonly type: string | undefined
  readonly texts: Readonly<Record<string, string>>
}

export type SealedStore = {
  /**
   * The next rows after `after`, in the order of their ids; of credentials, those of the next
   * `limit` ones that are of one of `types`. `last` is where the next rows begin; undefined at the
   * end. Expired flows are left out.
   */
  list(
    table: SealedTable,
    page: { readonly after: string; readonly limit: number; readonly now: Timestamp },
    types: readonly string[],
  ): Promise<{ readonly rows: readonly SealedRow[]; readonly last: string | undefined }>
  /**
   * Stores other texts, unless one of those that the row had has changed. Answers whether it did.
   */
  replace(row: SealedRow, texts: Readonly<Record<string, string>>): Promise<boolean>
}

/** The tables with the columns of the key and of encrypted texts. */
const tables = {
  flows: { name: 'pallas_flows', columns: ['data'] },
  messages: { name: 'pallas_messages', columns: ['data', 'content'] },
  mailbox: { name: 'pallas_mailbox', columns: ['content'] },
  outbox: { name: 'pallas_outbox', columns: ['call_data'] },
  'kept-sessions': { name: 'pallas_kept_sessions', columns: ['details'] },
  'export-pieces': { name: 'pallas_export_pieces', columns: ['content'] },
} as const

export function createSealedStore({ db }: Database): SealedStore {
  async function credentials(after: string, limit: number, types: readonly string[]) {
    // NOTE a range of the primary key, so that a statement stays short however rare the types are
    const end = await db
      .selectFrom('pallas_credentials')
      .select('identity_id')
      .where('identity_id', '>', after)
      .orderBy('identity_id')
      .offset(numberLiteral(limit - 1))
      .limit(numberLiteral(1))
      .executeTakeFirst()
    let query = db
      .selectFrom('pallas_credentials')
      .select(['identity_id as id', 'type', 'config'])
      .where('identity_id', '>', after)
      .where('type', 'in', types)
    if (end !== undefined) query = query.where('identity_id', '<=', end.identity_id)
    return {
      rows: (await query.execute()).map(({ id, type, config }) =>
        readRow('credentials', { id, config }, ['config'], type),
      ),
      last: end?.identity_id,
    }
  }

  return {
    async list(table, { after, limit, now }, types) {
      if (table === 'credentials') return credentials(after, limit, types)
      const { name, columns } = tables[table]
      let query = db
        .selectFrom(name as 'pallas_messages')
        .select(['id', ...(columns as readonly 'data'[])])
        .where('id', '>', after)
      if (table === 'flows') query = query.where('expires_at' as 'due_at', '>', now)
      const rows = await query.orderBy('id').limit(numberLiteral(limit)).execute()
      return {
        rows: rows.map((row) => readRow(table, row, columns)),
        last: rows.length < limit ? undefined : rows.at(-1)?.id,
      }
    },
    async replace({ table, id, type, texts: before }, texts) {
      const name = table === 'credentials' ? 'pallas_credentials' : tables[table].name
      let query = db
        .updateTable(name as 'pallas_messages')
        .set(texts)
        .where((table === 'credentials' ? 'identity_id' : 'id') as 'id', '=', toKey(id))
      if (type !== undefined) query = query.where('type' as 'status', '=', type)
      for (const column of Object.keys(texts))
        query = query.where(column as 'data', '=', before[column] ?? '')
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },
  }
}

function readRow(
  table: SealedTable,
  row: Readonly<Record<string, string | null>>,
  columns: readonly string[],
  type?: string,
): SealedRow {
  const texts = columns.flatMap((column) => {
    const text = row[column]
    return typeof text === 'string' ? [[column, text] as const] : []
  })
  return { table, id: fromText(row['id'] ?? ''), type, texts: Object.fromEntries(texts) }
}
