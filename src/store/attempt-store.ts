import { sql } from 'kysely'
import type { AttemptStore } from '#identity/attempt-store.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import { digest } from './text.ts'

export function createAttemptStore(database: Database): AttemptStore {
  const { db } = database
  const addOne = fail(database)
  return {
    async find(subject) {
      const row = await db
        .selectFrom('pallas_attempts')
        .select(['failures', 'last_at'])
        .where('subject_digest', '=', digest(subject))
        .executeTakeFirst()
      return row && { failures: row.failures, lastAt: row.last_at }
    },
    fail: async (subject, at) => ({ failures: await addOne(digest(subject), at), lastAt: at }),
    async clear(subject) {
      await db.deleteFrom('pallas_attempts').where('subject_digest', '=', digest(subject)).execute()
    },
    async deleteBefore(before, limit) {
      const old = db
        .selectFrom('pallas_attempts')
        .select('subject_digest')
        .where('last_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_attempts')
        .where('subject_digest', 'in', keysToDelete(old, 'subject_digest', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** Counts a failure and reads the count in one statement. */
function fail({
  dialect,
  db,
  run,
}: Database): (subjectDigest: string, at: number) => Promise<number> {
  if (dialect !== 'mysql') {
    return async (subject_digest, at) => {
      const { failures } = await db
        .insertInto('pallas_attempts')
        .values({ subject_digest, failures: 1, last_at: at })
        .onConflict((conflict) =>
          conflict
            .column('subject_digest')
            .doUpdateSet({ failures: sql`pallas_attempts.failures + 1`, last_at: at }),
        )
        .returning('failures')
        .executeTakeFirstOrThrow()
      return failures
    }
  }
  // NOTE LAST_INSERT_ID returns, for this connection, the last value that was passed to it
  const statement =
    'INSERT INTO pallas_attempts (subject_digest, failures, last_at) VALUES (?, ' +
    'LAST_INSERT_ID(1), ?) ON DUPLICATE KEY UPDATE failures = LAST_INSERT_ID(failures + 1), ' +
    'last_at = VALUES(last_at)'
  return async (subjectDigest, at) =>
    (await run({ sql: statement, parameters: [subjectDigest, at], reads: false })).insertId ?? 1
}
