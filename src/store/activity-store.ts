import { sql } from 'kysely'
import type { ActivityKind, ActivityStore } from '#telemetry/activity-store.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'

export function createActivityStore({ db, dialect }: Database): ActivityStore {
  return {
    async add(counts) {
      if (counts.length === 0) return
      // NOTE in one order, so that no two processes wait for each other
      const rows = counts
        .map(({ hour, kind, count }) => ({ starts_at: hour, kind, amount: count }))
        .toSorted((a, b) => a.starts_at - b.starts_at || (a.kind < b.kind ? -1 : 1))
      const insert = db.insertInto('pallas_activity').values(rows)
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate({
              amount: sql`pallas_activity.amount + values(amount)`,
            })
          : insert.onConflict((conflict) =>
              conflict
                .columns(['starts_at', 'kind'])
                .doUpdateSet({ amount: sql`pallas_activity.amount + excluded.amount` }),
            )
      ).execute()
    },
    async since(from) {
      const rows = await db
        .selectFrom('pallas_activity')
        .selectAll()
        .where('starts_at', '>=', from)
        .orderBy('starts_at')
        .orderBy('kind')
        .execute()
      return rows.map(({ starts_at, kind, amount }) => ({
        hour: starts_at,
        kind: kind as ActivityKind,
        count: amount,
      }))
    },
    async deleteBefore(before, limit) {
      const [last] = await db
        .selectFrom('pallas_activity')
        .select('starts_at')
        .where('starts_at', '<', before)
        .orderBy('starts_at')
        .limit(numberLiteral(limit))
        .execute()
        .then((rows) => rows.slice(-1))
      if (!last) return 0
      const { numDeletedRows } = await db
        .deleteFrom('pallas_activity')
        .where('starts_at', '<=', last.starts_at)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
