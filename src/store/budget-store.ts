import type { Budget, BudgetStore, Taken } from '#shield/budget-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { statementsFor } from './budget-statements.ts'
import type { Database } from './database.ts'
import type { Answer } from './engine.ts'
import { keysToDelete } from './limited-delete.ts'
import type { NumberedStatement } from './numbered-statement.ts'
import { createRememberedDevices } from './remembered-devices.ts'
import { digest, toKey } from './text.ts'
import { createWriteBehind } from './write-behind.ts'

const digestOf = ({ kind, key }: Pick<Budget, 'kind' | 'key'>) => digest(`${kind}:${key}`)

/** `writeBehindMs`: how long what nobody waits for may wait to be written together. */
export function createBudgetStore(
  database: Database,
  writeBehindMs: number,
): BudgetStore & { readonly settle: () => Promise<void> } {
  const { db } = database
  const remembered = createRememberedDevices(database, writeBehindMs)
  const statements = statementsFor(database)
  const back = createWriteBehind<GivenBack>(database, writeBehindMs, writeBack)
  const byDigest = (budgets: readonly Pick<Budget, 'kind' | 'key'>[]) =>
    new Map(budgets.map((one) => [digestOf(one), one]))

  return {
    async settle() {
      await Promise.all([remembered.settle(), back.settle()])
    },
    async take(budget, at) {
      const taken = await takeOfBudgets([budget], at)
      return taken.of === 'device' ? taken.wait : (taken.waits[0] ?? 0)
    },
    async takeOfFirst(device, budgets, at) {
      if (device) await remembered.settle(digestOf(device))
      return takeOfBudgets(budgets, at, device)
    },
    async giveBack(budgets, { allOf, when = 'now' } = {}) {
      for (const budget of budgets)
        await back.add({
          digest: digestOf(budget),
          tries: budget.kind === allOf ? budget.tries : 1,
        })
      if (when === 'now' && budgets.length > 0) await back.settle()
    },
    async find(budgets, at) {
      await back.settle()
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
      await back.settle()
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

  async function takeOfBudgets(
    budgets: readonly Budget[],
    at: Timestamp,
    device?: Budget,
  ): Promise<Taken> {
    const digests = new Set(budgets.map(digestOf))
    const isOfThese = ({ digest }: GivenBack) => digests.has(digest)
    // NOTE what all tries come back to must not take back those that come later
    await back.settle((given) => given.tries > 1 && isOfThese(given))
    const taken = await takeAtOnce(device, budgets, at)
    if (taken.of === 'device' || !(taken.waits.at(-1) ?? 0) || !back.unwritten().some(isOfThese))
      return taken
    // nobody is refused because of a try that is just being given back
    await back.settle(isOfThese)
    const before = taken.waits.slice(0, -1)
    const again = await takeAtOnce(undefined, budgets.slice(before.length), at)
    return again.of === 'device' ? again : { of: 'budgets', waits: [...before, ...again.waits] }
  }

  /** One statement, or one for each where the database has none for several. */
  async function takeAtOnce(
    device: Budget | undefined,
    budgets: readonly Budget[],
    at: Timestamp,
  ): Promise<Taken> {
    const all = device ? [device, ...budgets] : budgets
    if (all.length === 0) return { of: 'budgets', waits: [] }
    if (!statements.takeOfFirst) return takeOneByOne(device, budgets, at)
    const { rows } = await run(
      statements.takeOfFirst(budgets.length, device !== undefined),
      `budgets_take_${budgets.length}${device ? '_device' : ''}`,
      all.flatMap((budget) => valuesOf(budget, at)),
    )
    const waits = new Map(rows.map((row) => [row['key_digest'], Number(row['wait_ms'])]))
    const ofDevice = device && waits.get(digestOf(device))
    return ofDevice === undefined
      ? { of: 'budgets', waits: budgets.flatMap((budget) => waits.get(digestOf(budget)) ?? []) }
      : { of: 'device', wait: ofDevice }
  }

  async function takeOneByOne(
    device: Budget | undefined,
    budgets: readonly Budget[],
    at: Timestamp,
  ): Promise<Taken> {
    if (device) {
      const taken = await run(statements.takeKnown, 'budgets_take_known', valuesOf(device, at))
      if (taken.changes > 0) return { of: 'device', wait: waitIn(taken) }
    }
    const waits: number[] = []
    for (const budget of budgets) {
      const wait = waitIn(await run(statements.take, 'budgets_take', valuesOf(budget, at)))
      waits.push(wait)
      if (wait > 0) break
    }
    return { of: 'budgets', waits }
  }

  async function writeBack(given: readonly GivenBack[]): Promise<void> {
    const tries = new Map<string, number>()
    for (const { digest, tries: more } of given) tries.set(digest, (tries.get(digest) ?? 0) + more)
    const each = [...tries].sort(([a], [b]) => (a < b ? -1 : 1))
    // NOTE a prepared statement for every number would be many
    const name = each.length <= 4 ? `budgets_give_back_${each.length}` : undefined
    await run(statements.giveBack(each.length), name, each.flat())
  }

  function run(statement: NumberedStatement, name: string | undefined, values: readonly unknown[]) {
    const { sql, parameters } = statement
    return database.run({
      sql,
      ...(name === undefined ? {} : { name }),
      parameters: parameters(values),
      reads: false,
      mayBeLost: true,
    })
  }
}

/** Tries that come back to a budget; all of them where `tries` is as many as it has. */
type GivenBack = { readonly digest: string; readonly tries: number }

/** NOTE MySQL answers the wait plus one, as an id, since it treats an id of 0 as none. */
const waitIn = ({ rows: [row], insertId }: Answer): number =>
  row ? Number(row['wait_ms']) : Math.max((insertId ?? 1) - 1, 0)

const valuesOf = (budget: Budget, at: Timestamp) => [
  digestOf(budget),
  budget.kind,
  budget.tries,
  budget.refillMs,
  at + budget.refillMs,
  at + budget.tries * budget.refillMs,
]
