// Real databases for tests. The servers are started once in a test process, each test gets a fresh database.
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import pg from 'pg'
import {
  freePort,
  makeCertificate,
  prepareGround,
  startGuarded,
  untilReady,
} from './server-process.ts'
import type { Certificate } from './server-process.ts'

export type DatabaseKind = 'sqlite' | 'postgres' | 'mysql'

export type TestDatabase = {
  readonly dsn: string
  /** For when every store on it is closed. Servers keep it until they end with the tests: dropping costs a checkpoint. */
  drop(): Promise<void>
}

export type TestDatabases = {
  readonly kind: DatabaseKind
  /** Why tests on it are skipped, naming the Debian package that is missing. With PALLAS_TEST_REQUIRE_ALL=1 they fail instead. */
  readonly skip: string | false
  /** A new, empty database. */
  fresh(): Promise<TestDatabase>
  /** PEM file of the authority that signed the certificate of the server, made out for 127.0.0.1 alone; undefined for SQLite. */
  caFile(): Promise<string | undefined>
}

type Server = {
  readonly certificate: Certificate
  readonly dsn: (database: string) => string
  readonly run: (sql: string) => Promise<void>
}

const requireAll = process.env['PALLAS_TEST_REQUIRE_ALL'] === '1'

export const postgresProgram = globSync('/usr/lib/postgresql/*/bin/postgres')
  .sort((a, b) => versionOf(a) - versionOf(b))
  .at(-1)
export const mariadbProgram = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd'].find((path) =>
  existsSync(path),
)

export const sqliteDatabases: TestDatabases = {
  kind: 'sqlite',
  skip: false,
  async fresh() {
    const folder = mkdtempSync(join(tmpdir(), 'pallas-test-sqlite-'))
    return {
      dsn: `sqlite://${folder}/test.sqlite?_fk=true`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
  caFile: async () => undefined,
}

export const postgresDatabases: TestDatabases = onServer(
  'postgres',
  postgresProgram === undefined ? 'PostgreSQL is not installed: apt-get install postgresql' : false,
  startPostgres,
)
export const mysqlDatabases: TestDatabases = onServer(
  'mysql',
  mariadbProgram === undefined ? 'MariaDB is not installed: apt-get install mariadb-server' : false,
  startMariadb,
)

export const allDatabases: readonly TestDatabases[] = [
  sqliteDatabases,
  postgresDatabases,
  mysqlDatabases,
]

function onServer(
  kind: DatabaseKind,
  missing: string | false,
  start: () => Promise<Server>,
): TestDatabases {
  let server: Promise<Server> | undefined
  let count = 0
  const started = (): Promise<Server> => (server ??= start())
  return {
    kind,
    skip: requireAll ? false : missing,
    async fresh() {
      const { dsn, run } = await started()
      const name = `pallas_${++count}`
      await run(`CREATE DATABASE ${name}`)
      return { dsn: dsn(name), drop: async () => undefined }
    },
    caFile: async () => (await started()).certificate.cert,
  }
}

async function startPostgres(): Promise<Server> {
  if (postgresProgram === undefined)
    throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  const ground = prepareGround('postgres', 'postgres')
  const { folder } = ground
  const data = join(folder, 'data')
  const [initdb, initArgs] = ground.asAccount(join(postgresProgram, '../initdb'), [
    '-D',
    data,
    '-U',
    'pallas',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ])
  execFileSync(initdb, initArgs, { stdio: 'pipe' })
  const port = await freePort()
  const certificate = makeCertificate(ground)
  startGuarded(ground, postgresProgram, [
    '-c',
    'ssl=on',
    '-c',
    `ssl_cert_file=${certificate.cert}`,
    '-c',
    `ssl_key_file=${certificate.key}`,
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=200',
    '-c',
    'deadlock_timeout=100ms',
  ])
  const dsn = (database: string): string =>
    `postgres://pallas:any@127.0.0.1:${port}/${database}?sslmode=disable`
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client(dsn('postgres'))
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await untilReady(folder, () => run('select 1'))
  return { certificate, dsn, run }
}

async function startMariadb(): Promise<Server> {
  if (mariadbProgram === undefined)
    throw new Error('MariaDB is not installed: apt-get install mariadb-server')
  const ground = prepareGround('mariadb', 'mysql')
  const { folder } = ground
  const data = join(folder, 'data')
  const socket = join(folder, 'mysqld.sock')
  const [install, installArgs] = ground.asAccount('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
  ])
  execFileSync(install, installArgs, { stdio: 'pipe' })
  const port = await freePort()
  const certificate = makeCertificate(ground)
  startGuarded(ground, mariadbProgram, [
    '--no-defaults',
    `--ssl-cert=${certificate.cert}`,
    `--ssl-key=${certificate.key}`,
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--pid-file=${folder}/own.pid`,
    '--skip-name-resolve',
    '--max-connections=200',
    '--innodb-buffer-pool-size=64M',
  ])
  const dsn = (database: string): string =>
    `mysql://pallas:p@ss@tcp(127.0.0.1:${port})/${database}?parseTime=true&multiStatements=true`
  const run = async (sql: string): Promise<void> => {
    const connection = await mysql.createConnection({ socketPath: socket, user: 'root' })
    try {
      await connection.query(sql)
    } finally {
      await connection.end()
    }
  }
  await untilReady(folder, () =>
    run("CREATE USER IF NOT EXISTS pallas@'127.0.0.1' IDENTIFIED BY 'p@ss'"),
  )
  await run("GRANT ALL ON *.* TO pallas@'127.0.0.1'")
  return { certificate, dsn, run }
}

function versionOf(path: string): number {
  return Number(path.split('/')[4])
}
