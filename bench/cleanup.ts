// Measures the deletion of expired sessions, and what others wait for meanwhile.
//   npm run bench -- cleanup                          a million sessions on SQLite and PostgreSQL
//   npm run bench -- cleanup --sessions 10000000 --on sqlite
//   npm run bench -- cleanup --batch 100              so many at once
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { postgresDatabases } from '../test/support/databases.ts'
import { hasher } from './hasher.ts'
import { exchange, newAddress, password, register } from './journeys.ts'
import { cpuMs, prepareScene, serveScene } from './product.ts'
import { fill } from './size/fill.ts'
import { ask } from './size/time.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    sessions: { type: 'string', default: '1000000' },
    on: { type: 'string', default: 'sqlite,postgres' },
    batch: { type: 'string', default: '1000' },
  },
})
const sessions = Number(options.sessions)
const people = 10_000
const passwordHash = await hasher.hash(password)
for (const kind of options.on.split(','))
  if (kind === 'postgres' && postgresDatabases.skip !== false)
    console.log(`PostgreSQL is left out: ${postgresDatabases.skip}`)
  else await measure(kind)
process.exit(0)

async function measure(database: string): Promise<void> {
  const scene = await prepareScene(
    database === 'postgres' ? (await postgresDatabases.fresh()).dsn : undefined,
  )
  await fill(scene, people, passwordHash)
  await addExpired(scene.dsn)
  const server = await serveScene(scene)
  const { session_token: token } = await register(server.publicUrl, newAddress())
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    'who am I': () => ask(`${server.publicUrl}/sessions/whoami`, { 'x-session-token': token }),
    'create an identity': () =>
      exchange('POST', `${server.adminUrl}/admin/identities`, {
        schema_id: 'default',
        traits: { email: newAddress() },
      }),
  }
  const spent: Record<string, number[]> = {}
  async function act(until: () => boolean, when: string): Promise<void> {
    while (!until())
      for (const [name, work] of Object.entries(acts)) {
        const from = performance.now()
        await work()
        ;(spent[`${name}, ${when}`] ??= []).push(performance.now() - from)
      }
  }
  const quietUntil = performance.now() + 5000
  await act(() => performance.now() > quietUntil, 'otherwise')
  const from = performance.now()
  const cleaning = spawn(
    join(import.meta.dirname, '../bin/pallas'),
    [
      'cleanup',
      'sql',
      '-c',
      join(scene.folder, 'kratos.yml'),
      scene.dsn,
      '--sleep-tables',
      '0s',
      '--batch-size',
      options.batch,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let report = '',
    hasEnded = false,
    cpu = 0
  cleaning.stdout.on('data', (piece: Buffer) => (report += piece))
  cleaning.once('exit', () => (hasEnded = true))
  await act(() => {
    cpu = cpuMs(cleaning.pid) ?? cpu
    return hasEnded
  }, 'meanwhile')
  const seconds = (performance.now() - from) / 1000
  const deleted = Number(/sessions +(\d+)/.exec(report)?.[1])
  if (deleted !== sessions) throw new Error(`${deleted} of ${sessions} sessions were deleted`)
  console.log(
    `\n${sessions} expired sessions on ${database}: ${(sessions / seconds).toFixed(0)} a second, ` +
      `${((cpu * 1000) / sessions).toFixed(1)} µs of CPU each`,
  )
  for (const [name, times] of Object.entries(spent)) {
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1)
    console.log(`${name.padEnd(32)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   longest ${at(1)} ms`)
  }
  await server.stop()
}

/** Sessions of all people that expired a month ago, stored by the database itself. */
async function addExpired(dsn: string): Promise<void> {
  const at = Date.now() - 30 * 86_400_000
  const columns =
    'id, token_hash, identity_id, active, issued_at, expires_at, authenticated_at, aal, methods, devices'
  const rest = `1, ${at} - n, ${at} + n % 1000, ${at} - n, 'aal1', '[]', '[]'`
  if (dsn.startsWith('sqlite://')) {
    const file = new DatabaseSync(dsn.slice('sqlite://'.length))
    file.exec(
      'PRAGMA synchronous = OFF; CREATE TEMP TABLE whose (n INTEGER PRIMARY KEY, id TEXT); ' +
        'INSERT INTO whose (id) SELECT id FROM pallas_identities; ' +
        `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${sessions}) ` +
        `INSERT INTO pallas_sessions (${columns}) SELECT lower(hex(randomblob(16))), ` +
        `lower(hex(randomblob(32))), (SELECT id FROM whose WHERE whose.n = 1 + numbers.n % ${people}), ${rest} FROM numbers`,
    )
    file.close()
    return
  }
  const client = new pg.Client(dsn)
  await client.connect()
  await client.query(
    'CREATE TEMP TABLE whose AS SELECT row_number() OVER () - 1 AS at, id FROM pallas_identities; ' +
      `INSERT INTO pallas_sessions (${columns}) SELECT gen_random_uuid()::text, ` +
      `encode(sha256(random()::text::bytea), 'hex'), whose.id, ${rest} ` +
      `FROM generate_series(1, ${sessions}) n JOIN whose ON whose.at = n % ${people}; ANALYZE pallas_sessions`,
  )
  await client.end()
}
