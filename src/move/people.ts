// Reads people with all that is theirs.
import type { Tables, Where } from './tables.ts'
import type { TextRow } from './values.ts'

/** A credential as it is stored; its row may have no content. */
export type FoundCredential = {
  readonly type: string
  readonly row: TextRow
  readonly identifiers: readonly TextRow[]
}

/** All rows of one person. */
export type FoundPerson = {
  readonly id: string
  readonly identity: TextRow
  readonly credentials: readonly FoundCredential[]
  readonly verifiable: readonly TextRow[]
  readonly recovery: readonly TextRow[]
}

/** Before every other id. */
export const firstId = '00000000-0000-0000-0000-000000000000'

/** Of ids: those after the first, up to the second; or a single one. */
export type Range = { readonly after: string; readonly upTo: string } | { readonly only: string }

/** The SQL for a range of a column. */
export const inRange = (column: string, range: Range): Where =>
  'only' in range
    ? [`${column} = ?`, range.only]
    : [`${column} > ? AND ${column} <= ?`, range.after, range.upTo]

export type PeopleReader = {
  /** The ids of the next people, in their order. */
  ids(after: string, limit: number): Promise<readonly string[]>
  idsIn(range: Range): Promise<readonly string[]>
  /** In the order of their ids. */
  people(range: Range): Promise<readonly FoundPerson[]>
}

const identityColumns = [
  'id',
  'schema_id',
  'traits',
  'state',
  'state_changed_at',
  'metadata_public',
  'metadata_admin',
  'organization_id',
  'external_id',
  'available_aal',
  'created_at',
  'updated_at',
]
const times = ['created_at', 'updated_at']
const verifiableColumns = ['id', 'identity_id', 'via', 'value', 'verified', 'status', 'verified_at']
const recoveryColumns = ['id', 'identity_id', 'via', 'value']
const credentialColumns = [
  'id',
  'identity_id',
  'identity_credential_type_id',
  'config',
  'version',
  ...times,
]

export function createPeopleReader(tables: Tables): PeopleReader {
  const rowsOf = (table: string, columns: readonly string[], range: Range) =>
    tables.has(table) ? tables.read({ table, columns, where: inRange('t.identity_id', range) }) : []
  /** NOTE their ids differ between databases */
  let types: ReadonlyMap<string, string> | undefined
  const readTypes = async () =>
    new Map(
      (
        await tables.read({
          table: 'identity_credential_types',
          columns: ['id', 'name'],
          where: ['1 = 1'],
        })
      ).map(({ id, name }) => [id ?? '', name ?? '']),
    )
  const table = 'identities'

  return {
    ids: (after, limit) => tables.ids(table, ['t.id > ?', after], limit),
    idsIn: (range) => tables.ids(table, inRange('t.id', range)),

    async people(range) {
      types ??= await readTypes()
      const typeNames = types
      const identities = await tables.read({
        table,
        columns: identityColumns,
        where: inRange('t.id', range),
        order: 't.id',
      })
      const credentials = await tables.read({
        table: 'identity_credentials',
        columns: credentialColumns,
        where: inRange('t.identity_id', range),
      })
      const identifiers = grouped(
        await tables.read({
          table: 'identity_credential_identifiers',
          columns: ['id', 'identity_credential_id', 'identifier', ...times],
          joins: 'JOIN identity_credentials c ON c.id = t.identity_credential_id',
          where: inRange('c.identity_id', range),
        }),
        'identity_credential_id',
      )
      const verifiable = grouped(
        await rowsOf('identity_verifiable_addresses', [...verifiableColumns, ...times], range),
        'identity_id',
      )
      const recovery = grouped(
        await rowsOf('identity_recovery_addresses', [...recoveryColumns, ...times], range),
        'identity_id',
      )
      const owned = grouped(credentials, 'identity_id')
      return identities.map((identity): FoundPerson => {
        const id = identity['id'] ?? ''
        return {
          id,
          identity,
          credentials: (owned.get(id) ?? []).map((row) => ({
            type: typeNames.get(row['identity_credential_type_id'] ?? '') ?? '',
            row,
            identifiers: identifiers.get(row['id'] ?? '') ?? [],
          })),
          verifiable: verifiable.get(id) ?? [],
          recovery: recovery.get(id) ?? [],
        }
      })
    },
  }
}

/** Rows by the text of a column, each group by their times and ids. */
export function grouped(
  rows: readonly TextRow[],
  column: string,
): ReadonlyMap<string, readonly TextRow[]> {
  const groups = new Map<string, TextRow[]>()
  for (const row of rows) {
    const key = row[column] ?? '',
      group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  for (const group of groups.values()) if (group.length > 1) group.sort(byAge)
  return groups
}

const byAge = (a: TextRow, b: TextRow): number => (ageOf(a) < ageOf(b) ? -1 : 1)
const ageOf = ({ created_at: at, id }: TextRow): string => `${at ?? ''} ${id ?? ''}`
