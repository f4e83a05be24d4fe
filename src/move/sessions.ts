// Sessions that are still good. Their tokens are stored in clear there, and only hashed here.
import { sha256 } from '#crypto/tokens.ts'
import { credentialTypes } from '#identity/credential-types.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Aal, AuthenticationMethod, Device, Session } from '#session/session.ts'
import type { TokenHash } from '#session/session-store.ts'
import { grouped, inRange, type Range } from './people.ts'
import type { Tables, Where } from './tables.ts'
import { jsonOf, objectsIn, textOf, timeOf, type TextRow } from './values.ts'

export type FoundSession = { readonly row: TextRow; readonly devices: readonly TextRow[] }
export type MappedSession = { readonly session: Session; readonly token: TokenHash }

export type SessionsReader = {
  /** The ids of the next sessions that were not ended, in their order. */
  ids(after: string, limit: number): Promise<readonly string[]>
  sessions(range: Range): Promise<readonly FoundSession[]>
  /** Those of a person, without their devices. */
  ofPerson(id: string): Promise<readonly FoundSession[]>
}

const columns = [
  'id',
  'identity_id',
  'token',
  'issued_at',
  'expires_at',
  'authenticated_at',
  'aal',
  'authentication_methods',
  'logout_token',
  'created_at',
  'updated_at',
]
const deviceColumns = [
  'id',
  'session_id',
  'ip_address',
  'user_agent',
  'location',
  'created_at',
  'updated_at',
]
const table = 'sessions'

export function createSessionsReader(tables: Tables): SessionsReader {
  // NOTE the first versions did not end sessions, and told them by their ids in cookies
  const active = tables.has(table, 'active') ? 't.active = true' : '1 = 1'
  const where = (sql: string, ...parameters: string[]): Where => [
    `${sql} AND ${active}`,
    ...parameters,
  ]
  return {
    ids: (after, limit) => tables.ids(table, where('t.id > ?', after), limit),
    async ofPerson(id) {
      const rows = await tables.read({ table, columns, where: where('t.identity_id = ?', id) })
      return rows.map((row) => ({ row, devices: [] }))
    },
    async sessions(range) {
      const rows = await tables.read({
        table,
        columns,
        where: where(...inRange('t.id', range)),
        order: 't.id',
      })
      const devices = grouped(
        tables.has('session_devices')
          ? await tables.read({
              table: 'session_devices',
              columns: deviceColumns,
              where: inRange('t.session_id', range),
            })
          : [],
        'session_id',
      )
      return rows.map((row) => ({ row, devices: devices.get(row['id'] ?? '') ?? [] }))
    },
  }
}

/** Undefined for one that is over. `tokenOf`: the token of one that is known by its id. */
export function sessionOf(
  { row, devices }: FoundSession,
  now: Timestamp,
  tokenOf: (id: string) => string,
): MappedSession | undefined {
  const id = row['id'] ?? '',
    identityId = row['identity_id'] ?? ''
  const expiresAt = timeOf(row['expires_at'])
  if (expiresAt === undefined || expiresAt <= now) return undefined
  // NOTE the first versions told a session by its id, in a cookie that was signed
  const token = textOf(row['token']) ?? tokenOf(id)
  const issuedAt = timeOf(row['issued_at']) ?? 0
  const authenticatedAt = timeOf(row['authenticated_at']) ?? issuedAt
  return {
    token: sha256(token),
    session: {
      id,
      identityId,
      active: true,
      issuedAt,
      expiresAt,
      authenticatedAt,
      aal: aalOf(row['aal']),
      methods: methodsOf(row['authentication_methods'], authenticatedAt),
      devices: devices.map(deviceOf),
    },
  }
}

const aals: readonly string[] = ['aal0', 'aal1', 'aal2', 'aal3'] satisfies readonly Aal[]
const aalOf = (text: unknown): Aal =>
  typeof text === 'string' && aals.includes(text) ? (text as Aal) : 'aal1'

/** NOTE a session of a time when nothing was noted was opened by a password, or at a provider */
export function methodsOf(
  text: string | null | undefined,
  authenticatedAt: Timestamp,
): readonly AuthenticationMethod[] {
  const methods = objectsIn(jsonOf(text)).flatMap((one) => methodOf(one, authenticatedAt))
  return methods.length > 0
    ? methods
    : [{ method: 'password', aal: 'aal1', completedAt: authenticatedAt }]
}

function methodOf(found: JsonObject, authenticatedAt: Timestamp): readonly AuthenticationMethod[] {
  const method = credentialTypes.find((one) => one === found['method'])
  if (method === undefined) return []
  const { provider, organization } = found
  return [
    {
      method,
      aal: aalOf(found['aal']),
      completedAt: timeOf(String(found['completed_at'] ?? '')) ?? authenticatedAt,
      ...(typeof provider === 'string' && provider !== '' ? { provider } : {}),
      ...(typeof organization === 'string' && organization !== '' ? { organization } : {}),
    },
  ]
}

const deviceOf = (row: TextRow): Device => ({
  id: row['id'] ?? '',
  ipAddress: withoutPort(row['ip_address'] ?? ''),
  userAgent: row['user_agent'] ?? '',
  location: row['location'] ?? '',
})

/** `198.51.100.7:4711` and `[2001:db8::7]:4711`. */
export const withoutPort = (address: string): string =>
  !address.includes(':')
    ? address
    : address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
