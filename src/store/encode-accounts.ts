// Converts accounts to the values of their rows, table by table. This can be done in another thread
// than storing.
import type { Account, PackedAccounts, PackedChunk, PackedTable } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { asValues, rowsPerChunk, valuesOf, type PackChunk } from './chunks.ts'
import { credentialRows, identityRow } from './identity-rows.ts'
import { orderOf } from './key-order.ts'
import { uniqueValueRows, uniqueValuesTable } from './unique-values.ts'
import { entryRow, termRows } from './search-rows.ts'

type Kind = {
  readonly table: string
  /**
   * Rows are sorted by this column, so that neighbours are written together and transactions do not
   * deadlock.
   */
  readonly key: string
  readonly rowsOf: (account: Account, entry: SearchEntry | undefined) => readonly object[]
}

/** In the order in which they are stored. */
const kinds: readonly Kind[] = [
  { table: 'pallas_identities', key: 'id', rowsOf: (account) => [identityRow(account.identity)] },
  { table: 'pallas_credentials', key: 'identity_id', rowsOf: credentialRows },
  { table: uniqueValuesTable, key: 'value_digest', rowsOf: uniqueValueRows },
  {
    table: 'pallas_search_entries',
    key: 'identity_id',
    rowsOf: (account, entry) => [entryRow(account.identity, entry)],
  },
  {
    table: 'pallas_search_terms',
    key: 'term',
    rowsOf: (account, entry) =>
      entry === undefined ? [] : termRows(account.identity, entry.terms),
  },
]

export const packAccounts = (
  accounts: readonly Account[],
  entries: readonly (SearchEntry | undefined)[] = [],
): PackedAccounts => {
  const packer = createPacker(asValues)
  for (const [owner, account] of accounts.entries()) packer.add(account, entries[owner])
  return packer.finish()
}

/**
 * Takes one account after the other and keeps only the values of its rows; `pack` makes chunks of
 * them.
 */
export function createPacker(pack: PackChunk) {
  const tables = kinds.map((kind) => ({ kind, rows: packRows(pack), columns: [] as string[] }))
  let size = 0
  return {
    add(account: Account, entry: SearchEntry | undefined): void {
      for (const table of tables) {
        const { kind, rows } = table
        for (const row of kind.rowsOf(account, entry)) {
          if (table.columns.length === 0) table.columns = Object.keys(row)
          const key = (row as Readonly<Record<string, string>>)[kind.key] ?? ''
          rows.add(Object.values(row), key, size)
        }
      }
      size++
    },

    finish: (): PackedAccounts => ({
      size,
      tables: tables.map(({ kind, rows, columns }) => ({
        table: kind.table,
        ...rows.finish(columns),
      })),
    }),
  }
}

/** Rows that arrive in the order of their keys are packed at once; others are sorted first. */
export function packRows(pack: PackChunk) {
  const chunks: PackedChunk[] = [],
    owners: number[] = []
  const waiting = {
    rows: [] as (readonly unknown[])[],
    keys: [] as string[],
    owners: [] as number[],
  }
  let last = '',
    open: unknown[] = [],
    filled = 0

  function close(): void {
    const chunk = pack(filled === open.length ? open : open.slice(0, filled))
    chunks.push(chunk)
    // NOTE a list that grows again for each chunk is copied many times
    if (chunk === open) open = []
    filled = 0
  }

  /** Packs a chunk after its last row. */
  function append(values: readonly unknown[], owner: number): void {
    for (const value of values) open[filled++] = value
    owners.push(owner)
    if (filled === rowsPerChunk * values.length) close()
  }

  return {
    /** `values`: those of the columns, in their order. */
    add(values: readonly unknown[], key: string, owner: number): void {
      if (waiting.keys.length === 0 && key >= last) {
        last = key
        append(values, owner)
        return
      }
      waiting.rows.push(values)
      waiting.keys.push(key)
      waiting.owners.push(owner)
    },

    finish(columns: readonly string[]): Omit<PackedTable, 'table'> {
      for (const at of orderOf(waiting.keys))
        append(waiting.rows[at] ?? [], waiting.owners[at] ?? 0)
      if (filled > 0) close()
      return { columns, chunks, owners: Int32Array.from(owners) }
    },
  }
}

/** Divides packed accounts into parts of this number of accounts. */
export function partition(
  { size, tables }: PackedAccounts,
  each: number,
): readonly PackedAccounts[] {
  const parts = Array.from({ length: Math.ceil(size / each) }, (_, part) => ({
    size: Math.min(each, size - part * each),
    tables: tables.map(({ table, columns }) => ({
      table,
      columns,
      values: [] as unknown[],
      owners: [] as number[],
    })),
  }))
  for (const [index, { columns, chunks, owners }] of tables.entries()) {
    let row = 0
    for (const chunk of chunks) {
      const values = valuesOf(chunk)
      for (let at = 0; at < values.length; at += columns.length) {
        const owner = owners[row++] ?? 0,
          own = parts[Math.floor(owner / each)]?.tables[index]
        own?.values.push(...values.slice(at, at + columns.length))
        own?.owners.push(owner % each)
      }
    }
  }
  return parts.map((part) => ({
    size: part.size,
    tables: part.tables.map(({ values, ...rest }) => ({
      ...rest,
      chunks: values.length === 0 ? [] : [values],
    })),
  }))
}
