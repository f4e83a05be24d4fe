import pg from 'pg'
import { Refusal } from '#errors/refusal.ts'
import type { Target } from '../../dsn/target.ts'
import type { Answer, Engine, Row, Statement } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import { createPooledEngine } from '../pooled-engine.ts'
import type { Client } from '../pooled-engine.ts'
import { tlsOptions } from '../tls.ts'
import { explainPostgres } from './failures.ts'

type PostgresTarget = Extract<Target, { readonly kind: 'postgres' }>

const int8 = 20
/** Any number that nobody else takes. */
const lockKey = 7_246_119_305
/** BIGINT holds times and counts, all below 2^53. */
const types: pg.CustomTypesConfig = { getTypeParser: ((oid: number, format?: 'text') => (oid === int8 ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser }

/** Nothing is connected to before it is needed; a connection that is lost is replaced by itself. */
export function createPostgresEngine(target: PostgresTarget, limits: Limits): Engine {
  const { server } = target
  const config: pg.PoolConfig = {
    host: server.socket ?? server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    database: server.database,
    ssl: server.tls.use === 'never' ? false : tlsOptions(server.tls),
    application_name: target.applicationName,
    max: server.maxConnections,
    min: server.maxIdle,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: limits.connectMs,
    ...(limits.statementMs === undefined ? {} : { query_timeout: limits.statementMs }),
    keepAlive: true,
    types,
    onConnect: (client) => setUp(client, target.searchPath, limits),
  }
  const pool = new pg.Pool(config)
  // NOTE a lost connection that nobody listens to would end the process; whoever uses it learns it from their statement
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect()
    } catch (error) {
      if (server.tls.use !== 'if-offered' || pool.options.ssl === false || !isWithoutTls(error)) throw error
      pool.options.ssl = false
      return pool.connect()
    }
  }

  return createPooledEngine('postgres', {
    async acquire() {
      try {
        return borrowed(await connect())
      } catch (error) {
        throw explainPostgres(error)
      }
    },
    close: () => pool.end(),
  }, {
    take: { sql: 'select pg_try_advisory_lock($1)::int as locked', parameters: [lockKey], reads: false },
    release: { sql: 'select pg_advisory_unlock($1)', parameters: [lockKey], reads: false },
  })
}

/** Set by statement, not at the start of the connection, because poolers in between refuse the latter. */
async function setUp(client: pg.ClientBase, searchPath: string | undefined, { statementMs }: Limits): Promise<void> {
  if (searchPath !== undefined) await client.query("select set_config('search_path', $1, false)", [searchPath])
  if (statementMs === undefined) return
  await client.query("select set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), set_config('idle_in_transaction_session_timeout', $3, false)", [
    String(statementMs - 200),
    String(statementMs - 500),
    String(2 * statementMs),
  ])
}

function borrowed(client: pg.PoolClient): Client {
  let lost = false
  return {
    async query(statement) {
      try {
        return answer(statement, await client.query({ text: statement.sql, values: statement.parameters as unknown[], ...(statement.name === undefined ? {} : { name: statement.name }) }))
      } catch (error) {
        const reason = explainPostgres(error)
        if (reason instanceof Refusal) lost = true
        throw reason
      }
    },
    release() {
      client.release(lost)
      if (lost) destroySocket(client)
    },
    isLost: () => lost,
  }
}

function answer({ sql }: Statement, result: pg.QueryResult<Row>): Answer {
  if (sql === 'COMMIT' && result.command === 'ROLLBACK') throw new TypeError('A statement of the transaction had failed, so nothing of it was stored.')
  return { rows: result.rows, changes: result.rowCount ?? 0 }
}

/** A server that no longer answers would not answer the goodbye either. */
function destroySocket(client: pg.PoolClient): void {
  const { connection } = client as { readonly connection?: { readonly stream?: { destroy(): void } } }
  connection?.stream?.destroy()
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes('does not support SSL')
}
