// What the reference has of people and sessions and this server does not need: ids of rows that have
// none here, times finer than milliseconds, spellings, clear tokens of sessions. It is kept so that the
// way back writes the same rows: of sessions encrypted, of people as traits are.
import type { Cipher } from '#crypto/cipher.ts'
import type { ForeignCipher } from '#crypto/foreign-ciphers.ts'
import { purposes } from '#crypto/purposes.ts'
import { hasContent } from './counts.ts'
import type { FoundPerson } from './people.ts'
import type { FoundSession } from './sessions.ts'
import type { TextRow } from './values.ts'

/** The columns that are kept of a row. */
export type KeptRow = Readonly<Record<string, string | undefined>>

export type KeptCredential = { readonly row: KeptRow; readonly identifiers: readonly KeptRow[] }
export type KeptPerson = {
  readonly row: KeptRow
  /** By type. */
  readonly credentials: ReadonlyMap<string, KeptCredential>
  /** By id. */
  readonly verifiable: ReadonlyMap<string, KeptRow>
  readonly recovery: ReadonlyMap<string, KeptRow>
}
export type KeptSession = {
  readonly row: KeptRow
  /** By id. */
  readonly devices: ReadonlyMap<string, KeptRow>
}

/** As it is stored: the values of the columns, in their order. */
type Values = readonly (string | null)[]
type StoredPerson = readonly [
  person: Values,
  credentials: readonly (readonly [credential: Values, identifiers: readonly Values[]])[],
  verifiable: readonly Values[],
  recovery: readonly Values[],
]
type StoredSession = readonly [session: Values, devices: readonly Values[]]

const times = ['created_at', 'updated_at'] as const
const columns = {
  person: ['state_changed_at', 'available_aal', 'metadata_public', 'metadata_admin', ...times],
  credential: ['id', 'type', 'version', 'config', 'tokens', ...times],
  identifier: ['id', 'identifier', ...times],
  verifiable: ['id', 'value', 'verified_at', ...times],
  recovery: ['id', 'value', ...times],
  session: [
    'token',
    'logout_token',
    'authentication_methods',
    'issued_at',
    'expires_at',
    'authenticated_at',
    ...times,
  ],
  device: ['id', 'ip_address', ...times],
} as const

const valuesOf = (row: TextRow, names: readonly string[]): Values =>
  names.map((name) => row[name] ?? null)

function rowOf(values: Values, names: readonly string[]): KeptRow {
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? undefined]))
}

const byId = (rows: readonly Values[], names: readonly string[]): ReadonlyMap<string, KeptRow> =>
  new Map(rows.map((values) => [values[0] ?? '', rowOf(values, names)]))

/** NOTE the databases of some versions have the null of JSON where those of others have none */
const nullOnly = (text: string | null | undefined): string | null => (text === 'null' ? text : null)

/** What is kept of a person, as text. */
export function keptOfPerson(
  { identity, credentials, verifiable, recovery }: FoundPerson,
  foreign: ForeignCipher,
): string {
  return JSON.stringify([
    [
      identity['state_changed_at'] ?? null,
      identity['available_aal'] ?? null,
      nullOnly(identity['metadata_public']),
      nullOnly(identity['metadata_admin']),
      identity['created_at'] ?? null,
      identity['updated_at'] ?? null,
    ],
    credentials.map(({ type, row, identifiers }) => [
      [
        row['id'] ?? null,
        type,
        row['version'] ?? null,
        ...contentOf(type, row['config'] ?? '', foreign),
        row['created_at'] ?? null,
        row['updated_at'] ?? null,
      ],
      identifiers.map((one) => valuesOf(one, columns.identifier)),
    ]),
    verifiable.map((one) => valuesOf(one, columns.verifiable)),
    recovery.map((one) => valuesOf(one, columns.recovery)),
  ] satisfies StoredPerson)
}

/** What a content says that is not brought, and how its tokens are enciphered. */
function contentOf(
  type: string,
  config: string,
  foreign: ForeignCipher,
): readonly [config: string | null, tokens: string | null] {
  if (type === 'oidc') {
    // NOTE links of the first versions have no tokens at all, those of later ones perhaps empty ones
    if (!config.includes('"initial_')) return [null, 'none']
    const [, token] = /"initial_\w+":\s*"([\da-f]+)"/.exec(config) ?? []
    const opened = token === undefined ? undefined : foreign.read(token)
    if (opened !== undefined) return [null, opened.algorithm]
  }
  return [config !== '{}' && !hasContent(type, config) ? config : null, null]
}

export function readKeptPerson(text: string): KeptPerson {
  const [person, credentials, verifiable, recovery] = JSON.parse(text) as StoredPerson
  return {
    row: rowOf(person, columns.person),
    credentials: new Map(
      credentials.map(([values, identifiers]) => {
        const row = rowOf(values, columns.credential)
        return [
          row['type'] ?? '',
          { row, identifiers: identifiers.map((one) => rowOf(one, columns.identifier)) },
        ]
      }),
    ),
    verifiable: byId(verifiable, columns.verifiable),
    recovery: byId(recovery, columns.recovery),
  }
}

/** What is kept of a session, encrypted. */
export function keptOfSession({ row, devices }: FoundSession, cipher: Cipher): string {
  const kept: StoredSession = [
    valuesOf(row, columns.session),
    devices.map((one) => valuesOf(one, columns.device)),
  ]
  return cipher.encrypt(JSON.stringify(kept), purposes.keptSession(row['id'] ?? ''))
}

/** Undefined where its key is not configured any more. */
export function readKeptSession(
  id: string,
  encrypted: string,
  cipher: Cipher,
): KeptSession | undefined {
  const text = cipher.decrypt(encrypted, purposes.keptSession(id))
  if (text === undefined) return undefined
  const [session, devices] = JSON.parse(text) as StoredSession
  return { row: rowOf(session, columns.session), devices: byId(devices, columns.device) }
}
