import { describe } from 'node:test'
import { fails, gives } from '../support/tables.ts'

describe('arrays', () => {
  gives('making', [
    ['std.makeArray(3, function(i) i * i)', [0, 1, 4]],
    ['std.makeArray(2, function(i) error "not needed") == []', false],
    ['[std.range(1, 3), std.range(3, 1), std.repeat([1, 2], 2)]', [[1, 2, 3], [], [1, 2, 1, 2]]],
    ['std.reverse([1, 2, 3])', [3, 2, 1]],
    ['std.slice([1, 2, 3, 4], 0, 3, 2)', [1, 3]],
    ['std.slice("abcd", 1, null, null)', 'bcd'],
  ])
  gives('mapping and filtering', [
    ['std.map(function(x) x + 1, [1, 2])', [2, 3]],
    ['std.map(function(c) c + c, "ab")', ['aa', 'bb']],
    ['std.map(function(x) error "not needed", [1])[0:0]', []],
    [
      'std.mapWithIndex(function(i, x) [i, x], ["a", "b"])',
      [
        [0, 'a'],
        [1, 'b'],
      ],
    ],
    ['std.filter(function(x) x > 1, [1, 2, 3])', [2, 3]],
    ['std.filterMap(function(x) x > 1, function(x) x * 2, [1, 2, 3])', [4, 6]],
    ['std.flatMap(function(x) [x, x * 10], [1, 2])', [1, 10, 2, 20]],
    ['std.flatMap(function(c) if c == "b" then "" else c + "-", "abc")', 'a-c-'],
  ])
  gives('folding', [
    ['std.foldl(function(so, x) so + x, ["a", "b"], "_")', '_ab'],
    ['std.foldr(function(x, so) so + x, ["a", "b"], "_")', '_ba'],
    ['std.foldl(function(so, c) c + so, "abc", "")', 'cba'],
    ['[std.sum([1, 2, 3]), std.avg([1, 2, 6]), std.sum([])]', [6, 3, 0]],
    [
      '[std.all([true, true]), std.all([]), std.any([false, true]), std.any([])]',
      [true, true, true, false],
    ],
    ['[std.all([false, error "not needed"]), std.any([true, error "not needed"])]', [false, true]],
  ])
  gives('joining', [
    ['std.join(", ", ["a", null, "b"])', 'a, b'],
    ['std.join([0], [[1], [2, 3], null])', [1, 0, 2, 3]],
    ['std.join("", [])', ''],
    ['std.flattenArrays([[1], [], [[2]]])', [1, [2]]],
    ['std.flattenDeepArray([1, [2, [3, [[]]]]])', [1, 2, 3]],
    ['std.deepJoin(["a", ["b", ["c"]]])', 'abc'],
  ])
  gives('looking', [
    [
      '[std.member([1, [2]], [2]), std.member("abc", "b"), std.member([], 1), std.contains([1], 1)]',
      [true, true, false, true],
    ],
    [
      '[std.count([1, 2, 1], 1), std.find(1, [1, 2, 1]), std.find({ a: 1 }, [{ a: 1 }])]',
      [2, [0, 2], [0]],
    ],
    [
      '[std.remove([1, 2, 1], 1), std.remove([1], 5), std.removeAt([1, 2, 3], 1)]',
      [[2, 1], [1], [1, 3]],
    ],
    [
      '[std.minArray([3, 1, 2]), std.maxArray(["b", "c", "a"]), std.maxArray([{ n: 1 }, { n: 2 }], function(x) x.n)]',
      [1, 'c', { n: 2 }],
    ],
    [
      '[std.minArray([], onEmpty="none"), std.minArray([1], onEmpty=error "not needed")]',
      ['none', 1],
    ],
  ])
  fails('wrong arguments are told', [
    ['std.map(1, [])', /std.map: func must be a function, not number/],
    ['std.filter(function(x) x, [1])', /answers with a boolean, not number/],
    ['std.flatMap(function(x) x, [1])', /must answer with an array, not number/],
    ['std.join("", [1])', /sep is string, so elements are too, not number/],
    ['std.all([1])', /must be a boolean, not number/],
    ['std.sum(["a"])', /must be a number, not string/],
    ['std.avg([])', /must not be empty/],
    ['std.minArray([])', /must not be empty/],
    ['std.makeArray(-1, std.id)', /must not be negative/],
    ['std.foldl(function(a) a, [1], 0)', /takes 1 argument, not 2/],
    ['std.deepJoin([1])', /must be a string, not number/],
  ])
})

describe('order and sets', () => {
  gives('sorting keeps equal elements in their order', [
    ['std.sort([3, 1, 2])', [1, 2, 3]],
    ['std.sort(["b", "B", "a", "aa"])', ['B', 'a', 'aa', 'b']],
    ['std.sort([[2, 1], [1, 2], [1]])', [[1], [1, 2], [2, 1]]],
    [
      'std.sort([{ k: 2, v: "a" }, { k: 1, v: "b" }, { k: 2, v: "c" }], function(x) x.k)',
      [
        { k: 1, v: 'b' },
        { k: 2, v: 'a' },
        { k: 2, v: 'c' },
      ],
    ],
    [
      'std.sort([{ k: [2], v: "a" }, { k: [1], v: "b" }, { k: [2], v: "c" }, { k: [1], v: "d" }], keyF=function(x) x.k)',
      [
        { k: [1], v: 'b' },
        { k: [1], v: 'd' },
        { k: [2], v: 'a' },
        { k: [2], v: 'c' },
      ],
    ],
    ['std.sort([])', []],
  ])
  fails('what has no order is not sorted', [
    ['std.sort([1, "a"])', /have no order/],
    ['std.sort([{}, {}])', /have no order/],
  ])
  gives('sets are sorted and have every element once', [
    ['std.uniq([1, 1, 2, 1])', [1, 2, 1]],
    ['std.uniq([{ a: 1 }, { a: 1 }])', [{ a: 1 }]],
    ['std.set([3, 1, 3, 2])', [1, 2, 3]],
    ['std.set(["aa", "b", "c"], std.length)', ['b', 'aa']],
    [
      '[std.setUnion([1, 3], [2, 3]), std.setInter([1, 3], [2, 3]), std.setDiff([1, 3], [2, 3])]',
      [[1, 2, 3], [3], [1]],
    ],
    [
      'std.setUnion([{ n: 1, v: "a" }], [{ n: 1, v: "b" }, { n: 2 }], function(x) x.n)',
      [{ n: 1, v: 'a' }, { n: 2 }],
    ],
    [
      '[std.setMember(2, [1, 2, 3]), std.setMember(4, [1, 2, 3]), std.setMember("x", [])]',
      [true, false, false],
    ],
    ['std.setMember({ n: 2 }, [{ n: 1 }, { n: 2 }], function(x) x.n)', true],
  ])
})

describe('objects', () => {
  const o = 'local o = { b: 2, a: 1, h:: 3 };'
  gives('fields, visible ones or all', [
    [
      `${o} [std.objectFields(o), std.objectFieldsAll(o), std.objectFieldsEx(o, true)]`,
      [
        ['a', 'b'],
        ['a', 'b', 'h'],
        ['a', 'b', 'h'],
      ],
    ],
    [
      `${o} [std.objectValues(o), std.objectValuesAll(o)]`,
      [
        [1, 2],
        [1, 2, 3],
      ],
    ],
    [
      `${o} std.objectKeysValues(o)`,
      [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ],
    ],
    [`${o} std.length(std.objectKeysValuesAll(o))`, 3],
    [
      `${o} [std.objectHas(o, "a"), std.objectHas(o, "h"), std.objectHasAll(o, "h"), std.objectHasEx(o, "x", true)]`,
      [true, false, true, false],
    ],
    ['std.objectValues({ a: error "not needed" })[1:]', []],
  ])
  gives('get has a default, which is computed only when it is needed', [
    [
      `${o} [std.get(o, "a"), std.get(o, "x"), std.get(o, "x", 5), std.get(o, "h"), std.get(o, "h", 0, false)]`,
      [1, null, 5, 3, 0],
    ],
    [`${o} std.get(o, "a", error "not needed")`, 1],
    [`${o} std.get(o, "h", default="d", inc_hidden=false)`, 'd'],
  ])
  gives('changing', [
    ['std.mapWithKey(function(k, v) k + v, { a: 1, b: 2, h:: 3 })', { a: 'a1', b: 'b2' }],
    ['std.objectRemoveKey({ a: 1, b: self.a }, "a")', { b: 1 }],
    [
      'std.prune({ a: null, b: [], c: {}, d: [null, 1, { x: null }], e: "", f: 0, g: false })',
      { d: [1], e: '', f: 0, g: false },
    ],
    ['std.prune([[], [[]], null])', []],
    ['std.prune(null)', null],
  ])
  gives('merge patch', [
    [
      'std.mergePatch({ a: 1, b: { c: 2, d: 3 } }, { b: { c: null, e: 4 }, f: 5 })',
      { a: 1, b: { d: 3, e: 4 }, f: 5 },
    ],
    ['std.mergePatch({ a: 1 }, { a: null })', {}],
    ['std.mergePatch([1], { a: { b: null } })', { a: {} }],
    ['std.mergePatch({ a: 1 }, [2])', [2]],
    ['std.mergePatch({ a: error "not needed" }, { a: 1 })', { a: 1 }],
    ['std.mergePatch({ a: [1] }, { a: { b: 1 } })', { a: { b: 1 } }],
  ])
  fails('functions of objects want objects', [
    ['std.objectFields([])', /std.objectFields: o must be an object, not array/],
    ['std.objectHas({}, 1)', /f must be a string, not number/],
    ['std.get({}, null)', /f must be a string, not null/],
  ])
})
