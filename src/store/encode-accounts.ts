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
  const tables = kinds.map((kind) => ({ kind, rows: packRows(pack) }))
  let size = 0
  return {
    add(account: Account, entry: SearchEntry | undefined): void {
      for (const { kind, rows } of tables) {
        for (const row of kind.rowsOf(account, entry))
          rows.add(row, (row as Readonly<Record<string, string>>)[kind.key] ?? '', size)
      }
      size++
    },

    finish: (): PackedAccounts => ({
      size,
      tables: tables.map(({ kind, rows }) => ({ table: kind.table, ...rows.finish() })),
    }),
  }
}

/** Rows that wait to be sorted are kept in blocks of this number. */
const rowsPerBlock = 512

/** Rows that arrive in the order of their keys are packed at once; others are sorted first. */
export function packRows(pack: PackChunk) {
  const chunks: PackedChunk[] = [],
    owners: number[] = []
  const waiting = { blocks: [] as unknown[][], keys: [] as string[], owners: [] as number[] }
  let columns: readonly string[] = [],
    last = '',
    open: unknown[] = []

  function close(): void {
    if (open.length > 0) chunks.push(pack(open))
    open = []
  }

  /** NOTE a single list would be copied repeatedly while it grows */
  function blockFor(row: number): unknown[] {
    if (row % rowsPerBlock === 0) waiting.blocks.push([])
    return waiting.blocks.at(-1) ?? []
  }

  /** Packs a chunk after the last value of its last row. */
  function closeWhenFull(): void {
    if (open.length === rowsPerChunk * columns.length) close()
  }

  return {
    add(row: object, key: string, owner: number): void {
      if (owners.length === 0) columns = Object.keys(row)
      const isInOrder = waiting.keys.length === 0 && key >= last
      const values = isInOrder ? open : blockFor(waiting.keys.length)
      for (const value of Object.values(row) as unknown[]) values.push(value)
      if (isInOrder) {
        last = key
        owners.push(owner)
        closeWhenFull()
      } else {
        waiting.keys.push(key)
        waiting.owners.push(owner)
      }
    },

    finish(): Omit<PackedTable, 'table'> {
      const width = columns.length
      for (const at of orderOf(waiting.keys)) {
        const block = waiting.blocks[Math.floor(at / rowsPerBlock)] ?? [],
          from = (at % rowsPerBlock) * width
        for (let column = from; column < from + width; column++) open.push(block[column])
        owners.push(waiting.owners[at] ?? 0)
        closeWhenFull()
      }
      close()
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
