// Lists, searches and exports are read from real standbys, which may be behind, die, stand still, cancel what
// they are asked for, and become the primary.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { up } from '#store/migrate.ts'
import { crashable, type Crashable } from '../support/crashable.ts'
import { pause, until } from '../support/process-figures.ts'
import { skipWithout } from '../support/programs.ts'
import { revoke, signIn, signUp, whoami, type Outcome } from './calls.ts'
import type { Loss } from './machine.ts'
import { patroni } from './patroni.ts'

const paths = [
  '/admin/identities?page_size=250',
  '/admin/pallas/identities/search?page_size=250',
  '/admin/pallas/identities/export?page_size=250',
] as const
/** An export begins with an entry of the audit trail. */
const pathsOfReads = paths.filter((path) => !path.includes('/export'))
const patienceMs = 30_000
const unread = /the replica could not be read/g

const configuration = (dsn: string, replica: string) => ({
  dsn,
  log: { level: 'warning' },
  preview: { default_read_consistency_level: 'eventual' },
  pallas: { replica: { dsn: replica }, notices: { enabled: false }, shield: { enabled: false } },
})

const skip = skipWithout('etcd', 'patroni', 'unshare')

describe('standbys of PostgreSQL that lists are read from', { skip }, () => {
  const cluster = patroni()
  /** One may use all servers, preferably standbys; the other knows a single standby. */
  let any: Crashable, one: Crashable, standby: number
  const people: string[] = []
  let count = 0

  before(async () => {
    await cluster.start()
    await up(cluster.dsn(0))
    await cluster.run(await cluster.primary(), 'CREATE TABLE replay_waits ()')
    await until(async () => {
      const ports = await cluster.replicas()
      const found = ports.map((port) =>
        cluster.run(port, "SELECT 1 WHERE to_regclass('replay_waits') IS NOT NULL"),
      )
      return (await Promise.all(found)).every((rows) => rows.length === 1)
    }, patienceMs)
    const [primary, standbys] = [await cluster.primary(), await cluster.replicas()]
    standby = standbys[0] ?? 0
    const all = cluster.dsnOf([primary, ...standbys], 'prefer-standby')
    any = await crashable(configuration(cluster.dsn(0), all))
    one = await crashable(configuration(cluster.dsn(0), cluster.dsnOf([standby], 'standby')))
    await Promise.all([any.start(), one.start()])
  })
  after(async () => {
    await any?.remove()
    await one?.remove()
    await cluster.stop()
  })

  const get = async (server: Crashable, path: string) => {
    const answer = await fetch(`${server.adminUrl}${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  async function isListed(server: Crashable, path: string, email: string): Promise<boolean> {
    const { status, text } = await get(server, path)
    assert.equal(status, 200, `${path}: ${text}`)
    return text.includes(email)
  }
  async function tryToMake(): Promise<string | undefined> {
    const email = `person-${count++}@example.org`
    const answer = await fetch(`${any.adminUrl}/admin/identities`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema_id: 'default', traits: { email } }),
    })
    await answer.text()
    if (answer.status === 503) return undefined
    assert.equal(answer.status, 201)
    people.push(email)
    return email
  }
  async function make(): Promise<string> {
    const email = await tryToMake()
    assert.ok(email)
    return email
  }
  async function allListEverybody(): Promise<void> {
    const missing = async (server: Crashable, path: string) => {
      const { status, text } = await get(server, path)
      return people
        .filter((email) => !text.includes(email))
        .map((email) => `${email} at ${server === one ? 'one' : 'any'}, ${path}, ${status}`)
    }
    let left: readonly string[] = []
    const areNone = async () => {
      const found = [any, one].flatMap((server) => paths.map((path) => missing(server, path)))
      left = (await Promise.all(found)).flat()
      return left.length === 0
    }
    await until(areNone, patienceMs, () => `all lists: ${left.join('; ')}`)
  }

  /**
   * Standbys take what is sent to them, and do not show it: what they are to replay waits for a lock that a
   * reader holds. (Patroni ends a `pg_wal_replay_pause` at once.)
   */
  async function whileStandbysAreBehind(work: () => Promise<void>): Promise<void> {
    const readers = await Promise.all((await cluster.replicas()).map(hold))
    try {
      await cluster.run(
        await cluster.primary(),
        'BEGIN; LOCK TABLE replay_waits IN ACCESS EXCLUSIVE MODE; COMMIT',
      )
      await work()
    } finally {
      await Promise.all(readers.map((reader) => reader.end()))
    }
  }
  async function hold(port: number): Promise<pg.Client> {
    const reader = new pg.Client(cluster.dsnOf([port], 'any'))
    await reader.connect()
    await reader.query('BEGIN')
    await reader.query('SELECT FROM replay_waits')
    return reader
  }
  const tail = () => one.log().slice(-1500)
  const warnings = (server: Crashable) => server.log().match(unread)?.length ?? 0

  it('are asked for lists, searches and exports, as far as it is wished', async () => {
    await make()
    await allListEverybody()
    await whileStandbysAreBehind(async () => {
      const email = await make()
      for (const server of [any, one])
        for (const path of paths) {
          assert.equal(await isListed(server, path, email), false, path)
          assert.equal(await isListed(server, `${path}&consistency=eventual`, email), false, path)
          assert.equal(await isListed(server, `${path}&consistency=strong`, email), true, path)
        }
    })
    await allListEverybody()
    assert.deepEqual([warnings(any), warnings(one)], [0, 0])
  })

  it('are asked for no session and no single identity', async () => {
    await whileStandbysAreBehind(async () => {
      const { identity, session } = done(await signUp(any, 'ada@example.org'))
      const other = done(await signIn(one, 'ada@example.org'))
      const single = [
        `/admin/identities/${identity}?consistency=eventual`,
        `/admin/sessions/${session.id}`,
        `/admin/identities/${identity}/sessions?consistency=eventual`,
      ]
      for (const server of [any, one]) {
        for (const path of single) assert.equal((await get(server, path)).status, 200, path)
        assert.ok((await get(server, single[2] ?? '')).text.includes(other.id))
        assert.equal(await whoami(server, other.token), 200)
      }
      done(await revoke(any, session.id))
      for (const server of [any, one]) assert.equal(await whoami(server, session.token), 401)
    })
  })

  it('that cancel a query for what they have to replay are asked in vain, and the primary answers', async () => {
    const primary = await cluster.primary()
    const conflicts = async () => {
      const rows = await cluster.run(
        standby,
        'SELECT confl_lock::int FROM pg_stat_database_conflicts WHERE datname = current_database()',
      )
      return (rows[0] as { readonly confl_lock: number }).confl_lock
    }
    const waitsForReaders = async (setting: string) => {
      await cluster.run(standby, `ALTER SYSTEM ${setting}`)
      await cluster.run(standby, 'SELECT pg_reload_conf()')
    }
    await waitsForReaders("SET max_standby_streaming_delay = '50ms'")
    const before = await conflicts()
    // NOTE long enough to be in the way of what is replayed
    await cluster.run(
      primary,
      'BEGIN; ALTER TABLE pallas_identities RENAME TO slow_identities; CREATE VIEW pallas_identities AS ' +
        'SELECT i.* FROM slow_identities i, pg_sleep(1); COMMIT',
    )
    try {
      const rowsAt = (sql: string) => async () => (await cluster.run(standby, sql)).length > 0
      await until(rowsAt("SELECT 1 WHERE to_regclass('slow_identities') IS NOT NULL"), patienceMs)
      const listing = get(one, paths[0])
      await until(rowsAt("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"), patienceMs)
      await cluster.run(
        primary,
        'BEGIN; LOCK TABLE slow_identities IN ACCESS EXCLUSIVE MODE; COMMIT',
      )
      const { status, text } = await listing
      assert.equal(status, 200, text)
      for (const email of people) assert.ok(text.includes(email), email)
    } finally {
      await cluster.run(
        primary,
        'BEGIN; DROP VIEW pallas_identities; ALTER TABLE slow_identities RENAME TO pallas_identities; COMMIT',
      )
      await waitsForReaders('RESET max_standby_streaming_delay')
    }
    await until(async () => (await conflicts()) > before, patienceMs)
    assert.match(one.log(), /40001: canceling statement due to conflict with recovery/)
    await allListEverybody()
  })

  /** Asks for lists again and again until `work` is done; answers how many were answered. */
  async function listing(which: readonly string[], work: () => Promise<void>): Promise<number> {
    let isOver = false,
      answered = 0
    const expected = [...people]
    const client = async (server: Crashable, path: string) => {
      while (!isOver) {
        const { status, text } = await get(server, path)
        assert.equal(status, 200, `${path}: ${text}`)
        for (const email of expected) assert.ok(text.includes(email), `${path}: ${email}`)
        answered++
        await pause(20)
      }
    }
    const clients = [any, one].flatMap((server) => which.map((path) => client(server, path)))
    const worked = work().finally(() => (isOver = true))
    try {
      await Promise.all([...clients, worked])
    } finally {
      isOver = true
      await Promise.allSettled([...clients, worked])
    }
    return answered
  }
  const isReadFromStandby = async (server: Crashable) => {
    let isBehind = false
    await whileStandbysAreBehind(async () => {
      const email = await make()
      isBehind = !(await isListed(server, paths[0], email))
    })
    await allListEverybody()
    return isBehind
  }

  for (const loss of ['killed', 'frozen'] as const satisfies readonly Loss[])
    it(`that are ${loss} are left alone, and no request fails`, async (t) => {
      await allListEverybody()
      await until(
        () => isReadFromStandby(one),
        patienceMs,
        () => `read from standby: ${tail()}`,
      )
      const before = warnings(one)
      const answered = await listing(paths, async () => {
        await cluster.loseReplica(loss)
        await until(
          () => warnings(one) > before,
          patienceMs,
          () => `warned: ${tail()}`,
        )
        const email = await make()
        assert.ok(await isListed(one, paths[0], email), 'the primary answers')
        await pause(2000)
      })
      t.diagnostic(`${answered} lists, ${warnings(one) - before} warnings`)
      await cluster.heal()
      await until(
        () => isReadFromStandby(one),
        patienceMs,
        () => `read from standby: ${tail()}`,
      )
    })

  it('may become the primary, and the primary a standby, and lists go on', async (t) => {
    for (const _ of ['there', 'and back']) {
      await allListEverybody()
      const before = await cluster.primary()
      const answered = await listing(pathsOfReads, async () => {
        let isOver = false
        const making = (async () => {
          while (!isOver) {
            await tryToMake()
            await pause(200)
          }
        })()
        await cluster.switchOver()
        isOver = true
        await making
        await pause(1000)
      })
      assert.notEqual(await cluster.primary(), before)
      t.diagnostic(`${answered} lists`)
      await until(async () => (await tryToMake()) !== undefined, patienceMs)
    }
    await allListEverybody()
    assert.doesNotMatch(cluster.log(), /in a read-only transaction|during recovery/)
  })
})

function done<T>(outcome: Outcome<T>): T {
  assert.ok(outcome !== 'unknown' && 'done' in outcome, JSON.stringify(outcome))
  return outcome.done
}
