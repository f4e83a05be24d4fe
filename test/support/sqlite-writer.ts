// A writing connection of SQLite, in memory, whose commands are seen.
import { Refusal } from '#errors/refusal.ts'
import { command } from '#store/engine.ts'
import { openConnection, type Connection } from '#store/dialects/sqlite/connection.ts'
import { createWriter, type Job, type Writer } from '#store/dialects/sqlite/writer.ts'

/** What a job throws on purpose. */
export class Stop extends Error {}

export const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })
export const busy = Object.assign(new Error('database is locked'), { errcode: 5 })

/** A connection in memory; `fails` may throw before a statement runs, as SQLite would. */
export function prepare(fails: (sql: string) => void = () => {}) {
  const real = openConnection(':memory:')
  real.execute('CREATE TABLE t (v INTEGER UNIQUE)')
  const commits: number[] = []
  const executed: string[] = []
  const connection: Connection = {
    ...real,
    execute(sql) {
      fails(sql)
      executed.push(sql)
      real.execute(sql)
    },
  }
  const writer = createWriter(connection, {
    synchronous: 'FULL',
    lockWaitMs: 60,
    onCommit: (jobs) => commits.push(jobs),
  })
  const insert = (v: number): number =>
    real.run({ sql: 'INSERT INTO t VALUES (?)', parameters: [v], reads: false }).changes
  const values = (): unknown[] =>
    real.run(command('SELECT v FROM t ORDER BY v')).rows.map(({ v }) => v)
  return { real, writer, commits, executed, insert, values }
}

export const add = (
  writer: Writer,
  run: () => unknown,
  more: Partial<Job<unknown>> = {},
): Promise<unknown> => writer.add({ run, several: false, mayBeLost: false, ...more })
/** What has become of each. */
export const settled = (all: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  Promise.all(
    all.map((one) =>
      one.then(
        () => 'stored',
        (error: unknown) =>
          error instanceof Refusal ? error.kind : error instanceof Stop ? 'stopped' : 'failed',
      ),
    ),
  )
