import type { Budget, BudgetStore } from '#shield/budget-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { statementsFor } from './budget-statements.ts'
import type { Database } from './database.ts'
import type { Answer } from './engine.ts'
import { keysToDelete } from './limited-delete.ts'
import { createRememberedDevices } from './remembered-devices.ts'
import { digest, toKey } from './text.ts'

const digestOf = ({ kind, key }: Pick<Budget, 'kind' | 'key'>) => digest(`${kind}:${key}`)

/** `writeBehindMs`: how long known devices may wait to be written together. */
export function createBudgetStore(
  database: Database,
  writeBehindMs: number,
): BudgetStore & { readonly settle: () => Promise<void> } {
  const { db } = database
  const remembered = createRememberedDevices(database, writeBehindMs)
  const statements = statementsFor(database)
  const byDigest = (budgets: readonly Pick<Budget, 'kind' | 'key'>[]) =>
    new Map(budgets.map((one) => [digestOf(one), one]))

  return {
    settle: remembered.settle,
    take,
    async takeInOrder(budgets, at) {
      const [first, second] = budgets
      if (first && second && budgets.length === 2 && statements.takeBoth !== undefined)
        return takeBoth(statements.takeBoth, first, second, at)
      const waits: number[] = []
      for (const budget of budgets) {
        const wait = await take(budget, at)
        waits.push(wait)
        if (wait > 0) break
      }
      return waits
    },
    async takeKnown(key, at) {
      await remembered.settle(digestOf({ kind: 'device', key }))
      const answer = await database.run({
        sql: statements.takeKnown,
        name: 'budgets_take_known',
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
      const { sql: text, name } = statements.giveBack(budgets.length)
      await database.run({
        sql: text,
        name,
        parameters: [allOf ?? '', ...budgets.map(digestOf).sort()],
        reads: false,
        mayBeLost: true,
      })
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
    async remember({ identityId, until, ...device }, before, at, when = 'now') {
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
      const old = before === undefined ? undefined : digestOf({ kind: device.kind, key: before })
      await remembered.add(row, old)
      if (when === 'now') await remembered.settle()
    },
    async isKnown(key, at) {
      const wanted = digestOf({ kind: 'device', key })
      const isWaiting = remembered.isKnown(wanted)
      if (isWaiting !== undefined) return isWaiting
      const found = await db
        .selectFrom('pallas_budgets')
        .select('key_digest')
        .where('key_digest', '=', wanted)
        .where('expires_at', '>=', at)
        .executeTakeFirst()
      return found !== undefined
    },
    async devicesOf(identityId, at) {
      await remembered.settle()
      const { count } = await db
        .selectFrom('pallas_budgets')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('identity_id', '=', toKey(identityId))
        .where('expires_at', '>=', at)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    async forgetDevices(identityId) {
      remembered.forget(toKey(identityId))
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

  async function take(budget: Budget, at: Timestamp): Promise<number> {
    return waitOf(
      await database.run({
        sql: statements.take,
        name: 'budgets_take',
        parameters: valuesOf(budget, at),
        reads: false,
        mayBeLost: true,
      }),
    )
  }

  async function takeBoth(text: string, first: Budget, second: Budget, at: Timestamp) {
    const { tries, refillMs } = first
    const most = at + tries * refillMs
    const more = database.dialect === 'sqlite' ? [digestOf(first), most, at, refillMs, most] : []
    const { rows } = await database.run({
      sql: text,
      name: 'budgets_take_both',
      parameters: [...valuesOf(first, at), ...valuesOf(second, at), ...more],
      reads: false,
      mayBeLost: true,
    })
    const waits = new Map(rows.map((row) => [row['key_digest'], Number(row['wait_ms'])]))
    return [first, second].flatMap((budget) => waits.get(digestOf(budget)) ?? [])
  }

  function waitOf({ rows, insertId }: Answer): number {
    // NOTE MySQL answers the wait plus one, since it treats an id of 0 as none
    return database.dialect === 'mysql'
      ? Math.max((insertId ?? 1) - 1, 0)
      : Number(rows[0]?.['wait_ms'])
  }
}

const valuesOf = (budget: Budget, at: Timestamp) => [
  digestOf(budget),
  budget.kind,
  budget.tries,
  budget.refillMs,
  at + budget.refillMs,
  at + budget.tries * budget.refillMs,
]
