import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import type { Answer, Statement } from '../../engine.ts'

/**
 * One SQLite connection that keeps its prepared statements. Everything on it happens at once, or
 * throws SQLite's error.
 */
export type Connection = {
  run(statement: Statement): Answer
  /** Several statements, not kept. */
  execute(sql: string): void
  inTransaction(): boolean
  close(): void
}

type Prepared = { readonly statement: StatementSync; readonly returnsRows: boolean }

const maxPrepared = 300

export function openConnection(path: string): Connection {
  // NOTE no busy timeout: it would stop the whole process; busy.ts waits instead
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
    execute: (sql) => database.exec(sql),
    inTransaction: () => database.isTransaction,
    close: () => database.close(),
  }
}
