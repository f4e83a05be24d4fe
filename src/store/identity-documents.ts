// Many identities, each as one text that the database makes of its row, and all texts read as one. A
// value for each column costs the driver and this process twice as much.
import { sql, type RawBuilder } from 'kysely'
import type {
  Identity,
  IdentityState,
  RecoveryAddress,
  VerifiableAddress,
} from '#identity/identity.ts'
import type { Consent } from '#identity/identity.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Dialect, Row } from './engine.ts'
import { identityColumns, readVerifiable } from './identity-rows.ts'
import { fromText, optional } from './text.ts'

/** What a document has, in the order of `identityColumns`. */
type IdentityDocument = readonly [
  id: string,
  schemaId: string,
  traits: JsonObject,
  state: IdentityState,
  stateChangedAt: number,
  externalId: string | null,
  organizationId: string | null,
  metadataPublic: Json,
  metadataAdmin: Json,
  verifiableAddresses: readonly VerifiableAddress[],
  recoveryAddresses: readonly RecoveryAddress[],
  createdAt: number,
  updatedAt: number,
  version: number,
  consents: readonly Consent[] | null,
]

/** The columns that become strings of JSON; the others are JSON or numbers. */
const strings: ReadonlySet<(typeof identityColumns)[number]> = new Set([
  'i.id',
  'i.schema_id',
  'i.state',
  'i.external_id',
  'i.organization_id',
])

/** The row of `i` as a JSON array. */
export function identityDocument(dialect: Dialect): RawBuilder<string> {
  const values = identityColumns.map((name) => {
    const column = sql.ref(name)
    if (strings.has(name)) return quoted[dialect](column)
    if (name === 'i.consents') return sql`coalesce(${column}, 'null')`
    return dialect === 'postgres' ? sql`${column}::text` : column
  })
  return dialect === 'mysql'
    ? sql`concat('[', ${sql.join(values, sql`, ',', `)}, ']')`
    : sql`'[' || ${sql.join(values, sql` || ',' || `)} || ']'`
}

const quoted: Readonly<Record<Dialect, (column: RawBuilder<unknown>) => RawBuilder<string>>> = {
  sqlite: (column) => sql`json_quote(${column})`,
  postgres: (column) => sql`coalesce(to_json(${column})::text, 'null')`,
  mysql: (column) => sql`coalesce(json_quote(${column}), 'null')`,
}

/** The identities of rows with a `document` each. */
export function readIdentityDocuments(rows: readonly Row[]): readonly Identity[] {
  const documents = rows.map((row) => row['document'] as string)
  const all = JSON.parse(`[${documents.join(',')}]`) as IdentityDocument[]
  return all.map(identityOf)
}

function identityOf(document: IdentityDocument): Identity {
  return {
    id: fromText(document[0]),
    schemaId: fromText(document[1]),
    traits: document[2],
    state: document[3],
    stateChangedAt: document[4],
    externalId: optional(document[5], fromText),
    organizationId: optional(document[6], fromText),
    metadataPublic: document[7],
    metadataAdmin: document[8],
    verifiableAddresses: document[9].map(readVerifiable),
    recoveryAddresses: document[10],
    consents: document[14] ?? [],
    createdAt: document[11],
    updatedAt: document[12],
    version: document[13],
  }
}
