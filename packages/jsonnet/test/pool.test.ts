import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { BudgetExceeded, createPool, JsonnetError, type Budget } from '../src/index.ts'

/** Budgets that do not stop anything. */
const unlimited: Budget = { steps: 1e15, depth: 1e9, memory: 1e15, output: 1e15 }

describe('a pool', () => {
  const pool = createPool({ threads: 2, timeLimitMs: 300, memoryMiB: 64 })
  after(() => pool.close())

  test('evaluates away from the main thread', async () => {
    assert.deepEqual(
      await pool.evaluate('{ a: std.extVar("x") + 1, f: std.thisFile }', {
        extVars: { x: 1 },
        filename: 'a.jsonnet',
      }),
      { a: 2, f: 'a.jsonnet' },
    )
    assert.deepEqual(await pool.evaluate('function(ctx) ctx.a', { tlas: { ctx: { a: [1] } } }), [1])
  })
  test('evaluates many programs at once, each with its own inputs', async () => {
    const values = await Promise.all(
      Array.from({ length: 50 }, (_, x) =>
        pool.evaluate('std.extVar("x") * 2', { extVars: { x } }),
      ),
    )
    assert.deepEqual(
      values,
      Array.from({ length: 50 }, (_, x) => x * 2),
    )
  })
  test('tells errors as evaluate does', async () => {
    await assert.rejects(
      pool.evaluate('{\n  a: {}.b }'),
      (error) =>
        error instanceof JsonnetError &&
        error.kind === 'runtime' &&
        error.position?.line === 2 &&
        error.trace[0]?.what === 'a',
    )
    await assert.rejects(
      pool.evaluate('1 +'),
      (error) => error instanceof JsonnetError && error.kind === 'syntax',
    )
    await assert.rejects(
      pool.evaluate('std.extVar("f")', { extVars: { f: () => 1 } }),
      (error) => error instanceof JsonnetError && error.kind === 'input',
    )
    await assert.rejects(
      pool.evaluate('std.repeat("x", 1e9)'),
      (error) => error instanceof BudgetExceeded && error.limit === 'memory',
    )
  })
  test('ends bombs in time or by their budget while the main thread keeps its pace, and goes on afterwards', async () => {
    const bombs = [
      ['local f(x) = f(x + 1) tailstrict; f(0)', unlimited],
      ['local f(x) = f(x + 1) tailstrict; f(0)', {}],
      ['local f(x) = 1 + f(x + 1); f(0)', unlimited],
      ['local f(x) = 1 + f(x + 1); f(0)', {}],
      [
        'local s(n) = if n == 0 then "x" else local t = s(n - 1); t + t; std.length(s(28)) + std.length(std.asciiUpper(s(28)))',
        unlimited,
      ],
      ['std.length([x for x in std.range(1, 100000000)])', unlimited],
      ['std.length([x for x in std.range(1, 100000000)])', {}],
      ['local a(n) = if n == 0 then [] else local t = a(n - 1); [t, t]; a(60) == a(60)', unlimited],
    ] as const
    let running = true,
      turns = 0
    const pace = (async () => {
      for (; running; turns++) await new Promise((resolve) => setImmediate(resolve))
    })()
    const ends = await Promise.allSettled(
      bombs.map(([program, budget]) => pool.evaluate(program, { budget })),
    )
    running = false
    await pace
    for (const [i, end] of ends.entries())
      assert.ok(
        end.status === 'rejected' && end.reason instanceof BudgetExceeded,
        `${bombs[i]?.[0]}: ${end.status === 'rejected' ? end.reason : 'has a value'}`,
      )
    // nothing of it runs on the main thread, which takes many turns for every bomb
    assert.ok(turns > 100 * bombs.length, `${turns} turns`)
    assert.equal(await pool.evaluate('1 + 1'), 2)
  })
})

test('more evaluations than may wait are refused', async () => {
  const pool = createPool({ threads: 1, waiting: 3 })
  const ends = await Promise.allSettled(Array.from({ length: 6 }, () => pool.evaluate('1')))
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
  )
  await pool.close()
})

test('a pool that is closed rejects what runs, what waits and what comes', async () => {
  const pool = createPool({ threads: 1 })
  const running = [
    pool.evaluate('local f(x) = f(x) tailstrict; f(1)', { budget: unlimited }),
    pool.evaluate('2'),
  ]
  const ends = Promise.allSettled(running)
  await pool.close()
  assert.deepEqual(
    (await ends).map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  await assert.rejects(pool.evaluate('1'), /closed/)
})
