import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { withDeadline } from '#lib/deadline.ts'
import type { Alike, Answer, Engine, Statement } from './engine.ts'
import { StatementFailure, UniqueViolation } from './failures.ts'
import { gatheredEngine } from './gathered-engine.ts'

const alike: Alike = {
  most: 3,
  together: (statements) => ({
    sql: 'several',
    parameters: statements.map(({ parameters }) => parameters[0]),
    reads: statements[0]?.reads === true,
  }),
  split: ({ rows }, statements) =>
    statements.map(({ parameters }) => ({
      rows: rows.filter(({ key }) => key === parameters[0]),
      changes: 0,
    })),
}
const read = (key: string): Statement => ({
  sql: 'one',
  parameters: [key],
  reads: true,
  name: 'find',
  alike,
})
const change = (key: string): Statement => ({ ...read(key), reads: false, name: 'insert' })

const isExceeded = { name: 'DeadlineExceeded' }
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** An engine that answers with the keys it was asked for, unless `refuse` gives an error for them. */
function scene({
  refuse = () => undefined,
  isRemote = true,
}: {
  readonly refuse?: (keys: readonly unknown[]) => unknown
  readonly isRemote?: boolean
} = {}) {
  const sent: (readonly unknown[])[] = []
  let connection = Promise.resolve()
  const engine: Engine = {
    dialect: 'postgres',
    isRemote,
    async run({ parameters, reads }, begin): Promise<Answer> {
      await connection
      if (!reads) begin?.()
      sent.push(parameters)
      const error = refuse(parameters)
      if (error !== undefined) throw error
      return { rows: parameters.map((key) => ({ key })), changes: parameters.length }
    },
    transact: (work) => work((statement) => engine.run(statement)),
    exclusively: (work) => work(),
    close: async () => undefined,
  }
  const gathered = gatheredEngine(engine)
  const run = async (statement: Statement, begin?: () => void) => gathered.run(statement, begin)
  return {
    sent,
    run,
    transact: gathered.transact,
    keysOf: (statements: readonly Statement[]) =>
      Promise.all(statements.map(async (statement) => (await run(statement)).rows[0]?.['key'])),
    /** No statement is sent before the returned function is called. */
    withoutConnection() {
      const { promise, resolve } = Promise.withResolvers<void>()
      connection = promise
      return resolve
    },
  }
}

describe('statements that are alike', () => {
  it('of one turn are sent as one, and everybody gets the answer to their own', async () => {
    const { sent, keysOf } = scene()
    assert.deepEqual(await keysOf([read('a'), read('b')]), ['a', 'b'])
    assert.deepEqual(sent, [['a', 'b']])
  })

  it('are not more than so many, alone as they are, and apart from others', async () => {
    const { sent, keysOf } = scene()
    const four = ['a', 'b', 'c', 'd'].map(read)
    assert.deepEqual(await keysOf([...four, change('e')]), ['a', 'b', 'c', 'd', 'e'])
    assert.deepEqual(sent, [['a', 'b', 'c'], ['d'], ['e']])
  })

  it('which come later are sent later, also when the first are not answered yet', async () => {
    const { sent, keysOf, withoutConnection } = scene()
    const connect = withoutConnection()
    const first = keysOf([read('a'), read('b')])
    await nextTurn()
    const second = keysOf([read('a'), read('a')])
    await nextTurn()
    connect()
    await Promise.all([first, second])
    assert.deepEqual(sent, [
      ['a', 'b'],
      ['a', 'a'],
    ])
  })

  it('stay alone in a transaction, and where no way to a server is saved', async () => {
    const remote = scene()
    await remote.transact(
      async (send) => {
        await Promise.all([read('a'), read('b')].map(async (statement) => send(statement)))
      },
      () => undefined,
    )
    const local = scene({ isRemote: false })
    await local.keysOf([read('a'), read('b')])
    for (const { sent } of [remote, local]) assert.deepEqual(sent, [['a'], ['b']])
  })

  it('do not fail because of each other', async () => {
    for (const statement of [read, change])
      for (const error of [new StatementFailure('1', 'wrong'), new UniqueViolation('id')]) {
        const { run } = scene({ refuse: (keys) => (keys.includes('b') ? error : undefined) })
        const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((key) => run(statement(key))))
        assert.deepEqual(
          outcomes.map((one) => (one.status === 'rejected' ? one.reason : one.value.rows)),
          [[{ key: 'a' }], error, [{ key: 'c' }]],
        )
      }
  })

  it('are not sent again when nobody knows whether they were stored', async () => {
    const error = new Refusal('unavailable', { reason: 'gone' })
    const { sent, run } = scene({ refuse: () => error })
    for (const outcome of await Promise.allSettled(['a', 'b'].map((key) => run(change(key)))))
      assert.equal(outcome.status === 'rejected' && outcome.reason, error)
    assert.deepEqual(sent, [['a', 'b']])
  })

  it('are begun once each, and who is too late is left out', async () => {
    const { sent, run } = scene({
      refuse: (keys) => (keys.length > 1 ? new UniqueViolation('id') : undefined),
    })
    const begun: string[] = []
    const late = new Error('late')
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((key) =>
        run(change(key), () => {
          begun.push(key)
          if (key === 'b') throw late
        }),
      ),
    )
    assert.deepEqual(
      outcomes.map((one) => one.status === 'rejected' && one.reason),
      [false, late, false],
    )
    assert.deepEqual(begun, ['a', 'b', 'c'])
    assert.deepEqual(sent, [['a', 'c'], ['a'], ['c']])
  })

  it('end with the time of their request, and for it alone', async () => {
    for (const statement of [read, change]) {
      const { sent, run, withoutConnection } = scene()
      const connect = withoutConnection()
      const patient = run(statement('a'))
      await assert.rejects(
        withDeadline(performance.now() + 10, () => run(statement('b'))),
        isExceeded,
      )
      const also = run(statement('c'))
      connect()
      await Promise.all([patient, also])
      assert.ok(statement === read || !sent.flat().includes('b'), 'nothing is stored too late')
    }
  })
})
