import { Refusal } from '#errors/refusal.ts'
import type { Engine } from './engine.ts'
import { readStatus, type MigrationStatus } from './migrations/run.ts'
import { unavailable } from './failures.ts'

export type ReadMigrations = (timeoutMs: number) => Promise<readonly MigrationStatus[]>

/** Reads the state of all migrations. Throws `Refusal('unavailable')` without an answer in time. */
export function createReadMigrations(engine: Engine): ReadMigrations {
  return async (timeoutMs) => {
    const { promise: tooLate, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => reject(unavailable(new Error(`no answer in ${timeoutMs} ms`))),
      timeoutMs,
    )
    try {
      return await Promise.race([readStatus(engine), tooLate])
    } finally {
      clearTimeout(timer)
    }
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
