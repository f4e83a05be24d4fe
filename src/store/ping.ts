import { Refusal } from '#errors/refusal.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Dialect, Engine } from './engine.ts'
import { readStatus, type MigrationStatus } from './migrations/run.ts'
import { unavailable } from './failures.ts'

export type ReadMigrations = (timeoutMs: number) => Promise<readonly MigrationStatus[]>

/** Reads the state of all migrations. Throws `Refusal('unavailable')` without an answer in time. */
export const createReadMigrations =
  (engine: Engine): ReadMigrations =>
  (timeoutMs) =>
    inTime(timeoutMs, () => readStatus(engine))

const clocks: Readonly<Record<Dialect, string>> = {
  sqlite: "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS at",
  postgres: 'SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS at',
  mysql: 'SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000 AS UNSIGNED) AS at',
}

/** Reads the clock of the database. Throws `Refusal('unavailable')` without an answer in time. */
export const createReadClock =
  (engine: Engine) =>
  (timeoutMs: number): Promise<Timestamp> =>
    inTime(timeoutMs, async () => {
      const sql = clocks[engine.dialect]
      return Number((await engine.run({ sql, parameters: [], reads: true })).rows[0]?.['at'])
    })

async function inTime<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(unavailable(new Error(`no answer in ${timeoutMs} ms`))),
    timeoutMs,
  )
  try {
    return await Promise.race([work(), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

/** Throws `Refusal('unavailable')` without an answer in time, or when migrations are pending. */
export function createPing(read: ReadMigrations): (timeoutMs: number) => Promise<void> {
  return async (timeoutMs) => {
    const status = await read(timeoutMs)
    const pending = status.filter(({ state }) => state !== 'applied').map(({ name }) => name)
    if (pending.length > 0)
      throw new Refusal('unavailable', {
        reason:
          `Migrations of the database are pending: ${pending.join(', ')}. Run "pallas ` +
          'migrate sql".',
      })
  }
}
