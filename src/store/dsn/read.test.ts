import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { readDsn } from './read.ts'
import type { Server, Target, Tls } from './target.ts'

function server(dsn: string): Server {
  const target = readDsn(dsn)
  if (target.kind === 'sqlite') throw new Error('no server')
  return target.server
}

test('a file of SQLite is given by an absolute or a relative path', () => {
  const expected: readonly (readonly [string, string | undefined])[] = [
    ['sqlite:///var/lib/pallas/db.sqlite?_fk=true', '/var/lib/pallas/db.sqlite'],
    ['sqlite://data/x.sqlite', 'data/x.sqlite'],
    ['sqlite://./x.db', './x.db'],
    ['sqlite3:///tmp/with%20space.db', '/tmp/with space.db'],
    ['sqlite://file:/tmp/x.db?cache=shared', '/tmp/x.db'],
    ['sqlite://file.db?mode=memory&_fk=true', undefined],
    ['sqlite://file::memory:?cache=shared', undefined],
    ['sqlite://:memory:', undefined],
    ['memory', undefined],
  ]
  for (const [dsn, path] of expected)
    assert.deepEqual(readDsn(dsn), { kind: 'sqlite', path } satisfies Target, dsn)
})

test('a PostgreSQL server is given with user, password, database and pool sizes', () => {
  const { tls, ...rest } = server(
    'postgres://us%40er:p%2Fw@db.example:6432/id' +
      '?sslmode=disable&max_conns=20&max_idle_conns=4&max_conn_lifetime=30s',
  )
  assert.deepEqual(rest, {
    host: 'db.example',
    port: 6432,
    socket: undefined,
    user: 'us@er',
    password: 'p/w',
    database: 'id',
    maxConnections: 20,
    maxIdle: 4,
  })
  assert.deepEqual(tls, { use: 'never' })
  assert.equal(server('postgresql://u@[::1]/d').host, '::1')
  assert.equal(server('postgres://u@/d?host=/run/postgresql').socket, '/run/postgresql')
  assert.equal(server('cockroach://root@crdb/d').port, 26257)
})

test('certificates of PostgreSQL are verified, except for modes that do not', () => {
  const modes: readonly (readonly [string, Tls])[] = [
    ['', { use: 'if-offered', verify: 'host' }],
    ['?sslmode=disable', { use: 'never' }],
    ['?sslmode=prefer', { use: 'if-offered', verify: 'nothing' }],
    ['?sslmode=require', { use: 'always', verify: 'nothing' }],
    [
      '?sslmode=require&sslrootcert=/ca.pem',
      { use: 'always', verify: 'authority', caFile: '/ca.pem' },
    ],
    [
      '?sslmode=verify-ca&sslrootcert=/ca.pem',
      { use: 'always', verify: 'authority', caFile: '/ca.pem' },
    ],
    ['?sslmode=verify-full', { use: 'always', verify: 'host' }],
  ]
  for (const [query, tls] of modes)
    assert.deepEqual(server(`postgres://u:p@h/d${query}`).tls, tls, query)
})

test('a MySQL server is given as in Go drivers or as a URL', () => {
  const expected = {
    host: 'db',
    port: 3307,
    socket: undefined,
    user: 'root',
    password: 's@e:c/r?et%',
    database: 'id',
    maxConnections: 16,
    maxIdle: 4,
    tls: { use: 'never' },
  }
  assert.deepEqual(
    server(
      'mysql://root:s@e:c/r?et%@tcp(db:3307)/id' +
        '?parseTime=true&multiStatements=true&max_idle_conns=4',
    ),
    expected,
  )
  assert.deepEqual(
    server('mysql://root:s%40e%3Ac%2Fr%3Fet%25@db:3307/id?max_idle_conns=4'),
    expected,
  )
  assert.equal(server('mysql://root@unix(/run/mysqld.sock)/id').socket, '/run/mysqld.sock')
  assert.equal(server('mysql://root@tcp([::1]:3306)/id').host, '::1')
  assert.deepEqual(server('mysql://u:p@db/id?tls=true').tls, { use: 'always', verify: 'host' })
  assert.deepEqual(server('mysql://u:p@db/id?tls=skip-verify').tls, {
    use: 'always',
    verify: 'nothing',
  })
})

test('a wrong DSN is refused without being repeated', () => {
  for (const dsn of [
    '',
    'oracle://u:secret@h/d',
    'postgres://u:secret@h:x/d',
    'postgres://u:secret@h1:1,h2:2/d',
    'postgres://u:secret@h/d?sslmode=maybe',
    'mysql://u:secret@tcp(h)/',
    'mysql://u:secret@h/d?tls=custom',
    'sqlite://',
    'sqlite://secret?mode=ro',
    'postgres://u:secret@h/d?max_conns=many',
    'constructor://secret',
  ]) {
    assert.throws(
      () => readDsn(dsn),
      (error) =>
        error instanceof Refusal &&
        error.kind === 'misconfigured' &&
        !error.message.includes('secret'),
      dsn,
    )
  }
})
