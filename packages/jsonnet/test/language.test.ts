import { describe } from 'node:test'
import { fails, gives } from './support/tables.ts'

describe('literals', () => {
  gives('numbers are doubles, with underscores between digits if wanted', [
    ['0', 0],
    ['-0.5', -0.5],
    ['1e3', 1000],
    ['2.5E-3', 0.0025],
    ['1_000_000', 1000000],
    ['9007199254740993', 9007199254740992],
  ])
  fails('a number is written as in JSON', [
    ['007', /is no number/],
    ['1x', /is no number/],
    ['0x1F', /is no number/],
    ['1.', /expected/],
    ['.5', /expected a value/],
    ['1e999', /too large/],
    ['1__0', /is no number/],
  ])
  gives('strings have escapes in either quotes', [
    [String.raw`"a\"b\\c\/d\b\f\n\r\t"`, 'a"b\\c/d\b\f\n\r\t'],
    [String.raw`'it\'s'`, "it's"],
    [String.raw`"it's"`, "it's"],
    [String.raw`"\u00e9\uD83D\uDE00"`, 'é😀'],
    [String.raw`"\uD83D!"`, '\ufffd!'],
    ['"two\nlines"', 'two\nlines'],
  ])
  gives('verbatim strings have none, a doubled quote is a quote', [
    [String.raw`@"c:\dir\""x"""`, 'c:\\dir\\"x"'],
    [String.raw`@'it''s'`, "it's"],
    [`@''`, ''],
  ])
  gives('text blocks lose the indentation of their first line', [
    ['|||\n  a\n    b\n\n  c\n|||', 'a\n  b\n\nc\n'],
    ['|||-\n  a\n  b\n|||', 'a\nb'],
    ['|||\n\n  a\n |||', '\na\n'],
    ['{ a: |||\n    x ||| y\n  |||, b: 1 }', { a: 'x ||| y\n', b: 1 }],
    ['|||\n\ttab\n\t\ttwo\n|||', 'tab\n\ttwo\n'],
  ])
  fails('strings and comments have an end', [
    ['"abc', /has no end/],
    [`@'abc`, /has no end/],
    ['/* abc', /comment has no end/],
    ['||| a\n|||', /begins on the line after/],
    ['|||\na\n|||', /must be indented/],
    ['|||\n  a\n b\n|||', /not closed/],
    [String.raw`"\q"`, /no escape sequence/],
    [String.raw`"\u12"`, /four hexadecimal digits/],
    ['a ? b', /means nothing here/],
  ])
  gives('comments are left out', [
    ['1 // one\n', 1],
    ['# head\n2', 2],
    ['/* a\nb */ 3 /**/', 3],
    ['1 +// x\n1', 2],
    ['4 */* x */2', 8],
  ])
})

describe('operators', () => {
  gives('arithmetic binds as usual, operators of one level from the left', [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 * 3 % 4', 2],
    ['-2 - -3', 1],
    ['7 % 3 + 7 / 2', 4.5],
    ['1 + 2 << 3', 24],
    ['5.5 % 2', 1.5],
    ['-7 % 3', -1],
    ['+5', 5],
  ])
  fails('the result of arithmetic is a number', [
    ['1 / 0', /\/ by zero/],
    ['1 % 0', /% by zero/],
    ['1e308 * 10', /too large/],
    ['1e308 + 1e308', /too large/],
    ['"a" * 2', /needs two numbers, not string and number/],
    ['null + 1', /cannot join null and number/],
    ['[] + {}', /cannot join array and object/],
    ['-"a"', /needs a number, not string/],
    ['!1', /needs a boolean, not number/],
  ])
  gives('bitwise operators work on 64 bits', [
    ['5 & 3', 1],
    ['5 | 3', 7],
    ['5 ^ 3', 6],
    ['~5', -6],
    ['1 << 40', 2 ** 40],
    ['-1 >> 1', -1],
    ['256 >> 4', 16],
    ['1 << 65', 2],
    ['3.9 & 3', 3],
    ['1 | 2 ^ 3 & 4', 3],
  ])
  fails('bitwise operators have a range', [
    ['1e20 & 1', /out of the range of &/],
    ['1 << -1', /<< by a negative number/],
    ['1 >> -1', />> by a negative number/],
    ['~1e19', /out of the range of ~/],
  ])
  gives('comparisons go by value', [
    ['[1, [2, { a: 3 }]] == [1, [2, { a: 3 }]]', true],
    ['{ a: 1, b:: 2 } == { a: 1 }', true],
    ['{ a: 1 } == { b: 1 }', false],
    ['[1, 2] == [1]', false],
    ['1 == "1"', false],
    ['null == false', false],
    ['1 != 2', true],
    ['[1, error "not needed"] == [2, 1]', false],
    ['"a" < "b" && "a" <= "a" && "B" < "a"', true],
    ['[1, 2] < [1, 3]', true],
    ['[] < [0]', true],
    ['[[2], "b"] > [[1], "c"]', true],
    ['"\\uffff" < "😀"', true],
  ])
  fails('what has no order or equality is not compared', [
    ['1 < "a"', /have no order/],
    ['{} < {}', /object and object have no order/],
    ['null >= null', /have no order/],
    ['[true] < [false]', /have no order/],
    ['(function() 1) == (function() 1)', /functions cannot be compared/],
  ])
  gives('and, or stop where the answer is known', [
    ['false && error "x"', false],
    ['true || error "x"', true],
    ['true && false || true', true],
    ['true || false && false', true],
    ['!true || 1 == 1', true],
    ['true && true && 1 < 2', true],
  ])
  fails('and, or are for booleans', [
    ['true && 1', /a condition is a boolean, not number/],
    ['null || true', /a condition is a boolean, not null/],
    ['if "yes" then 1', /a condition is a boolean, not string/],
  ])
  gives('a string takes anything by +', [
    ['"n" + 1', 'n1'],
    ['1.5 + "n"', '1.5n'],
    ['"a" + null + true', 'anulltrue'],
    ['"l" + [1, "x", {}]', 'l[1, "x", { }]'],
    ['{ b: 1, a: [] } + "!"', '{"a": [ ], "b": 1}!'],
  ])
  gives('in asks for a field, hidden ones as well', [
    ['"a" in { a: 1 }', true],
    ['"b" in { a: 1 }', false],
    ['"h" in { h:: 1 }', true],
    ['("a" in { a: 1 }) == true', true],
  ])
})

describe('variables and functions', () => {
  gives('variables of one local see each other, later ones hide earlier ones', [
    ['local a = b + 1, b = 2; a', 3],
    ['local a = 1; local a = 2; a', 2],
    ['local a = 1; [local a = 2; a, a]', [2, 1]],
    [
      'local even(n) = if n == 0 then true else odd(n - 1), odd(n) = if n == 0 then false else even(n - 1); even(10)',
      true,
    ],
    ['local std = { length: 3 }; std.length', 3],
  ])
  gives('values are computed when they are needed, and once', [
    ['local a = error "never"; 1', 1],
    ['[error "never", 2][1]', 2],
    ['{ a: error "never", b: 2 }.b', 2],
    ['(function(x, y) y)(error "never", 2)', 2],
    [
      'local a = std.range(1, 10000); local f(n) = if n == 0 then 0 else std.length(a) + f(n - 1); f(200)',
      2000000,
    ],
  ])
  gives('arguments come by place, by name, or from the default', [
    [
      'local f(a, b=a + 1, c=b * 2) = [a, b, c]; [f(1), f(1, 5), f(1, c=0), f(c=3, a=2), f(b=1, a=0)]',
      [
        [1, 2, 4],
        [1, 5, 10],
        [1, 2, 0],
        [2, 3, 3],
        [0, 1, 2],
      ],
    ],
    ['(function(a, b=c, c=1) [a, b, c])(0)', [0, 1, 1]],
    ['local f = function(x,) x; f(1,)', 1],
    ['(function(x) function(y) x + y)(1)(2)', 3],
    ['std.map(function(x) x * 2, [1, 2])', [2, 4]],
  ])
  fails('arguments fit the parameters', [
    ['(function(a) a)()', /needs an argument for its parameter a/],
    ['local f(a) = a; f(1, 2)', /f takes 1 argument, not 2/],
    ['local f(a) = a; f(b=1)', /f has no parameter b/],
    ['local f(a) = a; f(1, a=1)', /given its parameter a twice/],
    ['local f(a) = a; f(a=1, 2)', /cannot follow one with a name/],
    ['std.length()', /std.length needs an argument for its parameter x/],
    ['std.length(1, 2)', /std.length takes 1 argument, not 2/],
    ['5(1)', /only a function can be called, this is of type number/],
    ['function(a, a) a', /two parameters a/],
    ['local f(a) = a; f(a=1, a=2)', /two arguments a/],
  ])
  gives('tailstrict computes arguments first and keeps the depth', [
    [
      'local sum(n, s) = if n == 0 then s else sum(n - 1, s + n) tailstrict; sum(20000, 0)',
      200010000,
    ],
    ['local f(x) = 1; f(2) tailstrict', 1],
  ])
  fails('tailstrict computes what is not used, too', [
    ['(function(x) 1)(error "now") tailstrict', /now/],
  ])
  gives('if without else is null', [
    ['if false then 1', null],
    ['if true then 1 else error "no"', 1],
    ['[if n < 0 then "-" else if n == 0 then "0" else "+" for n in [-1, 0, 1]]', ['-', '0', '+']],
  ])
  gives('assert checks before the rest', [['assert 1 < 2 : "never"; 3', 3]])
  fails('error and assert stop the program with a message', [
    ['error "told"', /: told$/],
    ['error { code: 7 }', /\{"code": 7\}/],
    ['assert 1 > 2; 3', /the assertion does not hold/],
    ['assert 1 > 2 : "more " + 1; 3', /more 1/],
  ])
})

describe('arrays', () => {
  gives('elements are read by their place', [
    ['[1, 2, 3,][1]', 2],
    ['[[1, 2], [3]][0][1]', 2],
    ['"añb😀c"[1]', 'ñ'],
    ['"a😀c"[2]', 'c'],
  ])
  fails('there is no element outside', [
    ['[1][1]', /index 1 is outside of the array, which has length 1/],
    ['[1][-1]', /outside/],
    ['[1][0.5]', /whole number/],
    ['[1]["a"]', /whole number, not string/],
    ['"😀"[1]', /outside of the string, which has length 1/],
    ['null[0]', /null has no fields or elements/],
  ])
  gives('slices count from either end and take steps', [
    ['[0, 1, 2, 3, 4][1:3]', [1, 2]],
    ['[0, 1, 2, 3, 4][:2]', [0, 1]],
    ['[0, 1, 2, 3, 4][3:]', [3, 4]],
    ['[0, 1, 2, 3, 4][::2]', [0, 2, 4]],
    ['[0, 1, 2, 3, 4][1::3]', [1, 4]],
    ['[0, 1, 2, 3, 4][-2:]', [3, 4]],
    ['[0, 1, 2, 3, 4][:-1]', [0, 1, 2, 3]],
    ['[0, 1, 2][2:1]', []],
    ['[0, 1, 2][5:9]', []],
    ['"jsonnet"[1:4]', 'son'],
    ['"a😀c"[1:]', '😀c'],
  ])
  fails('a slice has sensible bounds', [
    ['[1][::0]', /step of a slice is 1 or more/],
    ['[1][0.5:]', /whole numbers/],
    ['{}[0:1]', /only a string or an array has slices/],
    ['[1][0:1:1:1]', /at most a begin, an end and a step/],
    ['[1][]', /expected an index/],
  ])
  gives('comprehensions loop and filter', [
    ['[x * x for x in [1, 2, 3]]', [1, 4, 9]],
    [
      '[[x, y] for x in [1, 2] for y in [x, 10]]',
      [
        [1, 1],
        [1, 10],
        [2, 2],
        [2, 10],
      ],
    ],
    ['[x for x in std.range(1, 10) if x % 2 == 0 if x > 4]', [6, 8, 10]],
    ['[local y = x * 2; y + z for x in [1, 2] if x > 1 for z in [0, 1]]', [4, 5]],
    ['[f() for f in [function() x for x in [1, 2]]]', [1, 2]],
    ['local x = 0; [x for x in [x, 1]]', [0, 1]],
  ])
  fails('comprehensions loop over arrays', [
    ['[x for x in "abc"]', /for goes over an array, not over string/],
    ['[x for x in [1] if x]', /a condition is a boolean/],
    ['[x if true for x in [1]]', /expected , or \]/],
  ])
})
