// Accounts as the values of their rows, table by table: what can be made in another thread than the one that stores it.
import type { Account, PackedAccounts, PackedTable } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { addressRows, credentialRows, identifierRows, identityRow } from './identity-rows.ts'
import { searchRow, termRows } from './search-rows.ts'
import { toKey } from './text.ts'

type Kind = {
  readonly table: string
  readonly owner: string
  /** Rows are stored in the order of this, so that neighbours are written together, and two transactions do not wait for each other. */
  readonly key: string
  readonly rowsOf: (account: Account, entry: SearchEntry | undefined) => readonly object[]
}

const identity: Kind = { table: 'pallas_identities', owner: 'id', key: 'id', rowsOf: (account) => [identityRow(account.identity)] }
const parts: readonly Kind[] = [
  { table: 'pallas_credentials', owner: 'identity_id', key: 'identity_id', rowsOf: credentialRows },
  { table: 'pallas_credential_identifiers', owner: 'identity_id', key: 'identifier_digest', rowsOf: identifierRows },
  { table: 'pallas_verifiable_addresses', owner: 'identity_id', key: 'value_digest', rowsOf: (account) => addressRows(account.identity, account.identity.verifiableAddresses) },
  { table: 'pallas_recovery_addresses', owner: 'identity_id', key: 'value_digest', rowsOf: (account) => addressRows(account.identity, account.identity.recoveryAddresses) },
]
const search: readonly Kind[] = [
  { table: 'pallas_search_identities', owner: 'identity_id', key: 'identity_id', rowsOf: (account, entry) => [searchRow(account.identity, entry)] },
  { table: 'pallas_search_terms', owner: 'identity_id', key: 'identity_id', rowsOf: (account, entry) => (entry === undefined ? [] : termRows(account.identity, entry)) },
]

/** The tables are in the order in which they are stored. */
export const packAccounts = (accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[] = []): PackedAccounts => pack([identity, ...parts, ...search], accounts, entries)

/** Without the row of the identity itself and those of the search. */
export const packParts = (account: Account): PackedAccounts => pack(parts, [account], [])

function pack(kinds: readonly Kind[], accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[]): PackedAccounts {
  return {
    ids: accounts.map((account) => toKey(account.identity.id)),
    tables: kinds.map(({ table, owner, key, rowsOf }) => packTable(table, owner, inOrder(accounts.flatMap((account, index) => rowsOf(account, entries[index])) as Rows, key))),
  }
}

type Rows = readonly Readonly<Record<string, unknown>>[]

function inOrder(rows: Rows, key: string): Rows {
  const keyed = rows.map((row) => ({ row, key: String(row[key]) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row)
}

function packTable(table: string, owner: string, rows: Rows): PackedTable {
  const columns = Object.keys(rows[0] ?? {})
  const values: unknown[] = []
  for (const row of rows) for (const column of columns) values.push(row[column])
  return { table, columns, owner: columns.indexOf(owner), values }
}

/** The rows of some accounts; ask for several groups of one pack at once. */
export function partition({ tables }: PackedAccounts, groups: readonly (readonly string[])[]): readonly PackedAccounts[] {
  const rowsOf = tables.map(({ columns, owner, values }) => {
    const byOwner = new Map<unknown, unknown[]>()
    for (let at = 0; at < values.length; at += columns.length) {
      const row = values.slice(at, at + columns.length), known = byOwner.get(row[owner])
      if (known) known.push(...row)
      else byOwner.set(row[owner], row)
    }
    return byOwner
  })
  return groups.map((ids) => ({ ids, tables: tables.map((table, index) => ({ ...table, values: ids.flatMap((id) => rowsOf[index]?.get(id) ?? []) })) }))
}
