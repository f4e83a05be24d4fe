import pg from 'pg'
import { Refusal } from '#errors/refusal.ts'
import type { Place, Target } from '../../dsn/target.ts'
import type { Answer, Row, Statement } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import type { Connection } from '../pool.ts'
import type { TlsOptions } from '../tls.ts'
import { copyRows } from './copy.ts'
import { NotReplicated, explainPostgres } from './failures.ts'
import type { Role } from './roles.ts'
import { begin, setUp, type Session } from './session.ts'
import type { Timelines } from './timeline.ts'

const int8 = 20

/**
 * Who warns that a commit is stored here, but was not waited for until it is stored on a second
 * server, as was asked for: it could be lost with this one.
 */
const replicationWait = 'SyncRepWaitForLSN'

type PostgresTarget = Extract<Target, { readonly kind: 'postgres' }>

/** BIGINT columns have times and counts, all below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export type Aim = {
  readonly place: Place
  readonly role: Role | undefined
  /** Where the server has to be the newest of several that took changes. */
  readonly timelines: Timelines | undefined
}

/** Throws the errors of the driver, and an error where the server has another role. */
export async function openPostgres(
  target: PostgresTarget,
  { place, role, timelines }: Aim,
  tls: TlsOptions | undefined,
  limits: Limits,
): Promise<Connection> {
  const { server, applicationName } = target
  const client = new pg.Client({
    host: place.socket ?? place.host,
    port: place.port,
    user: server.user,
    password: server.password,
    database: server.database,
    ssl: tls ?? false,
    application_name: applicationName,
    connectionTimeoutMillis: limits.connectMs,
    ...(limits.statementMs === undefined ? {} : { query_timeout: limits.statementMs }),
    keepAlive: true,
    types,
  })
  let lost = false,
    isNotReplicated = false,
    session: Session
  // NOTE an error event without a listener would end the process; the next statement reports the
  // loss
  client.on('error', () => (lost = true))
  client.on('end', () => (lost = true))
  client.on('notice', ({ routine }) => (isNotReplicated ||= routine === replicationWait))

  try {
    await client.connect()
    await guardRole(client, role)
    await timelines?.guard(client)
    session = await setUp(client, target, limits)
  } catch (error) {
    destroy(client)
    throw error
  }
  return {
    async query(statement) {
      try {
        if (statement.rows)
          return { rows: [], changes: await copyRows(client, statement.sql, statement.rows) }
        if (statement.sql === 'BEGIN') return await begin(client, session)
        const result = await client.query<Row>({
          text: statement.sql,
          values: statement.parameters as unknown[],
          ...(statement.name === undefined || session.isShared ? {} : { name: statement.name }),
        })
        if (isNotReplicated) throw new NotReplicated()
        return answer(statement, result)
      } catch (error) {
        const reason = explainPostgres(error)
        if (reason instanceof Refusal) lost = true
        throw reason
      }
    },
    isLost: () => lost,
    end: () => client.end(),
    destroy: () => {
      lost = true
      destroy(client)
    },
  }
}

async function guardRole(client: pg.Client, role: Role | undefined): Promise<void> {
  if (role === undefined) return
  const { rows } = await client.query<{ readonly fits: boolean }>(role.sql)
  if (rows[0]?.fits !== true) throw new Error(role.otherwise)
}

function answer({ sql }: Statement, result: pg.QueryResult<Row>): Answer {
  if (sql === 'COMMIT' && result.command === 'ROLLBACK')
    throw new TypeError('A statement of the transaction had failed, so nothing of it was stored.')
  return { rows: result.rows, changes: result.rowCount ?? 0 }
}

/** The driver would end the connection in order and wait for the server. */
function destroy(client: pg.Client): void {
  const { connection } = client as {
    readonly connection?: { readonly stream?: { destroy(): void } }
  }
  connection?.stream?.destroy()
}
