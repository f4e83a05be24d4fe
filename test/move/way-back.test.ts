// What was brought from a database of the reference is written into another one, row by row as it was.
import assert from 'node:assert/strict'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parse } from 'yaml'
import {
  createForeignCipher,
  foreignAlgorithms,
  type ForeignAlgorithm,
} from '#crypto/foreign-ciphers.ts'
import { columns, tableNames } from '#move/back/cells.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { cipherSecret, everybody, ground, ids, password, tokens } from '../support/kratos-people.ts'
import { generations, newest, runAll, writeTables } from '../support/kratos-tables.ts'
import { createDestination, signIn, type Destination } from '../support/moves.ts'

type Row = Readonly<Record<string, unknown>>

const root =
  process.env['PALLAS_KRATOS_DATABASES'] ??
  join(import.meta.dirname, '../../../shared/kratos-databases')
/** Those that have the tables of the newest release. */
const names = existsSync(root)
  ? readdirSync(root).filter(
      (name) => name.startsWith('v26.2') && existsSync(join(root, name, 'data.sqlite.gz')),
    )
  : []

const rowsOf = (file: string, table: string): readonly Row[] => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(`SELECT * FROM ${table} ORDER BY id`).all()
  } finally {
    database.close()
  }
}
const pathOf = (dsn: string): string => dsn.slice('sqlite://'.length).replace(/\?.*/, '')

/** JSON as a value, with tokens of providers opened. */
function valueOf(column: string, value: unknown, secrets: readonly string[]): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  const { open } = createForeignCipher(secrets)
  return JSON.parse(value, (name, one: unknown) =>
    column === 'config' && name.startsWith('initial_') && typeof one === 'string'
      ? (open(one) ?? `closed: ${one}`)
      : one,
  )
}

/** What differs between two databases, table by table and column by column, by ids. */
function differences(
  there: string,
  back: string,
  secrets: readonly string[],
  isExpected: (table: string, row: Row) => boolean,
): readonly string[] {
  const found: string[] = []
  for (const table of tableNames) {
    const before = rowsOf(there, table),
      after = new Map(rowsOf(back, table).map((row) => [row['id'], row]))
    for (const row of before) {
      const other = after.get(row['id'])
      after.delete(row['id'])
      if ((other !== undefined) !== isExpected(table, row))
        found.push(`${table} ${String(row['id'])}: ${other ? 'is there' : 'is missing'}`)
      else if (other !== undefined)
        for (const [column, value] of Object.entries(row)) {
          const [mine, theirs]: readonly unknown[] = [other[column], value].map((one) =>
            valueOf(column, one, secrets),
          )
          try {
            assert.deepEqual(mine, theirs)
          } catch {
            found.push(`${table}.${column}: ${String(other[column])} for ${String(value)}`)
          }
        }
    }
    for (const id of after.keys()) found.push(`${table} ${String(id)}: is new`)
  }
  return found
}

describe('a database of the reference', { skip: names.length === 0 && 'there are none' }, () => {
  for (const name of names)
    it(`${name}: the way back writes the rows that were there`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'pallas-test-back-'))
      const there = join(folder, 'there.sqlite'),
        back = join(folder, 'back.sqlite')
      writeFileSync(there, gunzipSync(readFileSync(join(root, name, 'data.sqlite.gz'))))
      copyFileSync(there, back)
      await runAll(`sqlite://${back}`, ['PRAGMA foreign_keys = ON', 'DELETE FROM identities'])
      const text = readFileSync(join(root, name, 'kratos.yml'), 'utf8')
      const config = parse(text.replaceAll('file://./', `file://${join(root, name)}/`))
      const { secrets, identity } = config
      const here = createDestination({ secrets, identity })
      await here.move(`sqlite://${there}`)
      const ciphers = secrets.cipher ?? secrets.default
      const { lost, written, found } = await here.moveBack(`sqlite://${back}`, {
        foreign: { secrets: ciphers, algorithm: undefined },
      })
      assert.deepEqual([lost, written], [[], found])
      const over = new Set(
        rowsOf(there, 'sessions')
          .filter(
            (row) => row['active'] === 0 || Date.parse(String(row['expires_at'])) < Date.now(),
          )
          .map(({ id }) => id),
      )
      const isPhone = (row: string) => row === 'identity_verifiable_addresses.via: sms for phone'
      assert.deepEqual(
        differences(
          there,
          back,
          ciphers,
          (table, row) => !over.has(row[table === 'sessions' ? 'id' : 'session_id']),
        ).filter((one) => !isPhone(one)),
        [],
      )
      here.remove()
      rmSync(folder, { recursive: true, force: true })
    })
})

const schema = {
  identity: {
    schemas: [
      {
        id: 'default',
        url: `base64://${Buffer.from(
          JSON.stringify({
            type: 'object',
            properties: {
              traits: {
                type: 'object',
                properties: {
                  email: {
                    type: 'string',
                    'ory.sh/kratos': { credentials: { password: { identifier: true } } },
                  },
                },
              },
            },
          }),
        ).toString('base64')}`,
      },
    ],
  },
}

async function databaseOf(rows = ground, generation: (typeof generations)[number] = newest) {
  const { dsn, drop } = await sqliteDatabases.fresh()
  await writeTables(dsn, generation, rows)
  return { dsn, drop, file: pathOf(dsn) }
}

type Place = Awaited<ReturnType<typeof databaseOf>>

/** Runs a test with everybody here, and a database that they are written into. */
async function withEverybody(
  work: (here: Destination, there: Place, back: Place) => Promise<void>,
  keeps = true,
): Promise<void> {
  const there = await databaseOf(everybody()),
    back = await databaseOf(),
    here = createDestination(schema)
  try {
    await here.move(there.dsn, { secrets: [cipherSecret], keeps })
    await work(here, there, back)
  } finally {
    here.remove()
    await there.drop()
    await back.drop()
  }
}

describe('the way back', () => {
  for (const algorithm of [...foreignAlgorithms, undefined])
    it(`writes tokens of providers as the configuration says: ${algorithm ?? 'nothing'}`, () =>
      withEverybody(async (here, _, back) => {
        await here.moveBack(back.dsn, { foreign: { secrets: [cipherSecret], algorithm } })
        const [row] = rowsOf(back.file, 'identity_credentials').filter(({ config }) =>
          String(config).includes('Subject-1'),
        )
        const [link] = JSON.parse(String(row?.['config'])).providers
        const opened = createForeignCipher([cipherSecret]).read(link.initial_access_token)
        const expected: ForeignAlgorithm = algorithm ?? 'aes'
        assert.deepEqual([opened?.algorithm, opened?.text], [expected, 'access-token-of-hub'])
        assert.equal(link.initial_refresh_token, '')
      }))

  it('writes what has been kept as it was, and sessions with their tokens', () =>
    withEverybody(async (here, there, back) => {
      await here.moveBack(back.dsn)
      for (const table of ['identities', 'sessions', 'session_devices'] as const) {
        const live = rowsOf(there.file, table).filter(
          ({ token }) => token !== tokens.expired && token !== tokens.ended,
        )
        assert.deepEqual(
          rowsOf(back.file, table).map(({ id, created_at }) => [id, created_at]),
          live.map(({ id, created_at }) => [id, created_at]),
        )
      }
      assert.deepEqual(
        rowsOf(back.file, 'sessions')
          .map(({ token }) => String(token))
          .sort(),
        [tokens.live, tokens.old, tokens.second].sort(),
      )
    }))

  it('brings the same people in again, who sign in', () =>
    withEverybody(async (here, _, back) => {
      await here.moveBack(back.dsn)
      const again = createDestination(schema)
      const { comparison, tally } = await again.move(back.dsn)
      assert.equal(tally.people.added, Object.keys(ids).length)
      assert.ok(comparison.every(({ isGood }) => isGood))
      const server = await again.serve()
      assert.equal((await signIn(server, 'plain.person@example.org', password)).status, 200)
      await server.close()
      again.remove()
    }))

  it('writes what has changed here, and who has signed up here; sessions begun here stay', () =>
    withEverybody(async (here, there, back) => {
      const server = await here.serve()
      await server.admin('PATCH', `/admin/identities/${ids.plain}`, {
        json: [{ op: 'replace', path: '/traits/email', value: 'New@example.org' }],
      })
      await server.admin('PATCH', `/admin/identities/${ids.inactive}`, {
        json: [{ op: 'replace', path: '/state', value: 'active' }],
      })
      const made = await server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email: 'made-here@example.org' } },
      })
      const { json } = await signIn(server, 'factors@example.org', password)
      await server.close()
      const { lost } = await here.moveBack(back.dsn)
      assert.deepEqual(
        lost.map(({ kind, what }) => [kind, what]),
        [['session', json.session.id]],
      )
      const [plain] = rowsOf(back.file, 'identities').filter(({ id }) => id === ids.plain)
      assert.equal(JSON.parse(String(plain?.['traits'])).email, 'New@example.org')
      const [before] = rowsOf(there.file, 'identities').filter(({ id }) => id === ids.plain)
      assert.equal(plain?.['created_at'], before?.['created_at'])
      assert.notEqual(plain?.['updated_at'], before?.['updated_at'])
      const [inactive] = rowsOf(back.file, 'identities').filter(({ id }) => id === ids.inactive)
      assert.equal(inactive?.['state'], 'active')
      const identifiers = rowsOf(back.file, 'identity_credential_identifiers')
      const ofPlain = identifiers.filter((row) => row['identity_id'] === ids.plain)
      assert.ok(ofPlain.some(({ identifier }) => identifier === 'new@example.org'))
      const ofMade = identifiers.filter((row) => row['identity_id'] === made.json.id)
      assert.deepEqual(
        ofMade.map(({ identifier }) => identifier),
        ['made-here@example.org'],
      )
    }))

  it('is possible where nothing was kept, without sessions', () =>
    withEverybody(async (here, _, back) => {
      const { lost, written } = await here.moveBack(back.dsn)
      assert.deepEqual([...new Set(lost.map(({ kind }) => kind))], ['session'])
      assert.equal(written.identities, Object.keys(ids).length)
      const store = await here.open()
      assert.equal((await store.moves.kept('identity', Object.values(ids))).size, 0)
      await store.close()
    }, false))

  it('keeps nothing of people and sessions that are gone', () =>
    withEverybody(async (here) => {
      const store = await here.open()
      const kept = async () => [
        (await store.moves.kept('identity', [ids.plain])).size,
        (await store.moves.kept('session', ['30000000-0000-4000-8000-000000000001'])).size,
      ]
      assert.deepEqual(await kept(), [1, 1])
      await store.identities.delete(ids.plain)
      assert.deepEqual(await kept(), [0, 0])
      await store.close()
    }))

  it('stores nothing in a dry run, and nothing when it fails', () =>
    withEverybody(async (here, _, back) => {
      const { written } = await here.moveBack(back.dsn, { dryRun: true })
      assert.equal(written.identities, Object.keys(ids).length)
      assert.deepEqual(rowsOf(back.file, 'identities'), [])
      await runAll(back.dsn, [
        "CREATE TRIGGER refuse BEFORE INSERT ON sessions BEGIN SELECT RAISE(ABORT, 'refused'); END",
      ])
      await assert.rejects(here.moveBack(back.dsn), /refused/)
      assert.deepEqual(rowsOf(back.file, 'identities'), [])
    }))

  it('refuses a database with people, and one of an older version', () =>
    withEverybody(async (here, there) => {
      await assert.rejects(here.moveBack(there.dsn), /has people already/)
      for (const generation of generations.slice(0, -1)) {
        const old = await databaseOf(ground, generation)
        await assert.rejects(here.moveBack(old.dsn), /no tables of v26\.2/)
        await old.drop()
      }
    }))

  it('names a credential for which there is no type', () =>
    withEverybody(async (here, _, back) => {
      await runAll(back.dsn, ["DELETE FROM identity_credential_types WHERE name = 'totp'"])
      const { lost } = await here.moveBack(back.dsn)
      assert.deepEqual(
        lost.map(({ kind, person, what }) => [kind, person, what]),
        [['credential', ids.factors, 'totp']],
      )
    }))

  it('writes every column that the newest tables have', () => {
    for (const table of tableNames)
      assert.deepEqual([...columns[table]].sort(), [...(newest.tables[table] ?? [])].sort())
  })
})
