import pg from 'pg'
import { Refusal } from '#errors/refusal.ts'
import type { Target } from '../../dsn/target.ts'
import type { Answer, Row, Statement } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import type { Connection } from '../pool.ts'
import type { TlsOptions } from '../tls.ts'
import { copyRows } from './copy.ts'
import { explainPostgres } from './failures.ts'

const int8 = 20

/** BIGINT columns have times and counts, all below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Throws the errors of the driver. */
export async function openPostgres(
  { server, searchPath, applicationName }: Extract<Target, { readonly kind: 'postgres' }>,
  tls: TlsOptions | undefined,
  limits: Limits,
): Promise<Connection> {
  const client = new pg.Client({
    host: server.socket ?? server.host,
    port: server.port,
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
  let lost = false
  // NOTE an error event without a listener would end the process; the next statement reports the
  // loss
  client.on('error', () => (lost = true))
  client.on('end', () => (lost = true))

  try {
    await client.connect()
    await setUp(client, searchPath, limits)
  } catch (error) {
    destroy(client)
    throw error
  }
  return {
    async query(statement) {
      try {
        if (statement.rows)
          return { rows: [], changes: await copyRows(client, statement.sql, statement.rows) }
        return answer(
          statement,
          await client.query<Row>({
            text: statement.sql,
            values: statement.parameters as unknown[],
            ...(statement.name === undefined ? {} : { name: statement.name }),
          }),
        )
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

/**
 * Settings are made by statements and not at the start of the connection, since poolers refuse the
 * latter.
 */
async function setUp(
  client: pg.Client,
  searchPath: string | undefined,
  { statementMs }: Limits,
): Promise<void> {
  if (searchPath !== undefined)
    await client.query("select set_config('search_path', $1, false)", [searchPath])
  if (statementMs === undefined) return
  await client.query(
    "select set_config('statement_timeout', $1, false), " +
      "set_config('lock_timeout', $2, false), " +
      "set_config('idle_in_transaction_session_timeout', $3, false)",
    [String(statementMs - 200), String(statementMs - 500), String(2 * statementMs)],
  )
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
