import mysql from 'mysql2'
import type { Pool, PoolConnection, PoolOptions, QueryResult } from 'mysql2'
import { Refusal } from '#errors/refusal.ts'
import type { Target } from '../../dsn/target.ts'
import type { Answer, Engine, Row, Statement } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import { createPooledEngine } from '../pooled-engine.ts'
import type { Client } from '../pooled-engine.ts'
import { tlsOptions } from '../tls.ts'
import { explainMysql } from './failures.ts'

type MysqlTarget = Extract<Target, { readonly kind: 'mysql' }>

/** Nothing is connected to before it is needed; a connection that is lost is replaced by itself. */
export function createMysqlEngine({ server }: MysqlTarget, limits: Limits): Engine {
  let tls = server.tls.use !== 'never'
  let pool = openPool(true)
  const ready = new WeakSet<PoolConnection>()

  function openPool(encrypted: boolean): Pool {
    const options: PoolOptions = {
      ...(server.socket === undefined ? { host: server.host, port: server.port } : { socketPath: server.socket }),
      user: server.user,
      password: server.password,
      database: server.database,
      ...(server.tls.use === 'never' || !encrypted ? {} : { ssl: sslOptions(server.tls) }),
      connectionLimit: server.maxConnections,
      maxIdle: server.maxIdle,
      idleTimeout: 30_000,
      connectTimeout: limits.connectMs,
      // NOTE literals and columns then compare by bytes
      charset: 'utf8mb4_bin',
      enableKeepAlive: true,
    }
    return mysql.createPool(options)
  }

  async function connect(): Promise<PoolConnection> {
    try {
      return await getConnection(pool, limits.connectMs)
    } catch (error) {
      if (server.tls.use !== 'if-offered' || !tls || !isWithoutTls(error)) throw error
      tls = false
      pool.end(() => undefined)
      pool = openPool(false)
      return getConnection(pool, limits.connectMs)
    }
  }

  return createPooledEngine('mysql', {
    async acquire() {
      try {
        const connection = await connect()
        const client = borrowed(connection, limits)
        if (ready.has(connection)) return client
        for (const statement of setUp(limits)) await client.query(statement).catch((error: unknown) => {
          connection.destroy()
          throw error
        })
        ready.add(connection)
        return client
      } catch (error) {
        throw explainMysql(error)
      }
    },
    close: () => new Promise((resolve, reject) => pool.end((error) => (error ? reject(error) : resolve()))),
  }, {
    take: { sql: 'select get_lock(?, 0) as locked', parameters: [lockName(server.database)], reads: false },
    release: { sql: 'select release_lock(?)', parameters: [lockName(server.database)], reads: false },
  })
}

/** Locks belong to the whole server and their names end at 64 characters. */
function lockName(database: string): string {
  return `pallas_migrations.${database}`.slice(0, 64)
}

function setUp({ statementMs }: Limits): readonly Statement[] {
  const settings = ["sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"]
  if (statementMs !== undefined) settings.push(`innodb_lock_wait_timeout = ${Math.floor(statementMs / 1000) - 1}`)
  // NOTE as in the other dialects, a statement sees what was stored when it begins
  return [`SET SESSION ${settings.join(', ')}`, 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'].map((sql) => ({ sql, parameters: [], reads: false }))
}

/** The driver's pool waits without limit; this gives up, and gives back what comes too late. */
function getConnection(pool: Pool, limitMs: number): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new Error('timeout while waiting for a connection'))
    }, limitMs)
    pool.getConnection((error, connection) => {
      clearTimeout(timer)
      if (error) return reject(error)
      if (late) return connection.release()
      resolve(connection)
    })
  })
}

function borrowed(connection: PoolConnection, { statementMs }: Limits): Client {
  let lost = false
  return {
    async query(statement) {
      try {
        return await send(connection, statement, statementMs)
      } catch (error) {
        const reason = explainMysql(error)
        if (reason instanceof Refusal) lost = true
        throw reason
      }
    },
    release: () => (lost ? connection.destroy() : connection.release()),
    isLost: () => lost,
  }
}

function send(connection: PoolConnection, { sql, parameters }: Statement, statementMs: number | undefined): Promise<Answer> {
  const query = { sql, values: parameters as (string | number | null)[], ...(statementMs === undefined ? {} : { timeout: statementMs }) }
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: QueryResult): void => (error ? reject(error) : resolve(answer(result)))
    // NOTE savepoints and SET cannot be prepared
    if (parameters.length === 0) connection.query<QueryResult>(query, done)
    else connection.execute<QueryResult>(query, done)
  })
}

function answer(result: QueryResult): Answer {
  if (Array.isArray(result)) return { rows: result as unknown as Row[], changes: 0 }
  return { rows: [], changes: result.affectedRows, insertId: result.insertId }
}

function sslOptions(tls: Parameters<typeof tlsOptions>[0]): NonNullable<Exclude<PoolOptions['ssl'], string>> {
  const { ca, cert, key, rejectUnauthorized } = tlsOptions(tls)
  return { ...({ ca, cert, key } as object), rejectUnauthorized: rejectUnauthorized === true, verifyIdentity: tls.verify === 'host' }
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'HANDSHAKE_NO_SSL_SUPPORT'
}
