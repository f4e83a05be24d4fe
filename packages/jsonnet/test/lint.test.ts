import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lint } from '../src/index.ts'

const found = (source: string) =>
  lint(source).map(({ rule, position }) => `${rule} ${position.line}:${position.column}`)

describe('the linter', () => {
  test('finds nothing in a program that is fine', () => {
    assert.deepEqual(
      lint(
        "local c = std.extVar('claims'); { identity: { traits: { [if 'email' in c then 'email']: c.email }, all: $.identity, f(x, y=x):: [x for _ in y] } }",
      ),
      [],
    )
    assert.deepEqual(lint('function(ctx) { a: ctx.b, c: std.get(ctx, "d", default=1) }'), [])
  })
  test('tells what cannot be parsed', () =>
    assert.deepEqual(lint('{\n  a: }'), [
      {
        rule: 'syntax',
        fatal: true,
        message: 'expected a value, found }',
        position: { line: 2, column: 6 },
      },
    ]))
  test('tells of every unknown variable, in order', () => {
    assert.deepEqual(found('[a, local b = c; b,\n d]'), [
      'unknown-variable 1:2',
      'unknown-variable 1:15',
      'unknown-variable 2:2',
    ])
    assert.deepEqual(found('[x for x in [y]] + [x]'), [
      'unknown-variable 1:14',
      'unknown-variable 1:21',
    ])
    assert.deepEqual(found('{ local a = b, [a]: 1 }'), [
      'unused-local 1:9',
      'unknown-variable 1:13',
      'unknown-variable 1:17',
    ])
  })
  test('tells of self, super and $ outside of objects', () =>
    assert.deepEqual(found('[self, $, super.a, 1 in super, { a: self, b: $, c: super.a }]'), [
      'outside-object 1:2',
      'outside-object 1:8',
      'outside-object 1:11',
      'outside-object 1:22',
    ]))
  test('tells of what is there twice', () => {
    assert.deepEqual(found('{ a: 1, b: 2, "a": 3 }'), ['duplicate 1:15'])
    assert.deepEqual(found('local f(a, a) = a; f'), ['duplicate 1:12'])
    assert.deepEqual(found('local a = 1, a = 2; a'), ['duplicate 1:14'])
    assert.deepEqual(found('(function(a) a)(a=1, a=2)'), ['duplicate 1:22'])
  })
  test('tells of locals that nobody uses, but not of parameters or of names that begin with _', () => {
    assert.deepEqual(
      found('local a = 1, _b = 2; { local c = 1, local d = e, local e = 1, f(x): d }'),
      ['unused-local 1:7', 'unused-local 1:30'],
    )
    assert.deepEqual(found('local a = 1; local a = 2; a'), ['unused-local 1:7'])
    assert.deepEqual(found('[x for x in [1] for y in [2]]'), [])
  })
  test('tells of functions that std does not have, and of calls that cannot work', () => {
    assert.deepEqual(
      found(
        '[std.nope, std.nope(1), std.length(), std.length(1, 2), std.length(y=1), std.thisFile, std.pi]',
      ),
      [
        'unknown-function 1:6',
        'unknown-function 1:16',
        'argument-count 1:35',
        'argument-count 1:49',
        'argument-count 1:67',
        'argument-count 1:67',
      ],
    )
    assert.deepEqual(found('local std = {}; std.nope'), [])
  })
  test('tells of imports and of conditions that are always the same', () => {
    assert.deepEqual(found('import "a"'), ['import 1:1'])
    assert.deepEqual(found('if true then 1'), ['constant-condition 1:4'])
  })
})
