import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compile, evaluate, JsonnetError } from '../src/index.ts'
import { failure, fails, gives } from './support/tables.ts'

describe('inputs', () => {
  gives(
    'external variables are JSON',
    [
      ['std.extVar("claims").email', 'a@example.org'],
      ['std.objectFields(std.extVar("claims"))', ['email', 'groups', 'id']],
      ['[g for g in std.extVar("claims").groups]', ['x', 'y']],
      ['std.extVar("flag") == false', true],
      ['std.extVar("claims") { id:: 1 }', { email: 'a@example.org', groups: ['x', 'y'] }],
    ],
    { extVars: { claims: { email: 'a@example.org', groups: ['x', 'y'], id: 7 }, flag: false } },
  )
  gives(
    'a program that is a function is called with the top-level arguments',
    [
      ['function(ctx) ctx.a', 1],
      ['function(ctx, more=2) ctx.a + more', 3],
      ['local f(ctx) = { b: ctx.a }; f', { b: 1 }],
    ],
    { tlas: { ctx: { a: 1 } } },
  )
  gives('a function without arguments is called, other values leave top-level arguments alone', [
    ['function(a=1) a', 1],
  ])
  test('what is handed over must be JSON', () => {
    assert.equal(failure('std.extVar("x")', { extVars: { x: () => 1 } }).kind, 'input')
    assert.equal(failure('std.extVar("x")', { extVars: { x: Number.NaN } }).kind, 'input')
    assert.deepEqual(evaluate('std.extVar("x")', { extVars: { x: { a: undefined, b: [null] } } }), {
      b: [null],
    })
  })
  fails('what is not handed over is not there', [
    ['std.extVar("missing")', /no external variable "missing"/],
    ['std.extVar("constructor")', /no external variable/],
    ['std.native("exec")', /no native functions/],
    ['function(ctx) 1', /needs an argument for its parameter ctx/],
  ])
  fails('nothing is imported', [
    ['import "x.jsonnet"', /import is not available/],
    ['importstr "/etc/passwd"', /importstr is not available/],
    ['importbin "/etc/passwd"', /importbin is not available/],
  ])
})

describe('a compiled program', () => {
  test('runs many times, and no run knows of another', () => {
    const program = compile('local x = std.extVar("x"); { a: x, b: { [k]: x for k in ["k"] } }')
    const first = program.run({ extVars: { x: 1 } })
    assert.deepEqual(program.run({ extVars: { x: { y: 2 } } }), { a: { y: 2 }, b: { k: { y: 2 } } })
    assert.deepEqual(first, { a: 1, b: { k: 1 } })
  })
  test('goes on after a run that failed', () => {
    const program = compile('1 / std.extVar("x")')
    assert.throws(() => program.run({ extVars: { x: 0 } }), JsonnetError)
    assert.equal(program.run({ extVars: { x: 2 } }), 0.5)
  })
  test('hands out values that belong to the caller', () => {
    const program = compile('{ list: [1, 2], same: self.list }')
    const first = program.run() as { list: number[]; same: number[] }
    first.list.push(3)
    assert.deepEqual(first.same, [1, 2])
    assert.deepEqual(program.run(), { list: [1, 2], same: [1, 2] })
  })
  test('does not change what it is given', () => {
    const claims = Object.freeze({ a: Object.freeze([1]) })
    assert.deepEqual(evaluate('std.extVar("c") { a+: [2] }', { extVars: { c: claims } }), {
      a: [1, 2],
    })
  })
  test('gives the same value every time', () => {
    const source =
      '{ a: std.sha256("x"), b: std.sort([3, 1, 2]), c: std.pow(1.1, 300.5), d: std.manifestJson({ z: 1, a: 2 }) }'
    assert.deepEqual(evaluate(source), evaluate(source))
  })
  test('is refused when it can never run', () => {
    for (const source of ['1 +', 'unknown', 'self', '{ a: 1, a: 2 }', 'local x = 1, x = 2; x'])
      assert.throws(() => compile(source), JsonnetError, source)
    assert.equal(failure('1 +').kind, 'syntax')
    assert.equal(failure('unknown').kind, 'static')
  })
})

describe('errors', () => {
  test('say where they happened, and how the program came there', () => {
    const source = 'local f(x) =\n  x.missing;\n{ a: f({}) }'
    const error = failure(source)
    assert.deepEqual(error.position, { line: 2, column: 4 })
    assert.equal(error.message, 'program.jsonnet:2:4: the object has no field "missing"')
    assert.equal(error.reason, 'the object has no field "missing"')
    assert.deepEqual(error.trace, [
      { what: 'f', position: { line: 2, column: 4 } },
      { what: 'a', position: { line: 3, column: 7 } },
    ])
  })
  test('name the file', () => {
    assert.throws(
      () => evaluate('\n  1 + null', { filename: 'mappers/github.jsonnet' }),
      /^JsonnetError: mappers\/github\.jsonnet:2:5: /,
    )
    assert.equal(
      evaluate('std.thisFile', { filename: 'mappers/github.jsonnet' }),
      'mappers/github.jsonnet',
    )
  })
  test('are short, whatever the program says', () => {
    assert.ok(failure('error std.repeat("x", 1000000)').message.length < 3000)
    assert.ok(failure('{}[std.repeat("x", 1000000)]').message.length < 3000)
    assert.ok(failure('std.parseInt(std.repeat("x", 1000000))').message.length < 3000)
  })
  test('of functions of the library name the function', () =>
    assert.match(
      failure('std.substr(1, 2, 3)').reason,
      /^std\.substr: str must be a string, not number$/,
    ))
})

describe('what is shown', () => {
  fails('functions are not JSON', [
    ['{ a: function(x) x }', /a function cannot be shown/],
    ['[std.length]', /a function cannot be shown/],
    ['"x" + (function() 1)', /a function cannot be shown/],
  ])
  gives('hidden functions do not matter', [['{ f(x):: x, a: 1 }', { a: 1 }]])
})
