import type { RememberedDevice, RememberedStore } from '#session/remembered-store.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import type { RememberedTable } from './tables/remembered.ts'
import { fromText, toKey } from './text.ts'

type Facts = Pick<RememberedDevice, 'proof' | 'protection' | 'userAgent'>

export function createRememberedStore({ db }: Database): RememberedStore {
  const select = (identityId: string) =>
    db.selectFrom('pallas_remembered').selectAll().where('identity_id', '=', toKey(identityId))
  return {
    async insert({ id, identityId, secretHash, createdAt, expiresAt, ...facts }) {
      await db
        .insertInto('pallas_remembered')
        .values({
          id: toKey(id),
          identity_id: toKey(identityId),
          secret_hash: toKey(secretHash),
          facts: JSON.stringify(facts satisfies Facts),
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .execute()
    },
    async find(identityId, secretHash) {
      const row = await select(identityId)
        .where('secret_hash', '=', toKey(secretHash))
        .executeTakeFirst()
      return row && deviceOf(row)
    },
    list: async (identityId) =>
      (await select(identityId).orderBy('created_at', 'desc').orderBy('id').execute()).map(
        deviceOf,
      ),
    async forget(identityId) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_remembered')
        .where('identity_id', '=', toKey(identityId))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async deleteExpired(before, limit) {
      const old = db.selectFrom('pallas_remembered').select('id').where('expires_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_remembered')
        .where('id', 'in', keysToDelete(old, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function deviceOf(row: RememberedTable): RememberedDevice {
  return {
    id: fromText(row.id),
    identityId: fromText(row.identity_id),
    secretHash: fromText(row.secret_hash),
    ...(JSON.parse(row.facts) as Facts),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
