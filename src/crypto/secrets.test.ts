import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createCipher, createKeyFinder } from './cipher.ts'
import { purposes } from './purposes.ts'
import { createCsrf } from './csrf.ts'
import { equal } from './equal.ts'
import { createSigner } from './signer.ts'
import { createTokens, sha256 } from './tokens.ts'

describe('tokens', () => {
  const tokens = createTokens()
  test('session tokens have 192 random bits and do not repeat', () => {
    const made = new Set(Array.from({ length: 10_000 }, () => tokens.sessionToken()))
    assert.equal(made.size, 10_000)
    for (const token of made) assert.match(token, /^ory_st_[A-Za-z0-9]{32}$/)
  })
  test('ordered ids have one format, and each is greater than the one before', () => {
    const made = [
      ...Array.from({ length: 9000 }, () => 1_700_000_000_000),
      1_700_000_000_500,
      1_600_000_000_000,
    ].map((at) => tokens.orderedUuid(at))
    assert.ok(
      made.every((id) =>
        /^018b[0-9a-f]{4}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    )
    assert.deepEqual(made, made.toSorted())
    assert.equal(new Set(made.map((id) => id.slice(19))).size, made.length)
  })
  test('ids are UUIDs of version 4', () =>
    assert.match(
      tokens.uuid(),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ))
  test('codes have all their digits, evenly distributed at every position', () => {
    const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0)),
      rounds = 20_000
    for (let i = 0; i < rounds; i++) {
      const code = tokens.code(6)
      assert.match(code, /^\d{6}$/)
      for (const [place, digit] of [...code].entries()) counts[place]![Number(digit)]!++
    }
    // chi-square with 9 degrees of freedom: above 45 once in a million
    for (const place of counts)
      assert.ok(
        place.reduce((sum, n) => sum + (n - rounds / 10) ** 2 / (rounds / 10), 0) < 45,
        String(place),
      )
  })
  test('letters are evenly distributed, and none looks like another', () => {
    const length = 62_000,
      counts = new Map<string, number>()
    for (const letter of tokens.letters(length)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    assert.equal([...counts.keys()].toSorted().join(''), '23456789abcdefghjkmnpqrstuvwxyz')
    // chi-square with 30 degrees of freedom: above 85 less than once in a million
    const expected = length / 31
    assert.ok([...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0) < 85)
  })
  test('the hash of a token is its SHA-256 (FIPS 180)', () =>
    assert.equal(
      sha256('abc'),
      Buffer.from(
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        'hex',
      ).toString('base64url'),
    ))
})

describe('equal', () => {
  test('is true for the same bytes only', () => {
    for (const [a, b] of [
      ['', ''],
      ['é', 'é'],
      ['abc', Buffer.from('abc')],
    ] as const)
      assert.ok(equal(a, b))
    for (const [a, b] of [
      ['', 'a'],
      ['a', 'b'],
      ['abc', 'abcd'],
      ['é', 'e\u0301'],
    ] as const)
      assert.ok(!equal(a, b))
  })
})

describe('a signer', () => {
  test('signs as HMAC-SHA-256 (RFC 4231)', () => {
    assert.equal(
      createSigner(() => ['Jefe']).sign('what do ya want for nothing?'),
      Buffer.from(
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
        'hex',
      ).toString('base64url'),
    )
  })
  test('signs with the newest secret and verifies with every configured one', () => {
    let secrets = ['old']
    const signer = createSigner(() => secrets),
      signed = signer.sign('text')
    secrets = ['new', 'old']
    assert.ok(signer.verify('text', signed))
    assert.equal(signer.sign('text'), createSigner(() => ['new']).sign('text'))
    secrets = ['new']
    assert.ok(!signer.verify('text', signed))
  })
  test('rejects altered texts and signatures, and everything without a secret', () => {
    const signer = createSigner(() => ['secret']),
      signed = signer.sign('text')
    for (const [text, signature] of [
      ['Text', signed],
      ['text', `${signed}x`],
      ['text', signed.slice(1)],
      ['text', ''],
    ] as const)
      assert.ok(!signer.verify(text, signature))
    assert.ok(!createSigner(() => []).verify('text', signed))
    assert.throws(() => createSigner(() => []).sign('text'), RangeError)
  })
})

describe('a cipher', () => {
  const cipher = createCipher(['key one']),
    p = purposes.outboxCall('a')
  test('decrypts a text for the same purpose only', () => {
    for (const text of ['', 'secret', '密码🔑', 'x'.repeat(100_000)]) {
      const encrypted = cipher.encrypt(text, purposes.totpSecret('a'))
      assert.equal(cipher.decrypt(encrypted, purposes.totpSecret('a')), text)
      assert.equal(cipher.decrypt(encrypted, purposes.lookupCodes('a')), undefined)
      assert.ok(text === '' || !encrypted.includes(text))
    }
  })
  test('encrypts the same text differently every time', () =>
    assert.notEqual(cipher.encrypt('a', p), cipher.encrypt('a', p)))
  test('rejects a text with any altered character', () => {
    const encrypted = cipher.encrypt('secret', p)
    for (let at = 0; at < encrypted.length; at++) {
      const other = encrypted[at] === 'A' ? 'B' : 'A'
      const altered = encrypted.slice(0, at) + other + encrypted.slice(at + 1)
      // the last character of base64url has bits that have no meaning
      if (
        !Buffer.from(altered.slice(11), 'base64url').equals(
          Buffer.from(encrypted.slice(11), 'base64url'),
        ) ||
        at < 11
      )
        assert.equal(cipher.decrypt(altered, p), undefined, altered)
    }
    for (const text of [
      '',
      '.',
      '1..',
      '1.x.y',
      encrypted.slice(0, 20),
      `${encrypted}.x`,
      'x'.repeat(1000),
    ])
      assert.equal(cipher.decrypt(text, p), undefined)
  })
  test('encrypts with the newest key, decrypts with every key', () => {
    const old = cipher.encrypt('a', p),
      rotated = createCipher(['key two', 'key one'])
    assert.equal(rotated.decrypt(old, p), 'a')
    const anew = rotated.encrypt('a', p)
    assert.equal(cipher.decrypt(anew, p), undefined)
    assert.equal(createCipher(['key two']).decrypt(old, p), undefined)
  })
  test('names the key of a text by its index', () => {
    const text = cipher.encrypt('a', p)
    assert.equal(createKeyFinder(['key two', 'key one'])(text), 1)
    assert.equal(createKeyFinder(['key one', 'key two'])(text), 0)
    for (const other of [text.replace('1.', '2.'), 'x', ''])
      assert.equal(createKeyFinder(['key one'])(other), undefined)
    assert.equal(createKeyFinder(['key two'])(text), undefined)
  })
  test('encrypts nothing without a key', () =>
    assert.throws(() => createCipher([]).encrypt('a', p), RangeError))
})

describe('anti-forgery tokens', () => {
  const csrf = createCsrf()
  test('are different each time, and match their secret and no other', () => {
    const other = csrf.newSecret(),
      seen = new Set<string>()
    for (let i = 0; i < 2000; i++) {
      const secret = csrf.newSecret(),
        token = csrf.mask(secret)
      assert.equal(csrf.unmask(token), secret)
      assert.ok(csrf.matches(secret, token))
      assert.ok(!csrf.matches(other, token))
      assert.equal(Buffer.from(token, 'base64').byteLength, 64)
      seen.add(token).add(csrf.mask(secret))
    }
    assert.equal(seen.size, 4000)
  })
  test('do not match with one changed byte', () => {
    const secret = csrf.newSecret(),
      bytes = Buffer.from(csrf.mask(secret), 'base64')
    for (let at = 0; at < 64; at++)
      assert.ok(
        !csrf.matches(
          secret,
          Buffer.from(bytes.map((byte, place) => (place === at ? byte ^ 1 : byte))).toString(
            'base64',
          ),
        ),
      )
  })
  test('are not malformed, and nor are secrets', () => {
    const secret = csrf.newSecret(),
      token = csrf.mask(secret)
    for (const text of [
      '',
      'AAAA',
      secret,
      `${token}A`,
      token.slice(0, -1),
      ` ${token}`,
      token.replace('=', ''),
      'é'.repeat(88),
      'x'.repeat(1_000_000),
    ]) {
      assert.equal(csrf.unmask(text), undefined)
      assert.ok(!csrf.matches(secret, text))
    }
    for (const text of ['', 'AAAA', token, 'x'.repeat(44), `${secret}=`]) {
      assert.ok(!csrf.isSecret(text))
      assert.ok(!csrf.matches(text, token))
      assert.throws(() => csrf.mask(text), RangeError)
    }
  })
})
