import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordsOf } from './read-records.ts'

const sizes = [1, 2, 3, 7, 64, 100_000]
async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = async (text: string, size: number) =>
  (await Array.fromAsync(recordsOf(pieces(text, size)))).flat()
const values = async (text: string, size: number) =>
  (await read(text, size)).map((one) =>
    'bytes' in one ? (JSON.parse(one.bytes.toString()) as unknown) : one.fault,
  )

const people = [
  { traits: { email: 'a@example.org', note: 'one " then } ] { [ , and a backslash \\' } },
  { traits: { email: 'b@example.org', lines: 'one\ntwo' }, list: [1, [2], {}] },
  { traits: {} },
]
const pretty = (value: unknown) => JSON.stringify(value, null, 2)
const compact = (value: unknown) => JSON.stringify(value)

const forms: Readonly<Record<string, string>> = {
  'JSON lines': people.map(compact).join('\n'),
  'JSON lines with blank ones': `\n \n${people.map(compact).join('\r\n\n')}\n`,
  'an array': compact(people),
  'an array of one line each': `[\n${people.map(compact).join(',\n')}\n]\n`,
  'a pretty-printed array': pretty(people),
  'pretty-printed objects one after the other': people.map(pretty).join('\n'),
  'pretty-printed objects without space': people.map(pretty).join(''),
  'several arrays': people.map((one) => pretty([one])).join('\n'),
  'an array after spaces': `\n\n   ${pretty(people)}`,
}

for (const [form, text] of Object.entries(forms)) {
  test(`identities are read from ${form}, whatever the chunks`, async () => {
    for (const size of sizes) assert.deepEqual(await values(text, size), people)
  })
}

test('one pretty-printed object is one identity, and nothing is none', async () => {
  for (const size of sizes) {
    assert.deepEqual(await values(pretty(people[0]), size), [people[0]])
    for (const empty of ['', ' \n', '[]', '[\n]\n']) assert.deepEqual(await read(empty, size), [])
  }
})

test('positions of values rise by one, those of lines are the lines', async () => {
  const numbers = async (text: string) => (await read(text, 5)).map(({ number }) => number)
  assert.deepEqual(await numbers(forms['an array'] ?? ''), [1, 2, 3])
  assert.deepEqual(await numbers(forms['JSON lines with blank ones'] ?? ''), [3, 5, 7])
})

test('what is no object, cut off or without an end is told, and costs nothing else', async () => {
  for (const size of sizes) {
    assert.deepEqual(await values('[1, "a,]b", {"a":[1]} ,null]', size), [
      1,
      'a,]b',
      { a: [1] },
      null,
    ])
    assert.deepEqual(await values('[{"a":1},', size), [{ a: 1 }, 'the array has no end'])
    const cut = await read('{\n"a":1', size)
    assert.deepEqual(
      cut.map((one) => ('bytes' in one ? one.bytes.toString() : one.fault)),
      ['{\n"a":1'],
    )
    const broken = await read('{bad\n{"a":1}', size)
    assert.deepEqual(broken.length, 2)
  }
})

test('identities are read from a table, whatever the chunks', async () => {
  const rows = [
    ['traits.email', 'traits.tags', 'traits.tags', 'state'],
    ['a@example.org', 'one', 'two', 'active'],
    ['"b@example.org"', '"say ""hi""; now"', '', ''],
    ['"c\nd"', '', '', ''],
  ]
  const expected = [
    { traits: { email: 'a@example.org', tags: ['one', 'two'] }, state: 'active' },
    { traits: { email: 'b@example.org', tags: 'say "hi"; now' } },
    { traits: { email: 'c\nd' } },
    'it has 2 cells, and the first row names 4 columns',
    { traits: { email: 'last' } },
  ]
  for (const separator of [',', ';', '\t']) {
    const text = [...rows, [], ['e', 'f'], ['last', '', '', '']]
      .map((row) => row.join(separator))
      .join('\r\n')
    for (const size of sizes) {
      assert.deepEqual(await values(`\uFEFF${text}`, size), expected)
      const numbers = (await read(text, size)).map(({ number }) => number)
      assert.deepEqual(numbers, [2, 3, 4, 7, 8])
    }
  }
  assert.deepEqual(await values('traits.a,traits.b\n"x,y\nz,', 5), ['a text in quotes has no end'])
})
