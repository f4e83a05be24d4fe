import type { ErrorStore } from '#flow/error-store.ts'
import type { JsonObject } from '#lib/json.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import { fromText, optional, toKey, toText } from './text.ts'

export function createErrorStore(database: Database): ErrorStore {
  const { db } = database
  const insert = prepare(
    database,
    'pallas_insert_error',
    db
      .insertInto('pallas_errors')
      .values({ id: '', error: '', csrf_hash: '', created_at: 0, updated_at: 0 })
      .compile(),
    {
      mayBeLost: true,
    },
  )
  return {
    async insert({ id, error, csrfHash, createdAt, updatedAt }) {
      await insert([
        toKey(id),
        JSON.stringify(error),
        optional(csrfHash, toText) ?? null,
        createdAt,
        updatedAt,
      ])
    },
    async find(id) {
      const row = await db
        .selectFrom('pallas_errors')
        .selectAll()
        .where('id', '=', toKey(id))
        .executeTakeFirst()
      return (
        row && {
          id: fromText(row.id),
          error: JSON.parse(row.error) as JsonObject,
          csrfHash: optional(row.csrf_hash, fromText),
          createdAt: row.created_at,
          updatedAt: row.updated_at,
        }
      )
    },
    async deleteBefore(before, limit) {
      const old = db.selectFrom('pallas_errors').select('id').where('created_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_errors')
        .where('id', 'in', keysToDelete(old, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
