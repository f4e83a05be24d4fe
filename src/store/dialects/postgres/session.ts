// The settings of a connection. Behind a pooler that lends the sessions of the server for the time of a
// transaction (PgBouncer in transaction mode), nothing may be left in a session: others would find it,
// and we would not.
import type pg from 'pg'
import type { Target } from '../../dsn/target.ts'
import type { Answer } from '../../engine.ts'
import type { Limits } from '../limits.ts'

/** `isShared`: a pooler lends the sessions. `begin` begins a transaction. */
export type Session = { readonly isShared: boolean; readonly begin: string }

type PostgresTarget = Extract<Target, { readonly kind: 'postgres' }>

/**
 * Settings are made by statements and not at the start of the connection, since poolers refuse the
 * latter.
 */
export async function setUp(
  client: pg.Client,
  { flavour, searchPath }: Pick<PostgresTarget, 'flavour' | 'searchPath'>,
  limits: Limits,
): Promise<Session> {
  // NOTE CockroachDB has no processes that it could tell
  const isShared = flavour === 'postgres' && !(await isOwn(client))
  const settings = settingsFor(limits)
  if (isShared) {
    if (searchPath !== undefined)
      throw new Error('a pooler forgets search_path: set it for the role (ALTER ROLE … SET)')
    const local = settings.map(([name, value]) => `; SET LOCAL ${name} = ${value}`)
    return { isShared, begin: `BEGIN${local.join('')}` }
  }
  if (searchPath !== undefined)
    await client.query("select set_config('search_path', $1, false)", [searchPath])
  if (settings.length > 0)
    await client.query(
      `select ${settings.map(([name, value]) => `set_config('${name}', '${value}', false)`).join(', ')}`,
    )
  return { isShared, begin: 'BEGIN' }
}

/** Begins a transaction with its settings, where the session does not have them. */
export async function begin(client: pg.Client, session: Session): Promise<Answer> {
  await client.query(session.begin)
  return { rows: [], changes: 0 }
}

/** A pooler invents the number by which a connection could be cancelled; a server tells its own. */
async function isOwn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid === (client as { readonly processID?: number | null }).processID
}

const settingsFor = ({ statementMs }: Limits): readonly (readonly [string, number])[] =>
  statementMs === undefined
    ? []
    : [
        ['statement_timeout', statementMs - 200],
        ['lock_timeout', statementMs - 500],
        ['idle_in_transaction_session_timeout', 2 * statementMs],
      ]
