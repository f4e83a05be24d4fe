import type { Operator, OperatorStore } from '#operators/operator-store.ts'
import { roles, type Role } from '#operators/role.ts'
import type { Database } from './database.ts'
import type { OperatorsTable } from './tables/operators.ts'
import { fromText, toKey, toText } from './text.ts'

export function createOperatorStore({ db, dialect }: Database): OperatorStore {
  const all = db.selectFrom('pallas_operators').selectAll()
  return {
    async put({ identityId, role, createdAt, createdBy }) {
      const facts = { role, created_at: createdAt, created_by: toText(createdBy) }
      const insert = db
        .insertInto('pallas_operators')
        .values({ identity_id: toKey(identityId), ...facts })
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate(facts)
          : insert.onConflict((conflict) => conflict.column('identity_id').doUpdateSet(facts))
      ).execute()
    },
    async find(identityId) {
      const row = await all.where('identity_id', '=', toKey(identityId)).executeTakeFirst()
      return row && operatorOf(row)
    },
    list: async () =>
      (await all.orderBy('created_at').orderBy('identity_id').execute()).map(operatorOf),
    async remove(identityId) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_operators')
        .where('identity_id', '=', toKey(identityId))
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async lockAllWith(role) {
      const those = all.where('role', '=', role).orderBy('identity_id')
      const rows = await (dialect === 'sqlite' ? those : those.forUpdate()).execute()
      return rows.map((row) => fromText(row.identity_id))
    },
    any: async () =>
      (await db
        .selectFrom('pallas_operators')
        .select('identity_id')
        .limit(1)
        .executeTakeFirst()) !== undefined,
  }
}

const operatorOf = (row: OperatorsTable): Operator => ({
  identityId: fromText(row.identity_id),
  role: roleOf(row.role),
  createdAt: row.created_at,
  createdBy: fromText(row.created_by),
})

/** NOTE a role that this version does not know counts as the least one */
export const roleOf = (stored: string): Role => roles.find((one) => one === stored) ?? 'viewer'
