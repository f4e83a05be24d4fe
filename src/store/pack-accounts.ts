// Accounts as the values of their rows, table by table: what can be made in another thread than the one that stores it.
import type { Account, PackedAccounts, PackedTable } from '#identity/identity-store.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { addressRows, credentialRows, identifierRows, identityRow } from './identity-rows.ts'
import { searchRow, termRows } from './search-rows.ts'

/** In the order in which they are stored; rows of an account are in the order of their keys, so that two transactions rarely wait for each other. */
const tables: readonly { readonly table: string; readonly rowsOf: (account: Account, entry: SearchEntry | undefined) => readonly object[] }[] = [
  { table: 'pallas_identities', rowsOf: ({ identity }) => [identityRow(identity)] },
  { table: 'pallas_credentials', rowsOf: credentialRows },
  { table: 'pallas_credential_identifiers', rowsOf: identifierRows },
  { table: 'pallas_verifiable_addresses', rowsOf: ({ identity }) => addressRows(identity, identity.verifiableAddresses) },
  { table: 'pallas_recovery_addresses', rowsOf: ({ identity }) => addressRows(identity, identity.recoveryAddresses) },
  { table: 'pallas_search_identities', rowsOf: ({ identity }, entry) => [searchRow(identity, entry)] },
  { table: 'pallas_search_terms', rowsOf: ({ identity }, entry) => (entry === undefined ? [] : termRows(identity, entry)) },
]

export function packAccounts(accounts: readonly Account[], entries: readonly (SearchEntry | undefined)[] = []): PackedAccounts {
  return { size: accounts.length, tables: tables.map(({ table, rowsOf }) => packTable(table, accounts.map((account, index) => rowsOf(account, entries[index])))) }
}

/** Without the row of the identity itself and those of the search. */
export function packParts(account: Account): PackedAccounts {
  const { tables: all } = packAccounts([account])
  return { size: 1, tables: all.slice(1, 5) }
}

function packTable(table: string, rowsOf: readonly (readonly object[])[]): PackedTable {
  const ends: number[] = [],
    values: unknown[] = []
  let columns: readonly string[] = [],
    end = 0
  for (const rows of rowsOf) {
    for (const row of rows) {
      if (end++ === 0) columns = Object.keys(row)
      for (const column of columns) values.push((row as Record<string, unknown>)[column])
    }
    ends.push(end)
  }
  return { table, columns, values, ends }
}
