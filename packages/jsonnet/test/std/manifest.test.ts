import { describe } from 'node:test'
import { fails, gives } from '../support/tables.ts'

describe('JSON', () => {
  gives('over several lines', [
    [
      'std.manifestJson({ b: [1, {}], a: "x" })',
      '{\n    "a": "x",\n    "b": [\n        1,\n        { }\n    ]\n}',
    ],
    ['std.manifestJsonEx([1, [], null], " ")', '[\n 1,\n [ ],\n null\n]'],
    ['std.manifestJsonEx({ a: [1, 2] }, "", " ", " : ")', '{ "a" : [ 1, 2 ] }'],
  ])
  gives('without any blanks', [
    ['std.manifestJsonMinified({ b: [1, 0.5, {}, []], a: true })', '{"a":true,"b":[1,0.5,{},[]]}'],
  ])
  gives('numbers have no exponent and no more digits than they need', [
    [
      'std.manifestJsonMinified([0.1, 1e21, 1.5e-7, -0.25, 1e15])',
      '[0.1,1000000000000000000000,0.00000015,-0.25,1000000000000000]',
    ],
  ])
})

describe('YAML', () => {
  gives('blocks, lists at the place of their key or further in', [
    [
      'std.manifestYamlDoc({ a: [1, { b: 2, c: [3] }], d: {}, e: [] })',
      '"a":\n- 1\n- "b": 2\n  "c":\n  - 3\n"d": {}\n"e": []',
    ],
    ['std.manifestYamlDoc({ a: [1] }, indent_array_in_object=true)', '"a":\n  - 1'],
    ['std.manifestYamlDoc([[1, [2]], "x"])', '-\n  - 1\n  -\n    - 2\n- "x"'],
    ['std.manifestYamlDoc({ t: "a\\nb\\n", u: "a\\nb" })', '"t": |\n  a\n  b\n"u": "a\\nb"'],
    ['std.manifestYamlDoc("x")', '"x"'],
  ])
  gives('keys without quotes where they cannot be taken for anything else', [
    [
      'std.split(std.manifestYamlDoc({ [k]: 0 for k in ["a-b", "c.d/e", "true", "No", "12", "1.5", "1e3", "0x1f", "2024-01-01", "~", "", "a b", "x:y", "-", "v1.2"] }, quote_keys=false), "\\n")',
      [
        '"": 0',
        '"-": 0',
        '"0x1f": 0',
        '"1.5": 0',
        '"12": 0',
        '"1e3": 0',
        '"2024-01-01": 0',
        '"No": 0',
        '"a b": 0',
        'a-b: 0',
        'c.d/e: 0',
        '"true": 0',
        'v1.2: 0',
        '"x:y": 0',
        '"~": 0',
      ],
    ],
  ])
  gives('streams', [
    ['std.manifestYamlStream([1, { a: 2 }])', '---\n1\n---\n"a": 2\n...\n'],
    ['std.manifestYamlStream([[]], c_document_end=false)', '---\n[]\n'],
  ])
  gives('is read back as it was', [
    [
      'local v = { a: [1, "x\\n", { "b c": null }], n: -1.5, t: true }; std.parseYaml(std.manifestYamlDoc(v)) == v',
      true,
    ],
  ])
})

describe('other formats', () => {
  gives('INI', [
    [
      'std.manifestIni({ main: { a: 1 }, sections: { s: { x: ["p", "q"] }, t: {} } })',
      'a = 1\n[s]\nx = p\nx = q\n[t]\n',
    ],
  ])
  gives('TOML', [
    [
      'std.manifestToml({ a: 1, b: { c: [1, [2]] }, d: [{ e: "x" }, {}], "f g": true })',
      'a = 1\n"f g" = true\n\n[b]\n  c = [\n    1,\n    [ 2 ]\n  ]\n\n[[d]]\n  e = "x"\n\n[[d]]',
    ],
    ['std.manifestTomlEx({ a: { b: { c: 1 } } }, "")', '[a]\n\n[a.b]\nc = 1'],
    ['std.manifestToml({})', ''],
  ])
  gives('Python', [
    [
      'std.manifestPython({ a: [true, false, null, 1.5], b: "x" })',
      '{"a": [True, False, None, 1.5], "b": "x"}',
    ],
    ['std.manifestPythonVars({ a: {}, b: [] })', 'a = {}\nb = []\n'],
  ])
  gives('XML', [
    [
      'std.manifestXmlJsonml(["a", { x: 1, y: "<" }, "text & ", ["b"], "\\n"])',
      '<a x="1" y="&lt;">text &amp; <b></b>\n</a>',
    ],
    ['std.manifestXmlJsonml(["a"])', '<a></a>'],
  ])
  fails('what a format does not have', [
    ['std.manifestToml({ a: null })', /TOML has no null/],
    ['std.manifestToml([])', /made of an object/],
    ['std.manifestIni({ main: 1, sections: {} })', /main must be an object/],
    ['std.manifestXmlJsonml([{}])', /begins with its name/],
    ['std.manifestXmlJsonml(["a", 1])', /strings and arrays/],
    ['std.manifestYamlStream({})', /value must be an array/],
    ['std.manifestJson({ f: std.id })', /a function cannot be shown/],
  ])
})
