import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { evaluate, format, JsonnetError } from '../src/index.ts'

/** The source becomes this, which stays as it is. */
function becomes(source: string, formatted: string): void {
  assert.equal(format(source), formatted)
  assert.equal(format(formatted), formatted)
}

describe('the formatter', () => {
  test('puts one space where there should be one, and none elsewhere', () => {
    becomes('{a:1,b : [ 1,2 , 3 ],c:{ },d:[ ]}', '{ a: 1, b: [1, 2, 3], c: {}, d: [] }\n')
    becomes('local f( x,y = 2 )=x+y;f( 1,y = - 3 )', 'local f(x, y=2) = x + y; f(1, y=-3)\n')
    becomes('x [ 1 : 2 ] . y [ : : 2 ] ( z )', 'x[1:2].y[::2](z)\n')
    becomes('{ a :: 1, [ "b" ] +: 2, f ( x ) ::: x }', "{ a:: 1, ['b']+: 2, f(x)::: x }\n")
    becomes('if ! a then - b else ~ c', 'if !a then -b else ~c\n')
    becomes('assert a:"b";a{b:1}', "assert a : 'b'; a { b: 1 }\n")
    becomes('function( x )x', 'function(x) x\n')
    becomes('$ . a + self . b', '$.a + self.b\n')
    becomes('[x for x in y if x]', '[x for x in y if x]\n')
  })
  test('indents by two what is inside of something', () => {
    becomes(
      '{\na: {\nb: [\n1,\n2\n]\n}\n}',
      '{\n  a: {\n    b: [\n      1,\n      2,\n    ],\n  },\n}\n',
    )
    becomes(
      'local a =\n1;\nlocal f(x) =\nlocal y = x;\ny;\nf(a)',
      'local a =\n  1;\nlocal f(x) =\n  local y = x;\n  y;\nf(a)\n',
    )
    becomes(
      '{\na:\nif x then\n1\nelse if y then\n2\nelse\n3\n}',
      '{\n  a:\n    if x then\n      1\n    else if y then\n      2\n    else\n      3,\n}\n',
    )
    becomes('a\n+ b\n+ c', 'a\n  + b\n  + c\n')
    becomes('f({\na: 1\n}, [\n2\n])', 'f({\n  a: 1,\n}, [\n  2,\n])\n')
    becomes('[\nx\nfor x in y\nif x\n]', '[\n  x\n  for x in y\n  if x\n]\n')
    becomes(
      '{\nlocal a = 1,\nlocal b =\n2,\nassert a < b,\nc: a\n}',
      '{\n  local a = 1,\n  local b =\n    2,\n  assert a < b,\n  c: a,\n}\n',
    )
  })
  test('closes on a line of its own what was opened at the end of a line', () => {
    becomes('{\n  a: 1 }', '{\n  a: 1,\n}\n')
    becomes('[\n  1, 2]', '[\n  1, 2,\n]\n')
  })
  test('has a comma at the end of lines only', () => {
    becomes('[1, 2,]', '[1, 2]\n')
    becomes('{ a: 1, }', '{ a: 1 }\n')
    becomes('f(1,)', 'f(1)\n')
    becomes('[\n  x,\n  for x in y\n]', '[\n  x\n  for x in y\n]\n')
  })
  test('prefers single quotes and names without quotes', () => {
    becomes('["a", "it\'s", "\\"", \'b\', @"c"]', `['a', "it's", "\\"", 'b', @"c"]\n`)
    becomes('{ "a": 1, \'b c\': 2, "local": 3 }', "{ a: 1, 'b c': 2, 'local': 3 }\n")
  })
  test('keeps comments where they are', () => {
    becomes('// head\n\n\n\n# more\n1', '// head\n\n# more\n1\n')
    becomes(
      '{\n// a\na: 1, // one\n/* b */ b: 2\n// end\n}',
      '{\n  // a\n  a: 1,  // one\n  /* b */ b: 2,\n  // end\n}\n',
    )
    becomes('[\n1 // last\n]', '[\n  1,  // last\n]\n')
    becomes('1 // tail', '1  // tail\n')
    becomes('{ /* empty */ }', '{ /* empty */ }\n')
    becomes('1 + /* two */ 2', '1 + /* two */ 2\n')
  })
  test('keeps at most one empty line', () => {
    becomes('\n\nlocal a = 1;\n\n\n\na\n\n', 'local a = 1;\n\na\n')
    becomes('{\n\n  a: 1,\n\n\n  b: 2,\n\n}', '{\n  a: 1,\n\n  b: 2,\n}\n')
  })
  test('moves text blocks with the line they begin on', () => {
    becomes(
      '{\na: |||\n        x\n          y\n\n        z\n      |||\n}',
      '{\n  a: |||\n    x\n      y\n\n    z\n  |||,\n}\n',
    )
    becomes('|||-\n\ta\n|||', '|||-\n  a\n|||\n')
  })
  test('changes no value', () => {
    for (const source of [
      '{ a: |||\n\n   x\n    y\n  |||, "b": "q\\"" + \'r\' + "s\'t", c:: [x for x in [1, 2,] if x > 1], d: -1 - -1, e: $.c[0 : 1 : 1] }',
      'local a = { b+: 1 }, c(x=1) = a { d: x }; c() { "e": super.b }',
      '{ [if true then "x"]: 1, f(a, b=2):: a + b, g: self.f(1,), assert self.g == 3 : "no" }',
    ])
      assert.deepEqual(evaluate(format(source)), evaluate(source), source)
  })
  test('refuses what cannot be parsed', () =>
    assert.throws(
      () => format('{ a: }', { filename: 'x.jsonnet' }),
      (error) => error instanceof JsonnetError && error.message.startsWith('x.jsonnet:1:6:'),
    ))
})
