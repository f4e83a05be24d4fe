import { storeDeadline } from '#lib/deadline.ts'
import { turnOfLoop } from '#lib/turn.ts'
import type { Answer, Ending, Engine, Run, Statement } from '../../engine.ts'
import { isBusy, whenFree } from './busy.ts'
import type { Connection } from './connection.ts'
import { explainSqlite } from './failures.ts'
import { openSqlite } from './open.ts'
import { scrubSqlite } from './scrub.ts'
import { createWriter } from './writer.ts'
import type { Synchronous } from './writer.ts'

export type SqliteSettings = {
  /** `undefined`: a database in memory, for this engine alone. */
  readonly path: string | undefined
  readonly synchronous: Synchronous
  /** How long to wait for a locked database. */
  readonly lockWaitMs?: number
  /** Called with the number of jobs of each commit. */
  readonly onCommit?: (jobs: number) => void
  /** For large imports, which may take more memory. */
  readonly bulk?: boolean
}

/** https://www.sqlite.org/pragma.html#pragma_data_version */
const dataVersion: Statement = { sql: 'PRAGMA data_version', parameters: [], reads: true }

/** Throws `Refusal('unavailable')` when the file cannot be opened. */
export async function createSqliteEngine({
  path,
  synchronous,
  lockWaitMs = 10_000,
  onCommit = () => {},
  bulk = false,
}: SqliteSettings): Promise<Engine> {
  const { writing, reading } = await openSqlite(path, lockWaitMs, bulk)
  // NOTE a connection does not see its own commits in the number, so the reading connection reads it;
  // in memory there are no others
  const version = reading === writing ? countedVersion() : versionOf(reading)
  const writer = createWriter(writing, {
    synchronous,
    lockWaitMs,
    onCommit(jobs) {
      version.forget()
      onCommit(jobs)
    },
  })
  const runNow: Run = (statement) => now(writing, statement)

  function read(statement: Statement): Answer | Promise<Answer> {
    // NOTE in memory there is only one connection: others must not read during a transaction
    if (reading === writing && writer.isBusy())
      return writer.add({ run: () => now(writing, statement), several: false, mayBeLost: true })
    try {
      return reading.run(statement)
    } catch (error) {
      if (!isBusy(error)) throw explainSqlite(error)
    }
    const deadline = storeDeadline()
    return whenFree(lockWaitMs, () => {
      deadline?.check()
      return reading.run(statement)
    }).catch((error: unknown) => {
      throw explainSqlite(error)
    })
  }

  return {
    dialect: 'sqlite',
    version: version.now,
    run: (statement, begin) =>
      statement.reads
        ? read(statement)
        : writer.add({
            run: () => {
              begin?.()
              return now(writing, statement)
            },
            several: false,
            mayBeLost: statement.mayBeLost === true,
          }),
    transact: (work, beforeCommit) =>
      writer.add({
        async run() {
          const result = await work(runNow)
          beforeCommit()
          return result
        },
        several: true,
        mayBeLost: false,
      }),
    transactTogether: <T>(work: (run: Run) => Promise<T>, ending: Ending<T>) =>
      writer.add({
        run: () => work(runNow),
        several: true,
        mayBeLost: false,
        ending: (results) => ending(runNow, results as readonly T[]),
      }),
    exclusively: (work) => work(),
    ...(path === undefined ? {} : { scrub: () => scrubSqlite(path, lockWaitMs) }),
    async close() {
      await writer.idle()
      if (reading !== writing) reading.close()
      writing.close()
    },
  }
}

/**
 * The number of a database, read once in each turn of the event loop, and again after a commit of our
 * own: whoever is told of that may ask in the same turn.
 */
function versionOf(connection: Connection) {
  let turn: number | undefined,
    read = 0
  return {
    now(): number {
      const current = turnOfLoop()
      if (turn !== current) {
        read = connection.run(dataVersion).rows[0]?.['data_version'] as number
        turn = current
      }
      return read
    },
    forget(): void {
      turn = undefined
    },
  }
}

/** The number of a database in memory: how many commits there were. */
function countedVersion() {
  let commits = 0
  return { now: () => commits, forget: () => void commits++ }
}

function now(connection: Connection, statement: Statement): Answer {
  try {
    return connection.run(statement)
  } catch (error) {
    throw explainSqlite(error)
  }
}
