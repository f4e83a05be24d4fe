import { describe } from 'node:test'
import { fails, gives } from './support/tables.ts'

describe('fields', () => {
  gives('names are plain, quoted or computed; a computed null leaves the field out', [
    ['{ a: 1, "b c": 2, ["d" + 1]: 3, [null]: 4 }', { a: 1, 'b c': 2, d1: 3 }],
    ['{ [if false then "a"]: 1, [if true then "b"]: 2 }', { b: 2 }],
    ['{ @"c:\\x": 1, |||\n  t\n|||: 2 }', { 'c:\\x': 1, 't\n': 2 }],
    ['local name = "x"; { local name = "y", [name]: 1 }', { x: 1 }],
  ])
  gives('the order of names does not matter, and __proto__ is a name as any other', [
    ['std.objectFields({ b: 1, a: 2, "10": 3, "9": 4 })', ['10', '9', 'a', 'b']],
    ['{ ["__proto__"]: 1 }', JSON.parse('{"__proto__":1}')],
    ['std.objectFields({ ["__proto__"]: 1, constructor: 2 })', ['__proto__', 'constructor']],
    ['"toString" in {}', false],
  ])
  fails('a name is there once', [
    ['{ a: 1, a: 2 }', /two fields "a"/],
    ['{ a: 1, ["a"]: 2 }', /two fields "a"/],
    ['{ [x]: 1 for x in ["a", "a"] }', /two fields "a"/],
    ['{ local x = 1, local x = 2 }', /two variables x/],
    ['{ [1]: 2 }', /named by a string, not by number/],
    ['{}.a', /no field "a"/],
    ['{ a: 1 }[1]', /named by a string/],
  ])
  gives('methods are functions', [
    ['{ f(x, y=2): x + y, r: self.f(1) }.r', 3],
    ['{ f(x):: x }.f(5)', 5],
  ])
  gives('hidden fields are not shown', [
    ['{ a:: 1, b: self.a }', { b: 1 }],
    ['{ a:: 1 } + { a: 2 }', {}],
    ['{ a:: 1 } + { a::: 2 }', { a: 2 }],
    ['{ a: 1 } + { a:: 2 }', {}],
    ['({ a:: 1 } + { a: 2 }).a', 2],
    ['{ a::: 1 } + { a: 2 }', { a: 2 }],
  ])
  gives('locals of an object are seen by its fields, and see self', [
    ['{ local x = self.a, a: 1, b: x }', { a: 1, b: 1 }],
    ['{ local f(x) = x + self.a, a: 1, b: f(2) }', { a: 1, b: 3 }],
    ['({ local x = self.a, a: 1, b: x } { a: 5 }).b', 5],
  ])
})

describe('self, super and $', () => {
  gives('self is the whole object, $ the outermost one', [
    ['{ a: 1, b: self.a + 1 }', { a: 1, b: 2 }],
    ['{ a: 1, b: { a: 2, c: $.a, d: self.a } }.b', { a: 2, c: 1, d: 2 }],
    ['{ a: 1, b: self.a } + { a: 2 }', { a: 2, b: 2 }],
    ['{ a: [self.b, $.b], b: 3 }', { a: [3, 3], b: 3 }],
    ['{ x: 1, f(y):: $.x + y, z: self.f(1) }', { x: 1, z: 2 }],
    ['{ a: { [k]: $.v for k in ["p"] }, v: 7 }.a', { p: 7 }],
  ])
  gives('super is what the object inherits', [
    ['{ a: 1 } + { a: super.a + 1 }', { a: 2 }],
    ['{ a: 1 } + { a: super.a + 1 } + { a: super.a * 10 }', { a: 20 }],
    ['{ a: 1 } + { ["a"]: super["a"] + 1 }', { a: 2 }],
    ['{ a: 1, b: self.a } + { a: 2, c: super.b }', { a: 2, b: 2, c: 2 }],
    ['local m = { a: super.a + 1 }; ({ a: 0 } + m + m + m).a', 3],
    ['{ a: 1 } + { b: "a" in super, c: "x" in super }', { a: 1, b: true, c: false }],
    ['({ a: 1 } + { b: { c: 1 } + { d: super.c } }).b', { c: 1, d: 1 }],
    ['{ a: 1 } + { local s = super.a, b: [s for _ in [1, 2]] }', { a: 1, b: [1, 1] }],
  ])
  gives('+: joins with what is inherited, if there is anything', [
    ['{ a: [1] } + { a+: [2] }', { a: [1, 2] }],
    ['{ a: { b: 1 } } + { a+: { c: 2 } }', { a: { b: 1, c: 2 } }],
    ['{ a+: 1 }', { a: 1 }],
    ['{ a: "x" } + { a+: 1 }', { a: 'x1' }],
    ['{ a: 1 } + { a+: 1 } + { a+: 1 }', { a: 3 }],
    ['{ a:: 1 } + { a+::: 1 }', { a: 2 }],
    ['{ a: 1 } + { ["a"]+: 2 }', { a: 3 }],
    ['{ a: 1 } + { [k]+: 2 for k in ["a", "b"] }', { a: 3, b: 2 }],
    ['local o = { a: { x: 1, y: self.x } }; (o + { a+: { x: 2 } }).a', { x: 2, y: 2 }],
  ])
  fails('self and its like stand in an object', [
    ['self.a', /self means nothing outside of an object/],
    ['$', /\$ means nothing outside/],
    ['super.a', /super means nothing outside/],
    ['"a" in super', /super means nothing outside/],
    ['{ [self.a]: 1 }', /self means nothing outside/],
    ['{ a: super.b }.a', /super has no field "b"/],
    ['{ a: self.a }.a', /depends on itself/],
    ['super', /or \. after super/],
  ])
})

describe('extension', () => {
  gives('braces after a value extend it', [
    ['local a = { x: 1 }; a { y: self.x }', { x: 1, y: 1 }],
    ['{ x: 1 } { x: 2 } { x+: 3 }', { x: 5 }],
    ['local f() = { a: 1 }; f() { b: 2 }.b', 2],
  ])
  gives('object comprehensions have one computed field', [
    ['{ [k]: k + 1 for k in ["a", "b"] }', { a: 'a1', b: 'b1' }],
    ['{ local v = k * 2, ["n" + k]: v for k in [1, 2] if k > 1 }', { n2: 4 }],
    ['{ [if k == "b" then null else k]: 1 for k in ["a", "b"] }', { a: 1 }],
    ['{ ["x" + i + j]: i + j for i in [1, 2] for j in [i] }', { x11: 2, x22: 4 }],
    ['{ [k]: self.a for k in ["a0", "b"] } + { a: 1 }', { a0: 1, a: 1, b: 1 }],
  ])
  fails('object comprehensions have nothing else', [
    ['{ [k]: 1, b: 2 for k in ["a"] }', /exactly one field/],
    ['{ a: 1 for k in ["a"] }', /computed name/],
    ['{ [k]:: 1 for k in ["a"] }', /single :/],
    ['{ assert true, [k]: 1 for k in ["a"] }', /no assertions/],
  ])
})

describe('assertions of objects', () => {
  gives('hold for the object as it is in the end', [
    ['{ assert self.a > 1, a: 1 } + { a: 2 }', { a: 2 }],
    ['{ assert self.a > 0 : "never", a: 1 }.a', 1],
    ['{ local ok = self.a == 1, assert ok, a: 1 }', { a: 1 }],
  ])
  gives('are not checked where no field is read', [
    ['std.objectFields({ assert false, a: 1 })', ['a']],
    ['std.type({ assert false })', 'object'],
    ['"a" in { assert false, a: 1 }', true],
  ])
  fails('stop the program where a field is read or the object is shown', [
    ['{ assert false }', /the assertion does not hold/],
    ['{ assert self.a > 1 : "a is " + self.a, a: 1 }', /a is 1/],
    ['{ assert false, a: 1 }.a', /does not hold/],
    ['{ assert false } == {}', /does not hold/],
    ['{ a: 1, assert true } + { assert self.a == 2 }', /does not hold/],
    ['std.toString({ assert false })', /does not hold/],
    ['std.objectValues({ assert false, a: 1 })', /does not hold/],
  ])
})
