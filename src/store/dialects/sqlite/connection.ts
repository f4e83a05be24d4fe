import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { Answer, Statement } from '../../engine.ts'

/**
 * A SQLite connection with its prepared statements. Its methods are synchronous, and throw the
 * errors of SQLite.
 */
export type Connection = {
  run(statement: Statement): Answer
  /** Runs a command, or several of them. */
  execute(sql: string): void
  inTransaction(): boolean
  close(): void
}

type Prepared = { readonly statement: StatementSync; readonly returnsRows: boolean }

const maxPrepared = 300

/** Commands of every transaction, which are kept, too. */
const repeated = new Set(['BEGIN IMMEDIATE', 'COMMIT'])

export function openConnection(path: string): Connection {
  // NOTE without a busy timeout, which would block the process; see busy.ts
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 0 })
  const cache = new Map<string, Prepared>()

  function prepare(sql: string): Prepared {
    const found = cache.get(sql)
    if (found !== undefined) return found
    const statement = database.prepare(sql)
    const prepared = { statement, returnsRows: statement.columns().length > 0 }
    cache.set(sql, prepared)
    if (cache.size > maxPrepared) cache.delete(cache.keys().next().value ?? sql)
    return prepared
  }

  return {
    run({ sql, parameters }) {
      const { statement, returnsRows } = prepare(sql)
      const values = parameters as SQLInputValue[]
      if (returnsRows) return { rows: statement.all(...values), changes: 0 }
      return { rows: [], changes: Number(statement.run(...values).changes) }
    },
    execute(sql) {
      if (repeated.has(sql)) prepare(sql).statement.run()
      else database.exec(sql)
    },
    inTransaction: () => database.isTransaction,
    close: () => database.close(),
  }
}
