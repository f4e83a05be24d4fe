// Measures a move from a database of the reference, beside an import of as many people in the same run.
//   npm run bench -- move                    100,000 people with a password and a session
//   npm run bench -- move --people 20000
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { moveInto } from '#commands/move/into.ts'
import { readerRequest } from '#commands/move/request.ts'
import { readerInThreads } from '#commands/move/thread.ts'
import { up } from '#store/migrate.ts'
import { ground } from '../test/support/kratos-people.ts'
import { newest, writeTables } from '../test/support/kratos-tables.ts'
import { hasher } from './hasher.ts'
import { password } from './journeys.ts'
import { prepareScene } from './product.ts'
import { fill } from './size/fill.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: { people: { type: 'string', default: '100000' } },
})
const people = Number(options.people)

const hash = await hasher.hash(password)
const scene = await prepareScene()
const source = join(scene.folder, 'source.sqlite')
await writeSource(source)
const imported = await fill(await prepareScene(), people, hash)
const moved = await move()
const again = await move()
/** NOTE `two quiet cores`: as if both worked all the time, and nobody else on them */
const show = (what: string, { perSecond, cpuUsEach: { storing, all } }: Measured) =>
  console.log(
    `${what}: ${perSecond.toFixed(0)} people a second; CPU for each: ${all.toFixed(0)} µs, ` +
      `${storing.toFixed(0)} µs of the thread that stores and ${(all - storing).toFixed(0)} µs of the ` +
      `others; two quiet cores could do ${(2e6 / all).toFixed(0)} a second`,
  )
console.log(`${people} people with a password and a session, on SQLite`)
show('move', moved)
show('the same again, all unchanged', again)
show('import of people with a password', imported)
process.exit(0)

type Measured = {
  readonly perSecond: number
  readonly cpuUsEach: { readonly storing: number; readonly all: number }
}

async function move(): Promise<Measured> {
  await up(scene.dsn)
  const where = { files: [join(scene.folder, 'kratos.yml')], env: {}, cwd: scene.folder }
  const from = performance.now(),
    cpu = process.cpuUsage(),
    own = process.threadCpuUsage()
  const reader = readerInThreads(
    readerRequest(where, {
      from: `sqlite://${source}`,
      network: undefined,
      secrets: [],
      keeps: true,
    }),
  )
  const { tally, checked } = await moveInto(where, reader, {
    onLoss: (loss) => console.log(loss),
    onProgress: () => undefined,
  })
  await reader.close()
  const seconds = (performance.now() - from) / 1000,
    used = process.cpuUsage(cpu),
    ownUsed = process.threadCpuUsage(own)
  const brought = tally.people.added + tally.people.unchanged,
    signedIn = tally.sessions.added + tally.sessions.unchanged
  if (brought !== people || signedIn !== people || checked.faults > 0)
    throw new Error(`${brought} people and ${signedIn} sessions of ${people} were brought`)
  return {
    perSecond: people / seconds,
    cpuUsEach: {
      storing: (ownUsed.user + ownUsed.system) / people,
      all: (used.user + used.system) / people,
    },
  }
}

/** A database as v26.2 has it, with its indexes; ids are random, so that they are nowhere in order. */
async function writeSource(file: string): Promise<void> {
  await writeTables(`sqlite://${file}`, newest, ground)
  const [network] = ground['networks'] ?? []
  const typeOf = (name: string) =>
    String(ground['identity_credential_types']?.find((type) => type['name'] === name)?.['id'])
  const database = new DatabaseSync(file)
  database.function('uuid', () => crypto.randomUUID())
  const at = '2026-11-28 23:12:55.112352+00:00'
  const common = `'${String(network?.['id'])}' AS nid, '${at}' AS created_at, '${at}' AS updated_at`
  const insert = (table: string, select: string) =>
    database.exec(
      `CREATE TEMP TABLE made AS ${select}; ` +
        `INSERT INTO ${table} (${columnsOf(select)}) SELECT ${columnsOf(select)} FROM made; DROP TABLE made`,
    )
  const columnsOf = (select: string) =>
    database
      .prepare(`SELECT * FROM (${select}) LIMIT 0`)
      .columns()
      .map(({ name }) => name)
      .join(', ')
  database.exec(
    'PRAGMA synchronous = OFF; CREATE INDEX by_identity_c ON identity_credentials (identity_id); ' +
      'CREATE INDEX by_credential_i ON identity_credential_identifiers (identity_credential_id, nid, identifier); ' +
      'CREATE INDEX by_identity_v ON identity_verifiable_addresses (identity_id); ' +
      'CREATE INDEX by_identity_r ON identity_recovery_addresses (identity_id); ' +
      'CREATE INDEX by_identity_s ON sessions (identity_id, nid, created_at); ' +
      'CREATE INDEX by_session_d ON session_devices (session_id)',
  )
  insert(
    'identities',
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${people}) ` +
      `SELECT uuid() AS id, 'default' AS schema_id, json_object('email', 'person' || i || '@example.org', ` +
      `'name', json_object('first', 'Ada' || i, 'last', 'Byron')) AS traits, 'active' AS state, ` +
      `'${at}' AS state_changed_at, 'aal1' AS available_aal, ${common} FROM n`,
  )
  const email = "json_extract(traits, '$.email')"
  insert(
    'identity_credentials',
    `SELECT uuid() AS id, id AS identity_id, '${typeOf('password')}' AS identity_credential_type_id, ` +
      `json_object('hashed_password', '${hash}') AS config, 0 AS version, ${common} FROM identities`,
  )
  insert(
    'identity_credential_identifiers',
    `SELECT uuid() AS id, c.id AS identity_credential_id, c.identity_id, c.identity_credential_type_id, ` +
      `${email} AS identifier, ${common} FROM identity_credentials c JOIN identities i ON i.id = c.identity_id`,
  )
  insert(
    'identity_verifiable_addresses',
    `SELECT uuid() AS id, id AS identity_id, 'email' AS via, ${email} AS value, 1 AS verified, ` +
      `'completed' AS status, '${at}' AS verified_at, ${common} FROM identities`,
  )
  insert(
    'identity_recovery_addresses',
    `SELECT uuid() AS id, id AS identity_id, 'email' AS via, ${email} AS value, ${common} FROM identities`,
  )
  insert(
    'sessions',
    `SELECT uuid() AS id, id AS identity_id, '${at}' AS issued_at, '${at}' AS authenticated_at, ` +
      `'2096-11-28 23:12:55+00:00' AS expires_at, 1 AS active, 'aal1' AS aal, ` +
      `'[{"method":"password","aal":"aal1","completed_at":"2026-11-28T23:12:55.112352Z"}]' AS authentication_methods, ` +
      `'ory_st_' || substr(hex(randomblob(16)), 1, 32) AS token, ` +
      `'ory_lo_' || substr(hex(randomblob(16)), 1, 32) AS logout_token, ${common} FROM identities`,
  )
  insert(
    'session_devices',
    `SELECT uuid() AS id, id AS session_id, identity_id, '198.51.100.7' AS ip_address, ` +
      `'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0' AS user_agent, 'Lisboa, PT' AS location, ${common} FROM sessions`,
  )
  database.close()
}
