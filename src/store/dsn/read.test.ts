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

const place = (dsn: string) => server(dsn).places[0]

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
    places: [{ host: 'db.example', port: 6432, socket: undefined }],
    user: 'us@er',
    password: 'p/w',
    database: 'id',
    maxConnections: 20,
    maxIdle: 4,
  })
  assert.deepEqual(tls, { use: 'never' })
  assert.equal(place('postgresql://u@[::1]/d').host, '::1')
  assert.equal(place('postgres://u@/d?host=/run/postgresql').socket, '/run/postgresql')
  assert.equal(place('cockroach://root@crdb/d').port, 26257)
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
    places: [{ host: 'db', port: 3307, socket: undefined }],
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
  assert.equal(place('mysql://root@unix(/run/mysqld.sock)/id').socket, '/run/mysqld.sock')
  assert.equal(place('mysql://root@tcp([::1]:3306)/id').host, '::1')
  assert.deepEqual(server('mysql://u:p@db/id?tls=true').tls, { use: 'always', verify: 'host' })
  assert.deepEqual(server('mysql://u:p@db/id?tls=skip-verify').tls, {
    use: 'always',
    verify: 'nothing',
  })
})

test('a DSN may name several servers, of which one is wanted', () => {
  const at = (dsn: string) => server(dsn).places.map(({ host, port }) => `${host}:${port}`)
  assert.deepEqual(at('postgres://u:p@h1:1,h2,[::1]:3/d'), ['h1:1', 'h2:5432', '::1:3'])
  assert.deepEqual(at('postgres://u@/d?host=h1,h2&port=1,2'), ['h1:1', 'h2:2'])
  assert.deepEqual(at('postgres://u@h1,h2/d?port=6432'), ['h1:6432', 'h2:6432'])
  assert.deepEqual(at('mysql://u:p,@tcp(h1:1,h2)/d'), ['h1:1', 'h2:3306'])
  assert.deepEqual(at('mysql://u:p@h1:1,h2/d'), ['h1:1', 'h2:3306'])

  const wanted = (dsn: string) => {
    const target = readDsn(dsn)
    return target.kind === 'postgres' && target.wanted
  }
  assert.equal(wanted('postgres://u@h/d'), 'any')
  assert.equal(wanted('postgres://u@h1,h2/d'), 'read-write')
  assert.equal(wanted('postgres://u@h1,h2/d?target_session_attrs=standby'), 'standby')
})

test('a wrong DSN is refused without being repeated', () => {
  for (const dsn of [
    '',
    'oracle://u:secret@h/d',
    'postgres://u:secret@h:x/d',
    'postgres://u:secret@h1:1,h2:x/d',
    'postgres://u:secret@h1:1,h2:70000/d',
    'postgres://u:secret@/d?host=h1,h2,h3&port=1,2',
    'postgres://u:secret@h1,h2/d?target_session_attrs=fast',
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

test('processes that serve together share the connections that the DSN allows', () => {
  const sizes = (options: string, processes: number) => {
    const places = ['postgres://u@h/d', 'mysql://u@tcp(h)/d', 'mysql://u@h/d']
    const all = places.map((place) => readDsn(`${place}${options}`, processes))
    const [first, ...others] = all.map((target) =>
      target.kind === 'sqlite' ? [] : [target.server.maxConnections, target.server.maxIdle],
    )
    for (const other of others) assert.deepEqual(other, first)
    return first ?? []
  }
  const shares = [1, 2, 4, 8, 32].map((processes) => sizes('', processes)[0])
  assert.deepEqual(shares, [16, 16, 16, 8, 4])
  assert.deepEqual(sizes('?max_conns=20&max_idle_conns=6', 2), [10, 3])
  assert.deepEqual(sizes('?max_conns=20&max_idle_conns=6', 1), [20, 6])
  assert.deepEqual(sizes('?max_conns=3', 8), [1, 1])
})
