import { describe } from 'node:test'
import { fails, gives } from '../support/tables.ts'

describe('types', () => {
  gives('every value has one', [
    [
      '[std.type(x) for x in [null, true, 1, "a", [], {}, std.type]]',
      ['null', 'boolean', 'number', 'string', 'array', 'object', 'function'],
    ],
    [
      '[std.isString(""), std.isNumber(1), std.isBoolean(false), std.isArray([]), std.isObject({}), std.isFunction(std.id), std.isNull(null)]',
      [true, true, true, true, true, true, true],
    ],
    [
      '[std.isString(1), std.isNumber("1"), std.isBoolean(null), std.isArray({}), std.isObject([]), std.isFunction(1), std.isNull(0)]',
      [false, false, false, false, false, false, false],
    ],
  ])
  gives('length counts characters, elements, visible fields and parameters', [
    [
      '[std.length("añ😀"), std.length([1, 2]), std.length({ a: 1, b:: 2 }), std.length(function(a, b, c=1) 0)]',
      [3, 2, 1, 3],
    ],
  ])
  fails('numbers and null have no length', [
    ['std.length(1)', /type number has no length/],
    ['std.length(null)', /type null has no length/],
  ])
  gives('toString is JSON on one line, but a string as it is', [
    ['std.toString("a\\nb")', 'a\nb'],
    ['std.toString([1, "a", { b: null }])', '[1, "a", {"b": null}]'],
    ['std.toString({})', '{ }'],
    ['std.toString([])', '[ ]'],
    ['std.toString(0.1)', '0.10000000000000001'],
    ['std.toString(1e21)', '1000000000000000000000'],
    ['std.toString(1e-7)', '9.9999999999999995e-08'],
    ['std.toString(123456.75)', '123456.75'],
  ])
  gives('assertEqual, xor and their like', [
    ['std.assertEqual({ a: [1] }, { a: [1] })', true],
    ['[std.xor(true, false), std.xnor(true, false)]', [true, false]],
    ['std.trace("told to nobody", { a: 1 })', { a: 1 }],
    ['std.id([1])', [1]],
    [
      '[std.equals([1], [1]), std.primitiveEquals("a", "a"), std.primitiveEquals(1, "1")]',
      [true, true, false],
    ],
  ])
  fails('assertEqual shows both sides', [
    ['std.assertEqual({ a: 1 }, [2])', /\{"a": 1\} is not \[2\]/],
  ])
  fails('std has only what it has', [
    ['std.nothing', /no field "nothing"/],
    ['std.nothing(1)', /no field "nothing"/],
  ])
  gives('std is an object as any other, all of it hidden', [
    ['std', {}],
    ['local s = std; s.length([1])', 1],
    ['(std { length(x):: 5 }).length([])', 5],
    ['std["len" + "gth"]("ab")', 2],
    ['"map" in std', true],
    ['std.objectHasAll(std, "map")', true],
  ])
})

describe('math', () => {
  gives('functions of one number', [
    [
      '[std.abs(-2), std.sign(-2), std.sign(0), std.floor(-1.5), std.ceil(-1.5), std.round(2.5), std.round(-2.5)]',
      [2, -1, 0, -2, -1, 3, -3],
    ],
    ['[std.sqrt(9), std.exp(0), std.log(1), std.log2(8), std.log10(1000)]', [3, 1, 0, 3, 3]],
    [
      '[std.sin(0), std.cos(0), std.tan(0), std.asin(0), std.acos(1), std.atan(0)]',
      [0, 1, 0, 0, 0, 0],
    ],
    [
      '[std.exponent(8), std.mantissa(8), std.exponent(-0.1), std.mantissa(-0.1), std.exponent(0)]',
      [4, 0.5, -3, -0.8, 0],
    ],
    [
      '[std.isEven(2), std.isEven(3), std.isOdd(-3), std.isOdd(2), std.isInteger(1.5), std.isDecimal(1.5)]',
      [true, false, true, false, false, true],
    ],
    ['[std.deg2rad(180) == std.pi, std.rad2deg(std.pi)]', [true, 180]],
  ])
  gives('functions of several', [
    [
      '[std.max(1, 2), std.min(1, 2), std.clamp(5, 0, 3), std.clamp(-5, 0, 3), std.modulo(7, 4), std.mod(7, 4)]',
      [2, 1, 3, 0, 3, 3],
    ],
    [
      '[std.pow(2, 10), std.pow(2, -1), std.pow(4, 0.5), std.pow(-2, 3), std.pow(0, 0), std.pow(10, 15), std.pow(2, 1000) == std.pow(2, 500) * std.pow(2, 500)]',
      [1024, 0.5, 2, -8, 1, 1e15, true],
    ],
    ['[std.hypot(3, 4), std.atan2(0, 1)]', [5, 0]],
  ])
  fails('the result is a number', [
    ['std.sqrt(-1)', /is no number/],
    ['std.log(0)', /too large/],
    ['std.exp(1000)', /too large/],
    ['std.pow(-8, 1/3)', /is no number/],
    ['std.acos(2)', /is no number/],
    ['std.abs("1")', /std.abs: n must be a number, not string/],
    ['std.modulo(1, 0)', /by zero/],
    ['std.clamp(1, 3, 0)', /minVal is greater/],
  ])
})

describe('parsing', () => {
  gives('numbers', [
    [
      '[std.parseInt("12"), std.parseInt("-12"), std.parseOctal("755"), std.parseHex("Ff")]',
      [12, -12, 493, 255],
    ],
  ])
  fails('what is no number is refused', [
    ['std.parseInt("")', /no whole number/],
    ['std.parseInt("1.5")', /no whole number/],
    ['std.parseInt(" 1")', /no whole number/],
    ['std.parseInt("--1")', /no whole number/],
    ['std.parseOctal("8")', /no octal number/],
    ['std.parseHex("0x1")', /no hexadecimal number/],
  ])
  gives('JSON', [
    ['std.parseJson(\'{"a":[1,null,{"b":"c"}]}\')', { a: [1, null, { b: 'c' }] }],
    ['std.parseJson("1.5e2")', 150],
    ['(std.parseJson(\'{"a":1}\') { a+: 1 }).a', 2],
  ])
  fails('JSON that is none', [
    ['std.parseJson("{a:1}")', /str is not JSON/],
    ['std.parseJson("")', /str is not JSON/],
    ['std.parseJson("1e999")', /is not JSON/],
  ])
  gives('YAML, several documents as an array', [
    ['std.parseYaml("a: 1\\nb:\\n- x\\n- y: null\\n")', { a: 1, b: ['x', { y: null }] }],
    ['std.parseYaml("---\\na: 1\\n---\\n- 2\\n")', [{ a: 1 }, [2]]],
    ['std.parseYaml("a: &x [1]\\nb: *x\\n")', { a: [1], b: [1] }],
    ['std.parseYaml("{a: [1, two]}")', { a: [1, 'two'] }],
  ])
  fails('YAML that is none', [
    ['std.parseYaml("a: [1")', /is not YAML/],
    ['std.parseYaml("a: b: c")', /is not YAML/],
    ['std.parseYaml(std.repeat("[", 2000))', /nested more than/],
    ['std.parseYaml(std.repeat("- ", 2000))', /nested more than/],
  ])
})

describe('encoding', () => {
  gives('base64', [
    [
      '[std.base64("Hello"), std.base64(""), std.base64([255, 0]), std.base64("é")]',
      ['SGVsbG8=', '', '/wA=', '6Q=='],
    ],
    ['[std.base64Decode("SGVsbG8="), std.base64DecodeBytes("/wA=")]', ['Hello', [255, 0]]],
  ])
  fails('base64 of bytes only, in full groups', [
    ['std.base64("€")', /below 256/],
    ['std.base64([256])', /from 0 to 255/],
    ['std.base64DecodeBytes("abc")', /not base64/],
    ['std.base64Decode("a=bc")', /not base64/],
  ])
  gives('UTF-8', [
    ['std.encodeUTF8("é€")', [195, 169, 226, 130, 172]],
    ['std.decodeUTF8([195, 169, 226, 130, 172])', 'é€'],
    ['std.decodeUTF8([255, 65])', '\ufffdA'],
  ])
  gives('hashes of the UTF-8 of a text', [
    ['std.md5("")', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['std.sha1("abc")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['std.sha256("abc")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['std.substr(std.sha512("abc"), 0, 16)', 'ddaf35a193617aba'],
    ['std.substr(std.sha3("abc"), 0, 16)', 'b751850b1a57168a'],
  ])
})
