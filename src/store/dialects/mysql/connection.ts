import mysql from 'mysql2'
import type { Connection as DriverConnection, ConnectionOptions, QueryResult } from 'mysql2'
import { Refusal } from '#errors/refusal.ts'
import type { Place, Server } from '../../dsn/target.ts'
import { command, type Answer, type Row, type Statement } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import type { Connection } from '../pool.ts'
import type { TlsOptions } from '../tls.ts'
import { explainMysql } from './failures.ts'
import { joinOtherNodes } from './galera.ts'

/** Throws the errors of the driver. */
export async function openMysql(
  server: Server,
  place: Place,
  tls: TlsOptions | undefined,
  limits: Limits,
): Promise<Connection> {
  const driver = mysql.createConnection({
    ...(place.socket === undefined
      ? { host: place.host, port: place.port }
      : { socketPath: place.socket }),
    user: server.user,
    password: server.password,
    database: server.database,
    ...(tls === undefined ? {} : { ssl: sslOptions(tls) }),
    connectTimeout: limits.connectMs,
    // NOTE makes literals and columns compare bytes
    charset: 'utf8mb4_bin',
    enableKeepAlive: true,
  })
  let lost = false
  // NOTE an error event without a listener would end the process; the next statement reports the
  // loss
  driver.on('error', () => (lost = true))
  driver.on('end', () => (lost = true))

  const send = (statement: Statement): Promise<Answer> => ask(driver, statement, limits.statementMs)
  try {
    await new Promise<void>((resolve, reject) =>
      driver.connect((error) => (error ? reject(error) : resolve())),
    )
    for (const sql of setUp(limits)) await send(command(sql))
    await joinOtherNodes(send)
  } catch (error) {
    driver.destroy()
    throw error
  }
  return {
    async query(statement) {
      try {
        return await send(statement)
      } catch (error) {
        const reason = explainMysql(error)
        if (reason instanceof Refusal) lost = true
        throw reason
      }
    },
    isLost: () => lost,
    end: () =>
      new Promise((resolve, reject) => driver.end((error) => (error ? reject(error) : resolve()))),
    destroy: () => {
      lost = true
      driver.destroy()
    },
  }
}

function setUp({ statementMs }: Limits): readonly string[] {
  const settings = ["sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'"]
  if (statementMs !== undefined)
    settings.push(`innodb_lock_wait_timeout = ${Math.floor(statementMs / 1000) - 1}`)
  // NOTE as in the other dialects, a statement sees what is stored when it begins
  return [
    `SET SESSION ${settings.join(', ')}`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}

function ask(
  driver: DriverConnection,
  { sql, parameters }: Statement,
  statementMs: number | undefined,
): Promise<Answer> {
  const query = { sql, values: parameters as (string | number | null)[] }
  return new Promise((resolve, reject) => {
    // NOTE the limit of the driver does not include the preparation of a statement
    const timer =
      statementMs === undefined
        ? undefined
        : setTimeout(() => reject(new Error(`no answer in ${statementMs} ms`)), statementMs)
    const done = (error: Error | null, result: QueryResult): void => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve(answer(result))
    }
    // NOTE savepoints and SET cannot be prepared
    if (parameters.length === 0) driver.query<QueryResult>(query, done)
    else driver.execute<QueryResult>(query, done)
  })
}

function answer(result: QueryResult): Answer {
  if (Array.isArray(result)) return { rows: result as unknown as Row[], changes: 0 }
  return { rows: [], changes: result.affectedRows, insertId: result.insertId }
}

/** The driver verifies the host name only when asked to, in its own way. */
function sslOptions({
  rejectUnauthorized,
  checkServerIdentity,
  ...files
}: TlsOptions): NonNullable<Exclude<ConnectionOptions['ssl'], string>> {
  return {
    ...(files as object),
    rejectUnauthorized: rejectUnauthorized === true,
    verifyIdentity: checkServerIdentity === undefined,
  }
}
