import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Statement } from '../engine.ts'
import type { Connection } from './pool.ts'
import { beginTransaction } from './pooled-transaction.ts'
import { createCombine } from './postgres/combine.ts'

const insert = (table: string, more: Partial<Statement['later']> = {}): Statement => ({
  sql: `insert into ${table} values ($1, $2)`,
  parameters: [table, 2],
  reads: false,
  later: { explain: (error) => (error === table ? `${table} is taken` : undefined), ...more },
})
const update: Statement = { sql: 'update', parameters: [], reads: false }

const both =
  'with part_0 as (insert into a values ($1, $2)), part_1 as (insert into b values ($3, $4)) select 1'
const one = (table: string) => `with part_0 as (insert into ${table} values ($1, $2)) select 1`

function transaction({ failing = '', mayBeUnstoppable = true } = {}) {
  const sent: string[] = []
  const connection: Pick<Connection, 'query' | 'isLost'> = {
    async query({ sql }) {
      sent.push(sql)
      if (failing !== '' && sql.includes(`into ${failing} `)) throw failing
      return { rows: [], changes: 1 }
    },
    isLost: () => false,
  }
  return {
    sent,
    ...beginTransaction({
      connection: connection as Connection,
      ask: (statement) => connection.query(statement),
      combine: createCombine(),
      mayBeUnstoppable: () => mayBeUnstoppable,
    }),
  }
}

describe('a transaction of changes that nobody needs the answer of', () => {
  it('is one statement, and nothing when there is none', async () => {
    const { sent, run, commit } = transaction()
    await run(insert('a'))
    await run(insert('b'))
    assert.deepEqual(sent, [])
    let before: unknown
    await commit(() => (before = [...sent]))
    assert.deepEqual([before, sent], [[], [both]])
    const empty = transaction()
    await empty.commit(() => undefined)
    assert.deepEqual(empty.sent, [])
  })

  it('stores nothing when the commit must not be', async () => {
    const { sent, run, commit } = transaction()
    await run(insert('a'))
    await assert.rejects(
      commit(() => {
        throw new RangeError('late')
      }),
      RangeError,
    )
    assert.deepEqual(sent, [])
  })

  it('makes them before a statement that is needed, and before the commit', async () => {
    const { sent, run, commit } = transaction()
    await run(insert('a'))
    await run(insert('b'))
    await run(update)
    await run(insert('c'))
    await commit(() => sent.push('-'))
    assert.deepEqual(sent, ['BEGIN', both, 'update', one('c'), '-', 'COMMIT'])
  })

  it('can be given up until the commit when the request has little time', async () => {
    const { sent, run, commit } = transaction({ mayBeUnstoppable: false })
    await run(insert('a'))
    await commit(() => sent.push('-'))
    assert.deepEqual(sent, ['BEGIN', one('a'), '-', 'COMMIT'])
  })

  it('fails for the reason of the one that cannot be made', async () => {
    const { sent, run, commit, rollBack } = transaction({ failing: 'b' })
    await run(insert('a'))
    await run(insert('b'))
    await assert.rejects(
      commit(() => undefined),
      (error) => error === 'b is taken',
    )
    await rollBack()
    assert.deepEqual(sent, [both])
    const begun = transaction({ failing: 'a' })
    await begun.run(insert('a'))
    await assert.rejects(begun.run(update), (error) => error === 'a is taken')
    await begun.rollBack()
    assert.deepEqual(begun.sent, ['BEGIN', one('a'), 'ROLLBACK'])
  })

  it('has one of a name in a statement, which checks what has to be', async () => {
    const { sent, run, commit } = transaction()
    const moved = insert('a', { as: 'moved', check: '1 / (select count(*) from moved)' })
    await run(moved)
    await run(moved)
    await commit(() => undefined)
    const sql =
      'with moved as (insert into a values ($1, $2)) select 1 / (select count(*) from moved)'
    assert.deepEqual(sent, ['BEGIN', sql, sql, 'COMMIT'])
  })
})

it('a change with a second one has its parameters for both, wherever they stand', () => {
  const moved = insert('a', { as: 'moved', then: 'insert into c select $2, $1 from moved' })
  const { sql, parameters } = createCombine()([insert('b'), moved, insert('d')])
  assert.equal(
    sql,
    'with part_0 as (insert into b values ($1, $2)), moved as (insert into a values ($3, $4)), ' +
      'part_1_then as (insert into c select $4, $3 from moved), ' +
      'part_2 as (insert into d values ($5, $6)) select 1',
  )
  assert.deepEqual(parameters, ['b', 2, 'a', 2, 'd', 2])
})

it('the same changes are one prepared statement, up to a number of them', () => {
  const combine = createCombine()
  const names = new Set(
    Array.from({ length: 130 }, (_, at) => combine([insert(`t${at}`), insert('b')]).name),
  )
  assert.equal(names.size, 101)
  const known = [[insert('t1'), insert('b')], [insert('t2'), insert('b')], [insert('t1')]]
  const [one, other, beginning] = known.map((statements) => combine(statements).name)
  assert.ok(one !== undefined && names.has(one))
  assert.ok(other !== undefined && other !== one)
  assert.equal(beginning, undefined)
  assert.equal(combine([insert('t1'), insert('b')]).name, one)
})
