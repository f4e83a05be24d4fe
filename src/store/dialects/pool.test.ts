import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { withDeadline } from '#lib/deadline.ts'
import { Disconnected } from '../failures.ts'
import { createPool } from './pool.ts'
import type { Connection, PoolSettings } from './pool.ts'

type Fake = Connection & { lose(): void; readonly name: number; readonly fate: () => string }

/** A server with connections, except while it `refuses`. */
function prepare(settings: Partial<PoolSettings> = {}) {
  const opened: Fake[] = []
  const server = { refuses: false }
  const open = async (): Promise<Connection> => {
    await Promise.resolve()
    if (server.refuses) throw new Refusal('unavailable')
    let [lost, fate] = [false, 'open']
    const fake: Fake = {
      name: opened.length,
      query: async () => ({ rows: [], changes: 0 }),
      isLost: () => lost,
      end: async () => void (fate = 'ended'),
      destroy: () => void (fate = 'destroyed'),
      lose: () => void (lost = true),
      fate: () => fate,
    }
    opened.push(fake)
    return fake
  }
  return { pool: createPool({ open, max: 2, maxIdle: 2, waitMs: 30, ...settings }), opened, server }
}

const pause = (ms = 1): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const unavailable = (error: unknown): boolean =>
  error instanceof Refusal && error.kind === 'unavailable'

test('a pool opens no more connections than it may, and lends each once', async () => {
  const { pool, opened } = prepare({ waitMs: 10_000 })
  const inUse = new Set<Connection>()
  await Promise.all(
    Array.from({ length: 20 }, () =>
      pool.use(async (connection) => {
        assert.ok(!inUse.has(connection))
        inUse.add(connection)
        await pause()
        inUse.delete(connection)
      }),
    ),
  )
  assert.equal(opened.length, 2)
})

test('a pool refuses a user who waits too long, without losing the connection', async () => {
  const { pool, opened } = prepare({ max: 1 })
  const slow = pool.use(() => pause(60))
  await assert.rejects(
    pool.use(() => pause()),
    unavailable,
  )
  await slow
  await pool.use(() => pause())
  assert.equal(opened.length, 1)
})

test('a pool lets go of a user whose request has no more time', async () => {
  const { pool } = prepare({ max: 1, waitMs: 10_000 })
  const used: string[] = []
  const slow = pool.use(() => pause(40))
  let late: Promise<void> | undefined
  const use = () => (late = pool.use(async () => void used.push('late')))
  await assert.rejects(withDeadline(performance.now() + 10, use))
  await assert.rejects(late ?? Promise.resolve(), { name: 'DeadlineExceeded' })
  await slow
  await pool.use(async () => void used.push('next'))
  assert.deepEqual(used, ['next'])
})

test('a pool replaces lost connections, also for those who wait', async () => {
  const { pool, opened } = prepare({ max: 1 })
  const losing = pool.use(async (connection) => {
    await pause()
    ;(connection as Fake).lose()
  })
  const waiting = pool.use(async (connection) => (connection as Fake).name)
  await losing
  assert.equal(await waiting, 1)
  assert.equal(opened[0]?.fate(), 'destroyed')
})

test('a pool does not lend a connection that was lost while idle', async () => {
  const { pool, opened } = prepare()
  await pool.use(() => pause())
  opened[0]?.lose()
  assert.equal(await pool.use(async (connection) => (connection as Fake).name), 1)
})

test('a pool tells all who wait that no connection can be opened, and recovers later', async () => {
  const { pool, server } = prepare()
  server.refuses = true
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => pool.use(() => pause())),
  )
  assert.ok(
    outcomes.every((outcome) => outcome.status === 'rejected' && unavailable(outcome.reason)),
  )
  server.refuses = false
  await pool.use(() => pause())
})

test('a pool ends idle connections beyond the limit', async () => {
  const { pool, opened } = prepare({ max: 3, maxIdle: 1 })
  await Promise.all([1, 2, 3].map(() => pool.use(() => pause())))
  assert.deepEqual(opened.map(({ fate }) => fate()).sort(), ['ended', 'ended', 'open'])
})

test('a closed pool ends its connections, those in use when they are returned', async () => {
  const { pool, opened } = prepare()
  const slow = pool.use(() => pause(20))
  await pool.use(() => pause())
  await pool.close()
  await assert.rejects(
    pool.use(() => pause()),
    unavailable,
  )
  await slow
  assert.deepEqual(
    opened.map(({ fate }) => fate()),
    ['ended', 'ended'],
  )
})

test('a pool passes errors on and uses the connection again', async () => {
  const { pool, opened } = prepare()
  await assert.rejects(
    pool.use(async () => assert.fail('stop')),
    /stop/,
  )
  await pool.use(() => pause())
  assert.equal(opened.length, 1)
})

test('when a connection breaks in use, those that are idle are not lent any more', async () => {
  const { pool, opened } = prepare()
  await Promise.all([pool.use(() => pause()), pool.use(() => pause())])
  await assert.rejects(
    pool.use(async (connection) => {
      ;(connection as Fake).lose()
      throw new Disconnected(new Error('gone'))
    }),
    unavailable,
  )
  await pool.use(async (connection) => assert.equal((connection as Fake).name, 2))
  assert.deepEqual(
    opened.map((connection) => connection.fate()),
    ['ended', 'destroyed', 'open'],
  )
})

test('when a connection breaks in use, those that were lent at that time are not lent again', async () => {
  const { pool, opened } = prepare()
  const done = Promise.withResolvers<void>()
  const other = pool.use(() => done.promise)
  await assert.rejects(
    pool.use(async (connection) => {
      ;(connection as Fake).lose()
      throw new Disconnected(new Error('gone'))
    }),
  )
  await pool.use(async (connection) => assert.equal((connection as Fake).name, 2))
  done.resolve()
  await other
  await Promise.all([pool.use(() => pause()), pool.use(() => pause())])
  assert.deepEqual(
    opened.map((connection) => connection.fate()),
    ['ended', 'destroyed', 'open', 'open'],
  )
})

test('one that breaks later, and was lent before, says nothing about newer ones', async () => {
  const { pool, opened } = prepare({ max: 3 })
  const breaking = Promise.withResolvers<void>()
  const fail = (when: Promise<void>) =>
    assert.rejects(
      pool.use(async (connection) => {
        await when
        ;(connection as Fake).lose()
        throw new Disconnected(new Error('gone'))
      }),
    )
  const later = fail(breaking.promise)
  await fail(Promise.resolve())
  await pool.use(() => pause())
  breaking.resolve()
  await later
  await pool.use(async (connection) => assert.equal((connection as Fake).name, 2))
  assert.equal(opened.length, 3)
})

test('a pool that is closed does not wait for a server that stands still', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const fates: string[] = []
  const pool = createPool({
    max: 1,
    maxIdle: 1,
    waitMs: 30,
    open: async () => ({
      query: async () => ({ rows: [], changes: 0 }),
      isLost: () => false,
      end: () => new Promise(() => undefined),
      destroy: () => void fates.push('destroyed'),
    }),
  })
  await pool.use(async () => undefined)
  const closed = pool.close()
  t.mock.timers.tick(60_000)
  await closed
  assert.deepEqual(fates, ['destroyed'])
})
