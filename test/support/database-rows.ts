// All rows of a SQLite database, to see what a request has changed.
import { DatabaseSync } from 'node:sqlite'

/** The rows of each table, as JSON. */
export type Rows = Readonly<Record<string, ReadonlySet<string>>>

/** Reads again only what another connection may have changed: all, or nothing. */
export function openRows(path: string): { read(): Rows; close(): void } {
  const database = new DatabaseSync(path, { readOnly: true })
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'pallas_%'")
    .all()
    .map(({ name }) => String(name))
    // NOTE asking whether the server is ready writes its only row
    .filter((name) => name !== 'pallas_trial_writes')
  const version = database.prepare('PRAGMA data_version')
  const readAll = (): Rows =>
    Object.fromEntries(
      tables.map((table) => [
        table,
        new Set(
          database
            .prepare(`SELECT * FROM "${table}"`)
            .all()
            .map((row) => JSON.stringify(row, bytesAsText)),
        ),
      ]),
    )
  let known: { readonly version: unknown; readonly rows: Rows } | undefined
  return {
    read() {
      const current = version.get()?.data_version
      if (known?.version !== current) known = { version: current, rows: readAll() }
      return known?.rows ?? {}
    },
    close: () => database.close(),
  }
}

export const bytesAsText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value

/** The tables in which a row is gone or changed, and those with new rows. */
export function changesBetween(before: Rows, after: Rows) {
  const lacks = (some: Rows, others: Rows) =>
    Object.keys(some).filter(
      (table) => !(some[table] ?? new Set()).isSubsetOf(others[table] ?? new Set()),
    )
  return { changed: lacks(before, after), added: lacks(after, before) }
}
