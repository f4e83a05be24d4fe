import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { canonical } from './canonical.ts'
import { isEmail } from './email.ts'
import { e164 } from './phone.ts'

const spellings: readonly (readonly [string, string])[] = [
  ['Ada@Example.ORG', 'ada@example.org'],
  ['\t ada@example.org\u00a0', 'ada@example.org'],
  ['ﬁn@example.org', 'fin@example.org'],
  ['ADA＠example.org', 'ada@example.org'],
  ['e\u0301@example.org', 'é@example.org'],
  ['É@example.org', 'é@example.org'],
  ['+49 (30) 90-18-20', '+4930901820'],
  [' +1 212 555 2368', '+12125552368'],
]

/** All characters of a class. */
function charactersOf(kind: RegExp): readonly string[] {
  const found: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code === 0xd800) code = 0xe000
    const character = String.fromCodePoint(code)
    if (kind.test(character)) found.push(character)
  }
  return found
}

describe('canonical', () => {
  test('ignores case, spaces, compatible characters and the spelling of phone numbers', () => {
    for (const [spelling, form] of spellings) assert.equal(canonical(spelling), form)
  })
  test('of a canonical form is the same, for every character', () => {
    for (let code = 0; code < 0xe1000; code++) {
      if (code === 0xd800) code = 0xe000
      if (code === 0x30000) code = 0xe0000
      const character = String.fromCodePoint(code)
      for (const text of [character, `a${character}b`, `I${character}`, `${character}\u0307`]) {
        const once = canonical(text)
        if (canonical(once) !== once)
          assert.fail(`U+${code.toString(16)} in ${JSON.stringify(text)}`)
      }
    }
  })
  test('is the same for an ASCII address in any case and with spaces around it', () => {
    for (let i = 0; i < 2000; i++) {
      const random = () => Math.random().toString(36).slice(2)
      const address = `${random()}.${random()}@example.org`
      const mixed = [...address].map((c) => (Math.random() < 0.5 ? c.toUpperCase() : c)).join('')
      assert.equal(canonical(`${' '.repeat(i % 3)}${mixed}\n`), address)
    }
  })
  test('is the same with every character in it that nobody sees', () => {
    const unseen = charactersOf(
      /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Variation_Selector}\p{Cc}\p{Cf}]/u,
    )
    assert.ok(unseen.length > 4000, `${unseen.length}`)
    for (const one of [...unseen, '\u2028', '\u2029', '\u2800'])
      for (const text of [`ali${one}ce`, `${one}alice`, `alice${one}${one}`, ` ${one}al${one}ice `])
        if (canonical(text) !== 'alice') assert.fail(`U+${one.codePointAt(0)?.toString(16)}`)
    assert.equal(canonical('e\u034f\u0301'), 'é')
    assert.equal(canonical('+49\u202d 30 901820'), '+4930901820')
  })
  test('keeps what people see: words stay apart, marks and scripts stay', () => {
    for (const text of ['al ice', 'ål', 'नमस्ते', 'עברית', 'a-b', 'ﾊ'.normalize('NFKC'), '🔑'])
      assert.equal(canonical(text), text.normalize('NFKC'))
  })
  test('keeps text that begins like a phone number and is none', () => {
    for (const text of ['+1', '+x', '+49 30', '+'.repeat(100_000)])
      assert.equal(canonical(text), text)
  })
})

describe('isEmail', () => {
  test('accepts addresses that mail can be sent to', () => {
    for (const text of [
      'a@b.example',
      'a.b+c@sub.example.org',
      "o'brien@example.org",
      'root@localhost',
      'ünï©ødé@example.org'.replace('©', 'c'),
      '用户@example.org',
      `${'a'.repeat(64)}@example.org`,
    ])
      assert.ok(isEmail(text), text)
  })
  test('refuses everything else', () => {
    const bad = [
      '',
      '@',
      'a',
      'a@',
      '@b.example',
      'a b@c.example',
      ' a@b.example',
      'a@b.example ',
      'a@b@c.example',
      'a@b..example',
      '.a@b.example',
      'a.@b.example',
      'a..b@c.example',
      'a@-b.example',
      'a@b-.example',
      'a@[127.0.0.1]',
      '"a"@b.example',
      'Ada <a@b.example>',
      'a@b.example\nBcc: c@d.example',
      'a\0@b.example',
      'a@bücher.example',
      'a\u200b@b.example',
      'a\ufe0f@b.example',
      'a\u034f@b.example',
      'a\u3164@b.example',
      `${'a'.repeat(65)}@b.example`,
      `a@${'b.'.repeat(130)}example`,
      'a@b.example,c@d.example',
    ]
    for (const text of bad) assert.ok(!isEmail(text), JSON.stringify(text))
  })
  test('refuses an address whose canonical form is no address', () => {
    assert.ok(!isEmail('x﹫evil.example@example.org'))
    assert.ok(!isEmail('a\u2025b@example.org'))
  })
})

describe('e164', () => {
  test('knows possible numbers in international format only', () => {
    assert.equal(e164('+44 20 7946 0018'), '+442079460018')
    for (const text of [
      '030901820',
      '+999123',
      '+49 30 901820 ext. 5',
      'call +4930901820',
      '',
      '+',
    ])
      assert.equal(e164(text), undefined, text)
  })
})
