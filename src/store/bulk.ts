// Many rows in few statements, whose texts are the same over and over, so that a database prepares them once.
import type { Database } from './database.ts'
import type { Statement } from './engine.ts'
import type { Tables } from './tables/tables.ts'

export type Bulk = {
  /** Inserts rows that all have the same columns. */
  insert<Table extends keyof Tables>(table: Table, rows: readonly Tables[Table][]): Promise<void>
  /** The values of one row after the other. */
  insertValues(table: string, columns: readonly string[], values: readonly unknown[]): Promise<void>
}

/** Rows of one statement; no dialect binds more than 32766 values. */
const sizes = [128, 16, 1] as const
/** So many are worth a way of their own where there is one. */
const manyValues = 10_000

export function createBulk({ dialect, run }: Database): Bulk {
  const statements = new Map<string, Omit<Statement, 'parameters'>>()

  function statementFor(table: string, columns: readonly string[], rows: number): Omit<Statement, 'parameters'> {
    const name = `pallas_bulk_${table}_${rows}`
    const known = statements.get(name)
    if (known) return known
    const marks = Array.from({ length: rows * columns.length }, (_, index) => (dialect === 'postgres' ? `$${index + 1}` : '?'))
    const groups = Array.from({ length: rows }, (_, row) => `(${marks.slice(row * columns.length, (row + 1) * columns.length).join(', ')})`)
    const made = { sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${groups.join(', ')}`, reads: false, name }
    statements.set(name, made)
    return made
  }

  async function insertValues(table: string, columns: readonly string[], values: readonly unknown[]): Promise<void> {
    if (dialect === 'postgres' && values.length > manyValues) {
      await run({ sql: `COPY ${table} (${columns.join(', ')}) FROM STDIN`, parameters: [], reads: false, rows: { values, width: columns.length } })
      return
    }
    let at = 0
    for (const rows of sizes) {
      const bound = rows * columns.length
      for (; bound > 0 && values.length - at >= bound; at += bound) await run({ ...statementFor(table, columns, rows), parameters: values.slice(at, at + bound) })
    }
  }

  return {
    insertValues,
    async insert(table, rows) {
      if (rows.length === 0) return
      const columns = Object.keys(rows[0] as object)
      const values = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
      await insertValues(table, columns, values)
    },
  }
}
