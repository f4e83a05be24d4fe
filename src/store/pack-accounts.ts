// Accounts as the values of their rows, table by table: what can be made in another thread than the one that stores it.
import type { Account, PackedAccounts, PackedTable } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { addressRows, credentialRows, identifierRows, identityRow } from './identity-rows.ts'
import { searchRow, termRows } from './search-rows.ts'

type Kind = {
  readonly table: string
  /** Rows are stored in the order of this, so that neighbours are written together, and two transactions do not wait for each other. */
  readonly key: string
  readonly rowsOf: (account: Account, entry: SearchEntry | undefined) => readonly object[]
}

const identity: Kind = { table: 'pallas_identities', key: 'id', rowsOf: (account) => [identityRow(account.identity)] }
const parts: readonly Kind[] = [
  { table: 'pallas_credentials', key: 'identity_id', rowsOf: credentialRows },
  { table: 'pallas_credential_identifiers', key: 'identifier_digest', rowsOf: identifierRows },
  { table: 'pallas_verifiable_addresses', key: 'value_digest', rowsOf: (account) => addressRows(account.identity, account.identity.verifiableAddresses) },
  { table: 'pallas_recovery_addresses', key: 'value_digest', rowsOf: (account) => addressRows(account.identity, account.identity.recoveryAddresses) },
]
const search: readonly Kind[] = [
  { table: 'pallas_search_identities', key: 'identity_id', rowsOf: (account, entry) => [searchRow(account.identity, entry)] },
  { table: 'pallas_search_terms', key: 'identity_id', rowsOf: (account, entry) => (entry === undefined ? [] : termRows(account.identity, entry)) },
]

/** The tables are in the order in which they are stored. */
export const packAccounts = (accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[] = []): PackedAccounts => pack([identity, ...parts, ...search], accounts, entries)

/** Without the row of the identity itself and those of the search. */
export const packParts = (account: Account): PackedAccounts => pack(parts, [account], [])

function pack(kinds: readonly Kind[], accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[]): PackedAccounts {
  return { size: accounts.length, tables: kinds.map((kind) => packTable(kind, accounts, entries)) }
}

function packTable({ table, key, rowsOf }: Kind, accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[]): PackedTable {
  const rows = accounts.flatMap((account, owner) => rowsOf(account, entries[owner]).map((row) => ({ owner, row, key: String((row as Record<string, unknown>)[key]) })))
  rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const columns = Object.keys(rows[0]?.row ?? {})
  const values: unknown[] = []
  for (const { row } of rows) for (const column of columns) values.push((row as Record<string, unknown>)[column])
  return { table, columns, values, owners: rows.map(({ owner }) => owner) }
}

/** So many accounts after each other to a part. */
export function partition({ size, tables }: PackedAccounts, each: number): readonly PackedAccounts[] {
  const parts = Array.from({ length: Math.ceil(size / each) }, (_, part) => ({
    size: Math.min(each, size - part * each),
    tables: tables.map(({ table, columns }) => ({ table, columns, values: [] as unknown[], owners: [] as number[] })),
  }))
  for (const [index, { columns, values, owners }] of tables.entries()) {
    for (const [row, owner] of owners.entries()) {
      const own = parts[Math.floor(owner / each)]?.tables[index]
      own?.values.push(...values.slice(row * columns.length, (row + 1) * columns.length))
      own?.owners.push(owner % each)
    }
  }
  return parts
}
