import type { Database } from './database.ts'

/**
 * As many pages of a SQLite file as a small change takes: after a change that did not fit, a full
 * disk still has room for one page or two. Servers keep room for themselves.
 */
const padding = 'x'.repeat(16_384)

/** Writes one row; throws what hinders that. All servers of a database write the same row. */
export function createTrialWrite({ db, dialect }: Database): (at: number) => Promise<void> {
  return async (at) => {
    const written = { written_at: at, padding: dialect === 'sqlite' ? padding : '' }
    const insert = db.insertInto('pallas_trial_writes').values({ name: 'readiness', ...written })
    await (
      dialect === 'mysql'
        ? insert.onDuplicateKeyUpdate(written)
        : insert.onConflict((conflict) => conflict.column('name').doUpdateSet(written))
    ).execute()
  }
}
