import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { createDatabase } from '../database.ts'
import { command } from '../engine.ts'
import { Disconnected, Interrupted, NoAnswer } from '../failures.ts'
import { createPool } from './pool.ts'
import { createPooledEngine } from './pooled-engine.ts'

const lock = command('LOCK')
const change = command('INSERT')
const read = { sql: 'SELECT', parameters: [], reads: true }
const isUnavailable = (error: unknown) => error instanceof Refusal && error.kind === 'unavailable'

/** A server whose connections fail at some statements, by their numbers. */
function prepare(failures: Readonly<Record<number, Refusal>>) {
  const sent: string[] = []
  const pool = createPool({
    max: 1,
    maxIdle: 1,
    waitMs: 100,
    open: async () => {
      let lost = false
      return {
        async query({ sql }) {
          sent.push(sql)
          const failure = failures[sent.length]
          if (!failure) return { rows: [], changes: 1 }
          lost = true
          throw failure
        },
        isLost: () => lost,
        end: async () => undefined,
        destroy: () => undefined,
      }
    },
  })
  const limits = { connectMs: 100, statementMs: 100 }
  const database = createDatabase(
    createPooledEngine('mysql', pool, { take: lock, release: lock }, limits),
  )
  return {
    sent,
    read: () => database.run(read),
    change: () => database.run(change),
    transact: () => database.transact(() => database.run(change)),
  }
}

const gone = () => new Disconnected(new Error('gone'))

describe('when its connection breaks', () => {
  it('a transaction runs again from its start, if its commit was not sent', async () => {
    for (const at of [1, 2]) {
      const { sent, transact } = prepare({ [at]: gone() })
      await transact()
      const first = ['BEGIN', 'INSERT'].slice(0, at)
      assert.deepEqual(sent, [...first, 'BEGIN', 'INSERT', 'COMMIT'])
    }
  })
  it('it runs again no more than twice', async () => {
    const { sent, transact } = prepare({ 1: gone(), 2: gone(), 3: gone() })
    await assert.rejects(transact(), isUnavailable)
    assert.deepEqual(sent, ['BEGIN', 'BEGIN', 'BEGIN'])
  })
  it('at its commit it is neither done again nor told as done', async () => {
    const { sent, transact } = prepare({ 3: gone() })
    await assert.rejects(transact(), isUnavailable)
    assert.deepEqual(sent, ['BEGIN', 'INSERT', 'COMMIT'])
  })
  it('a change on its own is not done again, unless the server has refused it', async () => {
    const broken = prepare({ 1: gone() })
    await assert.rejects(broken.change(), isUnavailable)
    assert.deepEqual(broken.sent, ['INSERT'])
    const refused = prepare({ 1: new Interrupted(new Error('read only')) })
    await refused.change()
    assert.deepEqual(refused.sent, ['INSERT', 'INSERT'])
  })
  it('what is read is read once more, unless the time for it is over', async () => {
    const broken = prepare({ 1: gone() })
    await broken.read()
    assert.deepEqual(broken.sent, ['SELECT', 'SELECT'])
    const late = prepare({ 1: new NoAnswer(new Error('timeout')) })
    await assert.rejects(late.read(), isUnavailable)
    assert.deepEqual(late.sent, ['SELECT'])
  })
})
