import { sql } from 'kysely'
import type { Budget, BudgetStore } from '#shield/budget-store.ts'
import type { Database } from './database.ts'
import type { Answer } from './engine.ts'
import { keysToDelete } from './limited-delete.ts'
import { digest, toKey } from './text.ts'

const digestOf = ({ kind, key }: Pick<Budget, 'kind' | 'key'>) => digest(`${kind}:${key}`)

export function createBudgetStore(database: Database): BudgetStore {
  const { db } = database
  const statements = statementsFor(database)
  const byDigest = (budgets: readonly Pick<Budget, 'kind' | 'key'>[]) =>
    new Map(budgets.map((one) => [digestOf(one), one]))

  return {
    async take(budget, at) {
      return waitOf(
        await database.run({
          sql: statements.take,
          parameters: [
            digestOf(budget),
            budget.kind,
            budget.tries,
            budget.refillMs,
            at + budget.refillMs,
            at + budget.tries * budget.refillMs,
          ],
          reads: false,
          mayBeLost: true,
        }),
      )
    },
    async takeKnown(key, at) {
      const answer = await database.run({
        sql: statements.takeKnown,
        parameters: [...statements.nows.map(() => at), digestOf({ kind: 'device', key }), at],
        reads: false,
        mayBeLost: true,
      })
      return (database.dialect === 'mysql' ? answer.changes : answer.rows.length) === 0
        ? undefined
        : waitOf(answer)
    },
    async giveBack(budgets, allOf) {
      if (budgets.length === 0) return
      const { sql: text, parameters } = db
        .updateTable('pallas_budgets')
        .set({
          full_at:
            allOf === undefined
              ? sql`full_at - refill_ms`
              : sql`CASE WHEN kind = ${allOf} THEN 0 ELSE full_at - refill_ms END`,
        })
        .where('key_digest', 'in', budgets.map(digestOf).sort())
        .compile()
      await database.run({ sql: text, parameters, reads: false, mayBeLost: true })
    },
    async find(budgets, at) {
      if (budgets.length === 0) return []
      const wanted = byDigest(budgets)
      const rows = await db
        .selectFrom('pallas_budgets')
        .selectAll()
        .where('key_digest', 'in', [...wanted.keys()])
        .execute()
      return rows.flatMap((row) => {
        const { kind, key } = wanted.get(row.key_digest) ?? { kind: undefined, key: '' }
        const spent = Math.min(Math.ceil((row.full_at - at) / row.refill_ms), row.tries)
        return kind === undefined || spent <= 0
          ? []
          : [{ kind, key, spent, tries: row.tries, refillMs: row.refill_ms }]
      })
    },
    async clear(budgets) {
      if (budgets.length === 0) return 0
      const { numDeletedRows } = await db
        .deleteFrom('pallas_budgets')
        .where('key_digest', 'in', budgets.map(digestOf).sort())
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async remember({ identityId, until, ...device }, before, at) {
      const row = {
        key_digest: digestOf(device),
        kind: device.kind,
        identity_id: toKey(identityId),
        tries: device.tries,
        refill_ms: device.refillMs,
        full_at: at,
        wait_ms: 0,
        expires_at: until,
      }
      if (before !== undefined) {
        const { numUpdatedRows } = await db
          .updateTable('pallas_budgets')
          .set({ key_digest: row.key_digest, full_at: at, expires_at: until })
          .where('key_digest', '=', digestOf({ kind: device.kind, key: before }))
          .executeTakeFirst()
        if (numUpdatedRows > 0n) return
      }
      await db.insertInto('pallas_budgets').values(row).execute()
    },
    isKnown: async (key, at) =>
      (await db
        .selectFrom('pallas_budgets')
        .select('key_digest')
        .where('key_digest', '=', digestOf({ kind: 'device', key }))
        .where('expires_at', '>=', at)
        .executeTakeFirst()) !== undefined,
    async devicesOf(identityId, at) {
      const { count } = await db
        .selectFrom('pallas_budgets')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('identity_id', '=', toKey(identityId))
        .where('expires_at', '>=', at)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async forgetDevices(identityId) {
      const { numDeletedRows } = await db
        .deleteFrom('pallas_budgets')
        .where('identity_id', '=', toKey(identityId))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async deleteExpired(at, limit) {
      const old = db.selectFrom('pallas_budgets').select('key_digest').where('expires_at', '<', at)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_budgets')
        .where('key_digest', 'in', keysToDelete(old, 'key_digest', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }

  function waitOf({ rows, insertId }: Answer): number {
    // NOTE MySQL answers the wait plus one, since it treats an id of 0 as none
    return database.dialect === 'mysql'
      ? Math.max((insertId ?? 1) - 1, 0)
      : Number(rows[0]?.['wait_ms'])
  }
}

/**
 * A budget is stored as the moment at which it is full again (the generic cell rate algorithm): a
 * try moves it by `refill_ms`, and is refused when all tries would be more than spent. A moment
 * further away than all tries, as after a clock was set back, counts as just that far.
 */
function statementsFor({ dialect }: Database) {
  const isMysql = dialect === 'mysql'
  const least = dialect === 'sqlite' ? 'MIN' : 'LEAST',
    greatest = dialect === 'sqlite' ? 'MAX' : 'GREATEST'
  const stored = (name: string) => (isMysql ? name : `pallas_budgets.${name}`)
  const sent = (name: string) => (isMysql ? `VALUES(${name})` : `excluded.${name}`)
  const told = isMysql ? '' : ' RETURNING wait_ms'

  /** `now` and `most` answer the SQL of this moment, and of that at which all tries are spent. */
  const change = (refill: string, now: () => string, most: () => string) => {
    const next = () =>
      `(${greatest}(${least}(${stored('full_at')}, ${most()}), ${now()}) + ${refill})`
    const wait = `CASE WHEN ${next()} <= ${most()} THEN 0 ELSE ${next()} - ${most()} END`
    // NOTE MySQL assigns in this order, and reads what it has assigned. LAST_INSERT_ID returns, for
    // this connection, the last value that was passed to it; 0 would be none
    return (
      `wait_ms = ${isMysql ? `LAST_INSERT_ID((${wait}) + 1) - 1` : wait}, full_at = ` +
      `CASE WHEN ${next()} <= ${most()} THEN ${next()} ELSE ${stored('full_at')} END`
    )
  }

  let count = 0
  const parameter = () => (dialect === 'postgres' ? `CAST($${++count} AS BIGINT)` : '?')
  const values = Array.from({ length: 6 }, (_, index) =>
    dialect === 'postgres' ? `$${index + 1}` : '?',
  ).join(', ')
  const known = change(stored('refill_ms'), parameter, () => {
    return `(${parameter()} + ${stored('tries')} * ${stored('refill_ms')})`
  })
  return {
    take:
      'INSERT INTO pallas_budgets ' +
      '(key_digest, kind, tries, refill_ms, full_at, expires_at, wait_ms) ' +
      `VALUES (${values}, ${isMysql ? 'LAST_INSERT_ID(1) - 1' : '0'}) ` +
      `${isMysql ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (key_digest) DO UPDATE SET'} ` +
      change(
        sent('refill_ms'),
        () => `(${sent('full_at')} - ${sent('refill_ms')})`,
        () => sent('expires_at'),
      ) +
      ['expires_at', 'tries', 'refill_ms'].map((name) => `, ${name} = ${sent(name)}`).join('') +
      told,
    /** Its parameters: this moment as often as `nows` has entries, the digest, this moment. */
    takeKnown:
      `UPDATE pallas_budgets SET ${known} WHERE key_digest = ` +
      `${dialect === 'postgres' ? `$${++count}` : '?'} AND expires_at >= ${parameter()}${told}`,
    nows: known.match(dialect === 'postgres' ? /\$\d+/g : /\?/g) ?? [],
  }
}
