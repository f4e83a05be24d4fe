import { describe } from 'node:test'
import { fails, gives } from '../support/tables.ts'

describe('strings', () => {
  gives('characters and their numbers', [
    [
      '[std.codepoint("A"), std.codepoint("😀"), std.char(65), std.char(128512)]',
      [65, 128512, 'A', '😀'],
    ],
    ['std.stringChars("a😀b")', ['a', '😀', 'b']],
  ])
  gives('parts', [
    [
      '[std.substr("jsonnet", 1, 3), std.substr("ab", 5, 2), std.substr("a😀b", 1, 1), std.substr("abc", 1, 99)]',
      ['son', '', '😀', 'bc'],
    ],
    [
      '[std.startsWith("abc", "ab"), std.startsWith("abc", "b"), std.endsWith("abc", "bc"), std.endsWith("abc", "")]',
      [true, false, true, true],
    ],
    [
      '[std.findSubstr("aa", "aaaa"), std.findSubstr("x", "😀x😀x"), std.findSubstr("", "a"), std.findSubstr("b", "a")]',
      [[0, 1, 2], [1, 3], [], []],
    ],
  ])
  gives('stripping', [
    [
      '[std.stripChars("--a-b--", "-"), std.lstripChars("xyxa", "xy"), std.rstripChars("a\\n\\n", "\\n"), std.stripChars("", "x")]',
      ['a-b', 'a', 'a', ''],
    ],
    ['std.trim(" \\t\\n\\u00a0a b\\r\\n")', 'a b'],
  ])
  gives('splitting', [
    ['std.split("a,b,,c", ",")', ['a', 'b', '', 'c']],
    ['std.split("", ",")', ['']],
    ['std.split("a--b-c", "--")', ['a', 'b-c']],
    ['std.splitLimit("a,b,c", ",", 1)', ['a', 'b,c']],
    ['std.splitLimit("a,b,c", ",", -1)', ['a', 'b', 'c']],
    ['std.splitLimitR("a,b,c", ",", 1)', ['a,b', 'c']],
    ['std.splitLimitR("a,b,c,", ",", -1)', ['a', 'b', 'c', '']],
    ['std.splitLimitR(",a", ",", 5)', ['', 'a']],
  ])
  fails('a separator is not empty', [
    ['std.split("a", "")', /c must not be empty/],
    ['std.splitLimit("a", ",", -2)', /maxsplits must be -1 or more/],
    ['std.strReplace("a", "", "b")', /from must not be empty/],
  ])
  gives('changing', [
    [
      '[std.strReplace("a.b.c", ".", "::"), std.strReplace("aaa", "aa", "b"), std.strReplace("x", "x", "$&")]',
      ['a::b::c', 'ba', '$&'],
    ],
    ['[std.asciiUpper("aé1z"), std.asciiLower("AÉ1Z")]', ['Aé1Z', 'aÉ1z']],
    ['[std.equalsIgnoreCase("aB", "Ab"), std.isEmpty(""), std.isEmpty(" ")]', [true, true, false]],
    ['[std.repeat("ab", 3), std.repeat("x", 0)]', ['ababab', '']],
    ['std.lines(["a", null, "b"])', 'a\nb\n'],
    [
      '[std.resolvePath("a/b/c.txt", "d.txt"), std.resolvePath("c.txt", "d.txt")]',
      ['a/b/d.txt', 'd.txt'],
    ],
  ])
  gives('escaping', [
    ['std.escapeStringJson("a\\"b\\\\\\n\\u0001\\u007f")', '"a\\"b\\\\\\n\\u0001\\u007f"'],
    ['std.escapeStringPython("é")', '"é"'],
    ['std.escapeStringBash("it\'s")', `'it'"'"'s'`],
    ['std.escapeStringDollars("$a$$")', '$$a$$$$'],
    ['std.escapeStringXml("<a b=\\"c\\">&\'")', '&lt;a b=&quot;c&quot;&gt;&amp;&apos;'],
    ['std.escapeStringBash(5)', "'5'"],
  ])
  fails('functions of strings want strings', [
    ['std.substr("a", -1, 1)', /from must not be negative/],
    ['std.char(1114112)', /no character 1114112/],
    ['std.codepoint("")', /exactly one character/],
    ['std.asciiUpper(1)', /str must be a string, not number/],
    ['std.repeat("a", 1.5)', /count must be a whole number, not 1.5/],
  ])
})

describe('formats', () => {
  gives('take values from an array, an object or one value', [
    ['"%s is %d" % ["Ann", 30]', 'Ann is 30'],
    [
      '"%(name)s: %(roles)s" % { name: "Ann", roles: ["a", 1], other: error "not needed" }',
      'Ann: ["a", 1]',
    ],
    ['"%s" % "x"', 'x'],
    ['"%s" % [[1]]', '[1]'],
    ['"%s" % null', 'null'],
    ['std.format("%d%%", 50)', '50%'],
    ['"100%%" % []', '100%'],
    ['{ a: 1, b: "%(a)d" % self }', { a: 1, b: '1' }],
  ])
  gives('whole numbers', [
    ['"%d|%i|%u" % [3.9, -3.9, 7]', '3|-3|7'],
    ['"%5d|%-5d|%05d|%+d|% d" % [42, 42, 42, 42, 42]', '   42|42   |00042|+42| 42'],
    ['"%05d|%.3d" % [-42, 7]', '-0042|007'],
    ['"%x|%X|%#x|%o|%#o" % [255, 255, 255, 8, 8]', 'ff|FF|0xff|10|010'],
    ['"%*d|%-*d|" % [4, 1, 3, 2]', '   1|2  |'],
    ['"%d" % 1e20', '100000000000000000000'],
  ])
  gives('fractions', [
    ['"%f|%.2f|%.0f|%#.0f" % [1.5, 2.345, 2.5, 3]', '1.500000|2.35|3|3.'],
    ['"%8.2f|%-8.2f|%08.2f" % [3.14159, 3.14159, -3.14159]', '    3.14|3.14    |-0003.14'],
    ['"%e|%.2E|%.0e" % [12345.678, 0.00012, 5]', '1.234568e+04|1.20E-04|5e+00'],
    [
      '"%g|%g|%g|%g|%G" % [100000, 1000000, 0.0001, 0.00001, 1e-10]',
      '100000|1e+06|0.0001|1e-05|1E-10',
    ],
    ['"%.3g|%#.3g|%g" % [3.14159, 1, 0.5]', '3.14|1.00|0.5'],
    ['"%.1f" % 1e22', '10000000000000000000000.0'],
  ])
  gives('characters and width by code points', [
    ['"%c%c" % ["x", 128512]', 'x😀'],
    ['"%3s|%-3s|" % ["😀", "é"]', '  😀|é  |'],
    ['"%5%|" % []', '    %|'],
  ])
  fails('values fit the format', [
    ['"%s %s" % ["a"]', /needs more than 1 values/],
    ['"%s" % ["a", "b"]', /needs 1 values, not 2/],
    ['"%d" % "x"', /%d needs a number, not string/],
    ['"%q" % 1', /%q is no conversion/],
    ['"abc%" % 1', /ends within %/],
    ['"%5" % 1', /ends within %5/],
    ['"%(a)s" % [1]', /needs an object/],
    ['"%s" % { a: 1 }', /needs the name of a field/],
    ['"%(b)s" % { a: 1 }', /no field "b"/],
    ['"%c" % "ab"', /single character/],
    ['"%*d" % ["a", 1]', /needs a whole number/],
    ['"%.101f" % 1', /precision of 101/],
  ])
})
