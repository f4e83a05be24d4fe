// Statements that are sent together with others like them; see gathered-engine.ts.
import { sql, type CompiledQuery, type Expression, type SqlBool } from 'kysely'
import { prepare, type Database } from './database.ts'
import type { Alike, Answer, Row, Statement } from './engine.ts'

/** A query as this file adds to it. */
type Query = {
  where(condition: Expression<SqlBool>): Query
  compile(): CompiledQuery
}

/** How many values one statement has at most. */
const mostKeys = 64
const mostRows = 32

/**
 * Reads the rows whose `column` has a key. `keyOf` tells the key of a row, as it is stored: the query
 * selects it.
 */
export function prepareLookUp(
  database: Database,
  name: string,
  query: Query,
  column: string,
  keyOf: (row: Row) => unknown,
): (key: string) => Promise<readonly Row[]> {
  const find = prepare(
    database,
    name,
    query.where(sql<SqlBool>`${sql.ref(column)} = ${''}`).compile(),
    { alike: lookUpAlike(database, name, query, column, keyOf) },
  )
  return async (key) => (await find([key])).rows
}

function lookUpAlike(
  { dialect }: Database,
  name: string,
  query: Query,
  column: string,
  keyOf: (row: Row) => unknown,
): Alike {
  /** The text for a number of keys: PostgreSQL takes all of them as one value. */
  const textFor = remembered((count) => {
    const keys =
      dialect === 'postgres'
        ? sql<SqlBool>`${sql.ref(column)} = any(${''})`
        : sql<SqlBool>`${sql.ref(column)} in (${sql.join(Array.from({ length: count }, () => ''))})`
    return query.where(keys).compile().sql
  })
  return {
    most: mostKeys,
    together(statements) {
      const keys = [...new Set(statements.map(({ parameters }) => parameters[0]))]
      if (dialect === 'postgres')
        return { sql: textFor(1), parameters: [keys], reads: true, name: `${name}_any` }
      // NOTE every length is a statement that the server prepares, so there are few lengths
      const count = 2 ** Math.ceil(Math.log2(keys.length))
      const filled = [...keys, ...Array.from({ length: count - keys.length }, () => keys[0])]
      return { sql: textFor(count), parameters: filled, reads: true, name: `${name}_${count}` }
    },
    split(answer, statements) {
      const byKey = Map.groupBy(answer.rows, keyOf)
      return statements.map(({ parameters }) => ({
        rows: byKey.get(parameters[0]) ?? [],
        changes: 0,
      }))
    },
  }
}

/** Inserts one row of `insert`, whose values are all parameters. */
export function prepareInsert(
  database: Database,
  name: string,
  insert: CompiledQuery,
  facts: Pick<Statement, 'mayBeLost'> = {},
): (row: readonly unknown[]) => Promise<Answer> {
  const width = insert.parameters.length
  const textFor = remembered((count) => severalRows(insert.sql, width, count))
  const alike: Alike = {
    most: mostRows,
    together: (statements) => ({
      sql: textFor(statements.length),
      parameters: statements.flatMap(({ parameters }) => parameters),
      reads: false,
      name: `${name}_${statements.length}`,
      ...facts,
    }),
    split: (_, statements) => statements.map(() => ({ rows: [], changes: 1 })),
  }
  return prepare(database, name, insert, { ...facts, alike })
}

/** The text of an insert of one row, with the values of several. */
function severalRows(text: string, width: number, count: number): string {
  const at = text.lastIndexOf('(')
  const values = text.slice(at)
  const row = (n: number): string =>
    values.replaceAll(/\$(\d+)/g, (_, number) => `$${n * width + Number(number)}`)
  return `${text.slice(0, at)}${Array.from({ length: count }, (_, n) => row(n)).join(', ')}`
}

function remembered(make: (count: number) => string): (count: number) => string {
  const known = new Map<number, string>()
  return (count) => {
    const text = known.get(count) ?? make(count)
    known.set(count, text)
    return text
  }
}
