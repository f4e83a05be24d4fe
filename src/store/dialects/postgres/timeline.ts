// A server that becomes the primary begins a new timeline, with a higher number:
// https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-TIMELINES
// So one that stood still meanwhile, and goes on as if it still were the primary, can be told.
import type pg from 'pg'

/** The history of one database, as its servers have told. */
export type Timelines = {
  /** Throws where the server has been replaced by one that was seen. */
  guard(client: Pick<pg.Client, 'query'>): Promise<void>
}

/** For so long after the first refusal it is believed that the newer server comes back. */
const usualPatienceMs = 60_000
const sql = `select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int as timeline`

export function createTimelines(
  patienceMs = usualPatienceMs,
  now = () => performance.now(),
): Timelines {
  let newest = 0,
    refusedSince: number | undefined

  return {
    async guard(client) {
      const timeline = await timelineOf(client)
      if (timeline === undefined) return
      if (timeline < newest) {
        refusedSince ??= now()
        // NOTE a database that was restored may have an older one
        if (now() - refusedSince < patienceMs) throw new Error('the server has been replaced')
      }
      newest = timeline
      refusedSince = undefined
    },
  }
}

/** Undefined where the server knows none, since it only speaks the protocol of PostgreSQL. */
async function timelineOf(client: Pick<pg.Client, 'query'>): Promise<number | undefined> {
  try {
    const { rows } = await client.query<{ readonly timeline: number }>(sql)
    return rows[0]?.timeline
  } catch (error) {
    // NOTE after other errors the connection is gone
    if (error instanceof Error && 'severity' in error && error.severity === 'ERROR')
      return undefined
    throw error
  }
}
