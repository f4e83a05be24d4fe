import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BudgetExceeded, compile, evaluate, type Budget, type Limit } from '../src/index.ts'

/** The program ends with this budget used up. */
function stops(program: string, limits: readonly Limit[], budget: Partial<Budget> = {}): void {
  assert.throws(
    () => evaluate(program, { budget }),
    (error) =>
      error instanceof BudgetExceeded && limits.includes(error.limit) && error.kind === 'budget',
    program.slice(0, 200),
  )
}

describe('steps', () => {
  test('endless loops end', () => {
    stops('local f(x) = f(x + 1) tailstrict; f(0)', ['steps', 'memory'])
    stops('local f(x) = f(x + 1) tailstrict; f(0)', ['steps'], { steps: 10_000 })
    stops('std.foldl(function(a, x) a + x, std.range(1, 100000), 0)', ['steps'], { steps: 10_000 })
    stops('std.range(1, 1e9)', ['steps', 'memory'])
  })
  test('comparing what is shared many times over counts every time', () =>
    stops(
      'local a(n) = if n == 0 then [] else local t = a(n - 1); [t, t]; a(40) == a(40)',
      ['steps'],
      { steps: 1_000_000 },
    ))
  test('a search that reads its pattern again and again counts it', () =>
    stops('std.length(std.findSubstr(std.repeat("a", 1000000), std.repeat("a", 2000000)))', [
      'steps',
    ]))
  test('what is enough is enough', () =>
    assert.equal(evaluate('1 + 1', { budget: { steps: 20 } }), 2))
})

describe('depth', () => {
  const count = 'local f(n) = if n == 0 then 0 else 1 + f(n - 1); '
  test('a recursion of 500 calls works', () => assert.equal(evaluate(`${count} f(500)`), 500))
  test('a recursion of 100000 calls ends', () => {
    stops(`${count} f(100000)`, ['depth'])
    stops('local f(x) = f(x); f(1)', ['depth'])
    stops('local a = [0] + std.makeArray(100000, function(i) a[i] + 1); a[100000]', ['depth'])
    stops('local o(n) = { a: if n == 0 then 0 else o(n - 1).a }; o(100000).a', ['depth'])
    stops('std.foldl(function(o, i) o + { n+: 1 }, std.range(1, 1500), { n: 0 }).n', ['depth'])
  })
  test('frames are not on the stack of the host: with a budget for it, even 100000 calls work', () =>
    assert.equal(evaluate(`${count} f(100000)`, { budget: { depth: 1_000_000 } }), 100000))
  test('values and sources that are nested too deep end', () => {
    stops('std.foldl(function(a, x) [a], std.range(1, 10000), 0)', ['depth'])
    stops('local f(x) = { a: f(x) }; f(1)', ['depth'])
    stops('std.parseJson(std.repeat("[", 100000) + std.repeat("]", 100000))', ['depth'])
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['{a:', '}'],
      ['-', ''],
      ['!', ''],
      ['f(', ')'],
      ['if true then ', ''],
      ['local a=', ';a'],
      ['function(x) ', ''],
      ['a[', ']'],
      ['1+(', ')'],
      ['error ', ''],
    ] as const)
      stops(open.repeat(20_000) + close.repeat(20_000), ['depth'])
  })
  test('long chains are not deep', () => {
    assert.equal(evaluate(`0${' + 1'.repeat(5000)}`), 5000)
    assert.equal(evaluate(`${'local x = 1; '.repeat(5000)}x`), 1)
    assert.equal(
      evaluate(
        `${Array.from({ length: 3000 }, (_, i) => `if ${i} == 2999 then ${i} else `).join('')}0`,
      ),
      2999,
    )
    assert.equal(evaluate(`local o = { a: self, b: 1 }; o${'.a'.repeat(5000)}.b`), 1)
  })
})

describe('memory', () => {
  test('huge strings and arrays are refused before they are made', () => {
    for (const program of [
      'std.repeat("x", 1e9)',
      'local s(n) = if n == 0 then "x" else local t = s(n - 1); t + t; std.length(s(60))',
      'local a(n) = if n == 0 then [1] else local t = a(n - 1); t + t; std.length(a(60))',
      '"%1000000000d" % 1',
      'std.strReplace(std.repeat("a", 100000), "a", std.repeat("b", 100000))',
      'std.join(std.repeat("b", 100000), std.makeArray(100000, function(i) "x"))',
      'std.manifestJsonEx([[[std.range(1, 1000)]]], std.repeat(" ", 1000000))',
      'std.length(std.toString([std.range(1, 1000) for x in std.range(1, 100000)]))',
      'local a(n) = if n == 0 then "x" else local t = a(n - 1); [t, t]; std.length(std.toString(a(60)))',
      'local s = std.repeat("x", 1000000); std.length(std.join("", [std.asciiUpper(s) for i in std.range(1, 1000)]))',
    ])
      stops(program, ['memory', 'steps'], { steps: 1_000_000 })
  })
  test('a text that grows a character at a time is not counted anew each time', () =>
    assert.equal(
      evaluate('std.length(std.foldl(function(t, i) t + "x", std.range(1, 50000), ""))'),
      50000,
    ))
})

describe('output', () => {
  test('a result that is too large ends', () => {
    stops('local s = std.repeat("x", 100000); [s for i in std.range(1, 100)]', ['output'])
    stops('local s = std.repeat("x", 1000); [s, s]', ['output'], { output: 1500 })
    stops('{ ["key" + i]: 1 for i in std.range(1, 100) }', ['output'], { output: 500 })
  })
  test('what is enough is enough', () =>
    assert.deepEqual(evaluate('["abc"]', { budget: { output: 10 } }), ['abc']))
})

test('a budget is for one run, not for all runs of a program', () => {
  const program = compile('std.length(std.range(1, 1000))')
  for (let i = 0; i < 50; i++)
    assert.equal(program.run({ budget: { steps: 2000, memory: 20_000 } }), 1000)
})

test('a typical mapper takes far less than its budget', () => {
  const program = compile(`local claims = std.extVar('claims');
    { identity: { traits: { [if 'email' in claims then 'email']: claims.email, name: '%s %s' % [claims.first, claims.last] }, roles: [std.asciiLower(r) for r in claims.roles] } }`)
  const claims = { email: 'a@example.org', first: 'A', last: 'B', roles: ['X', 'Y', 'Z'] }
  const budget = { steps: 500, memory: 10_000, output: 500 }
  assert.deepEqual(program.run({ extVars: { claims }, budget }), {
    identity: { traits: { email: 'a@example.org', name: 'A B' }, roles: ['x', 'y', 'z'] },
  })
})
