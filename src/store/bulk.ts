// Inserts many rows with few different statements, so that the database prepares them once.
import type { PackedChunk } from '#identity/identity-store.ts'
import { rowsPerChunk, valuesOf, withValues } from './chunks.ts'
import type { Database } from './database.ts'
import type { Later, Statement } from './engine.ts'
import type { Tables } from './tables/tables.ts'

/**
 * To be used in a transaction: when one row cannot be inserted, those before it remain until the
 * transaction is rolled back.
 */
export type Bulk = {
  /** Inserts rows with the same columns. */
  insert<Table extends keyof Tables>(table: Table, rows: readonly Tables[Table][]): Promise<void>
  insertChunks(
    table: string,
    columns: readonly string[],
    chunks: readonly PackedChunk[],
  ): Promise<void>
  /**
   * Inserts few rows, where the dialect combines changes together with what follows in the
   * transaction. `explain`: what a failure means.
   */
  insertLater(
    table: string,
    columns: readonly string[],
    chunks: readonly PackedChunk[],
    explain: Later['explain'],
  ): Promise<void>
}

/** The few rows of one person take one statement. */
const statementSizes = [rowsPerChunk, ...Array.from({ length: 16 }, (_, at) => 16 - at)]
/** From this number of rows on, a faster way is used where the dialect has one. */
const manyRows = 1000

// NOTE without OR FAIL SQLite copies every page that a statement changes, to undo that statement
// alone
const verbs = { sqlite: 'INSERT OR FAIL', postgres: 'INSERT', mysql: 'INSERT' } as const

/** `sizes`: the numbers of rows in one statement, the largest first. */
export function createBulk(
  { dialect, run }: Database,
  sizes: readonly number[] = statementSizes,
): Bulk {
  const statements = new Map<string, Omit<Statement, 'parameters'>>()

  function statementFor(
    table: string,
    columns: readonly string[],
    rows: number,
  ): Omit<Statement, 'parameters'> {
    const name = `pallas_bulk_${table}_${rows}`
    const known = statements.get(name)
    if (known) return known
    const marks = Array.from({ length: rows * columns.length }, (_, index) =>
      dialect === 'postgres' ? `$${index + 1}` : '?',
    )
    const groups = Array.from(
      { length: rows },
      (_, row) => `(${marks.slice(row * columns.length, (row + 1) * columns.length).join(', ')})`,
    )
    const made = {
      sql: `${verbs[dialect]} INTO ${table} (${columns.join(', ')}) VALUES ${groups.join(', ')}`,
      reads: false,
      name,
    }
    statements.set(name, made)
    return made
  }

  async function insertChunk(
    table: string,
    columns: readonly string[],
    values: readonly unknown[],
  ): Promise<void> {
    let at = 0
    for (const rows of sizes) {
      const bound = rows * columns.length
      for (; bound > 0 && values.length - at >= bound; at += bound) {
        await run({
          ...statementFor(table, columns, rows),
          parameters: values.length === bound ? values : values.slice(at, at + bound),
        })
      }
    }
  }

  async function insertChunks(
    table: string,
    columns: readonly string[],
    chunks: readonly PackedChunk[],
  ): Promise<void> {
    if (dialect === 'postgres' && chunks.length * rowsPerChunk > manyRows) {
      await run({
        sql: `COPY ${table} (${columns.join(', ')}) FROM STDIN`,
        parameters: [],
        reads: false,
        rows: { chunks: chunks.values().map(valuesOf), width: columns.length },
      })
      return
    }
    for (const chunk of chunks)
      await withValues(chunk, (values) => insertChunk(table, columns, values))
  }

  return {
    insertChunks,
    async insertLater(table, columns, chunks, explain) {
      for (const values of chunks.map(valuesOf))
        await run({
          ...statementFor(table, columns, values.length / columns.length),
          parameters: values,
          later: { explain },
        })
    },
    async insert(table, rows) {
      const [first] = rows
      if (first === undefined) return
      const columns = Object.keys(first)
      const values: unknown[] = []
      for (const row of rows)
        for (const column of columns) values.push((row as Record<string, unknown>)[column])
      await insertChunk(table, columns, values)
    },
  }
}
