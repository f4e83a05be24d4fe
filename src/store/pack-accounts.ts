// Accounts as the values of their rows, table by table: what can be made in another thread than the one that stores it.
import type { Account, ConflictSubject, PackedAccounts, PackedTable } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { credentialRows, identityRow } from './identity-rows.ts'
import { lookupsOf } from './lookups.ts'
import { entryRow, termRows } from './search-rows.ts'

type Kind = {
  readonly table: string
  /** What is taken when a row is there already; undefined where the name of the constraint tells. */
  readonly subject?: ConflictSubject
  /** Rows are stored in the order of this, so that neighbours are written together, and two transactions do not wait for each other. */
  readonly key: string
  readonly rowsOf: (account: Account, entry: SearchEntry | undefined) => readonly object[]
}

/** In the order in which they are stored. */
const kinds: readonly Kind[] = [
  { table: 'pallas_identities', key: 'id', rowsOf: (account) => [identityRow(account.identity)] },
  { table: 'pallas_credentials', key: 'identity_id', rowsOf: credentialRows },
  ...lookupsOf.map(({ subject, rows }) => ({ table: 'pallas_lookups', subject, key: 'value_digest', rowsOf: rows })),
  { table: 'pallas_search_entries', key: 'identity_id', rowsOf: (account, entry) => [entryRow(account.identity, entry)] },
  { table: 'pallas_search_terms', key: 'term', rowsOf: (account, entry) => (entry === undefined ? [] : termRows(account.identity, entry.terms)) },
]

export const packAccounts = (accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[] = []): PackedAccounts => {
  const packer = createPacker()
  for (const [owner, account] of accounts.entries()) packer.add(account, entries[owner])
  return packer.finish()
}

/** Takes one account after the other, and keeps nothing of it but the values of its rows. */
export function createPacker() {
  const tables = kinds.map((kind) => ({ kind, columns: [] as readonly string[], values: [] as unknown[], keys: [] as string[], owners: [] as number[] }))
  let size = 0
  return {
    add(account: Account, entry: SearchEntry | undefined): void {
      for (const table of tables) {
        for (const row of table.kind.rowsOf(account, entry)) {
          if (table.keys.length === 0) table.columns = Object.keys(row)
          for (const value of Object.values(row) as unknown[]) table.values.push(value)
          table.keys.push((row as Readonly<Record<string, string>>)[table.kind.key] ?? '')
          table.owners.push(size)
        }
      }
      size++
    },

    finish: (): PackedAccounts => ({ size, tables: tables.map(({ kind: { table, subject }, columns, ...rows }) => ({ table, ...(subject === undefined ? {} : { subject }), columns, ...sorted(rows, columns.length) })) }),
  }
}

type Rows = { readonly values: readonly unknown[]; readonly keys: readonly string[]; readonly owners: readonly number[] }

/** In the order of the keys; rows whose keys are equal stay in the order in which they are. */
function sorted({ values, keys, owners }: Rows, width: number): Pick<PackedTable, 'values' | 'owners'> {
  if (keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') <= key)) return { values, owners: Int32Array.from(owners) }
  const inOrder: unknown[] = [],
    ownersInOrder = new Int32Array(keys.length)
  let place = 0
  for (const at of orderOf(keys)) {
    for (let column = at * width; column < (at + 1) * width; column++) inOrder.push(values[column])
    ownersInOrder[place++] = owners[at] ?? 0
  }
  return { values: inOrder, owners: ownersInOrder }
}

/** Where each key stands. Many are the same, so only what is different is sorted. */
function* orderOf(keys: readonly string[]): Generator<number> {
  const firsts = new Map<string, number>(),
    following = new Int32Array(keys.length)
  for (let at = keys.length - 1; at >= 0; at--) {
    const key = keys[at] ?? ''
    following[at] = firsts.get(key) ?? -1
    firsts.set(key, at)
  }
  for (const key of [...firsts.keys()].sort()) for (let at = firsts.get(key) ?? -1; at >= 0; at = following[at] ?? -1) yield at
}

/** So many accounts after each other to a part. */
export function partition({ size, tables }: PackedAccounts, each: number): readonly PackedAccounts[] {
  const parts = Array.from({ length: Math.ceil(size / each) }, (_, part) => ({
    size: Math.min(each, size - part * each),
    tables: tables.map((table) => ({ ...table, values: [] as unknown[], owners: [] as number[] })),
  }))
  for (const [index, { columns, values, owners }] of tables.entries()) {
    for (const [row, owner] of [...owners].entries()) {
      const own = parts[Math.floor(owner / each)]?.tables[index]
      own?.values.push(...values.slice(row * columns.length, (row + 1) * columns.length))
      own?.owners.push(owner % each)
    }
  }
  return parts
}
