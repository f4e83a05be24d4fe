import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { hashFault } from './foreign.ts'
import { hashArgon2 } from './hashes/argon2.ts'
import { hashBcrypt } from './hashes/bcrypt.ts'
import { createHasher, maxPasswordBytes, type HasherSettings } from './hasher.ts'

const argon: HasherSettings = {
  algorithm: 'argon2',
  bcrypt: { cost: 6 },
  argon2: { memoryKiB: 1024, iterations: 1, parallelism: 1, saltBytes: 16, keyBytes: 32 },
}
const bcrypt: HasherSettings = { ...argon, algorithm: 'bcrypt' }
const hasherWith = (
  settings: HasherSettings,
  more: { concurrency?: number; maxWaiting?: number } = {},
) => createHasher({ settings: () => settings, ...more })
const refused = (kind: string) => (error: unknown) =>
  error instanceof Refusal && error.kind === kind
const odd = ['', ' ', 'a\0b', '密码🔑', 'x'.repeat(64), ' spaces ', '\ud800']

describe('a hasher', () => {
  for (const settings of [argon, bcrypt]) {
    test(`${settings.algorithm}: a hash matches its password and no other`, async () => {
      const hasher = hasherWith(settings)
      for (const password of odd) {
        const hash = await hasher.hash(password)
        assert.match(
          hash,
          settings.algorithm === 'argon2'
            ? /^\$argon2id\$v=19\$m=1024,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/
            : /^\$2a\$06\$/,
        )
        assert.ok(await hasher.matches(password, hash))
        for (const other of odd.filter((one) => one !== password))
          assert.ok(!(await hasher.matches(other, hash)), `${password} ${other}`)
      }
    })
    test(`${settings.algorithm}: two hashes of one password differ`, async () => {
      const hasher = hasherWith(settings)
      assert.notEqual(await hasher.hash('a'), await hasher.hash('a'))
    })
    test(`${settings.algorithm}: a missing or damaged hash matches nothing`, async () => {
      const hasher = hasherWith(settings)
      for (const stored of [
        undefined,
        'damaged',
        '$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
      ])
        assert.equal(await hasher.matches('wrong', stored), false)
    })
  }
  for (const settings of [argon, bcrypt])
    test(`${settings.algorithm}: a password is the same in every Unicode form`, async () => {
      const hasher = hasherWith(settings)
      for (const password of ['n\u00e4ch\u0323\u0307ste', '\u1e69\ud55c', 'e\u0301\u00e9']) {
        const forms = [password, password.normalize('NFC'), password.normalize('NFD')]
        // as earlier versions and other systems have hashed it
        const asTyped = await Promise.all(
          forms.map((form) =>
            settings.algorithm === 'bcrypt' ? hashBcrypt(form, 6) : hashArgon2(form, argon.argon2),
          ),
        )
        for (const typed of forms) {
          const made = [await hasher.hash(typed), ...asTyped.slice(1)]
          for (const hash of made)
            for (const form of forms) assert.ok(await hasher.matches(form, hash), form)
        }
        assert.ok(await hasher.matches(password, asTyped[0]))
        assert.ok(!(await hasher.matches(`${password}x`, asTyped[0])))
        assert.ok(
          !(await hasher.matches(password.normalize('NFD').replace(/\p{M}/u, ''), asTyped[0])),
        )
      }
    })
  test('what is dearer than an import may be still lets its owner in', async () => {
    const dear: readonly HasherSettings[] = [
      { ...argon, argon2: { ...argon.argon2, memoryKiB: 16 * 1024, iterations: 65 } },
      { ...argon, argon2: { ...argon.argon2, memoryKiB: 270_000, iterations: 1 } },
      // dearer than what is checked of others
      { ...argon, argon2: { ...argon.argon2, parallelism: 65 } },
    ]
    for (const settings of dear) {
      const hash = await hasherWith(settings).hash('right')
      assert.notEqual(hashFault(hash), undefined, hash)
      assert.ok(await hasherWith(settings).matches('right', hash), hash)
      // after other settings have come into force, as far as it is checked at all
      assert.equal(
        await hasherWith(argon).matches('right', hash),
        settings.argon2.parallelism === 1,
        hash,
      )
    }
  })
  test('bcrypt refuses passwords over 72 bytes, and does not match by the first 72', async () => {
    const hasher = hasherWith(bcrypt)
    assert.equal(hasher.maxBytes, 72)
    const hash = await hasher.hash('é'.repeat(36))
    assert.ok(await hasher.matches('é'.repeat(36), hash))
    assert.ok(!(await hasher.matches('é'.repeat(36) + 'x', hash)))
    await assert.rejects(hasher.hash('é'.repeat(36) + 'x'), refused('too-large'))
  })
  test('argon2 accepts 256 characters of any script and refuses a megabyte', async () => {
    const hasher = hasherWith(argon)
    const long = '🔑'.repeat(256)
    assert.equal(Buffer.byteLength(long), maxPasswordBytes)
    assert.ok(await hasher.matches(long, await hasher.hash(long)))
    const huge = 'x'.repeat(1_000_000)
    await assert.rejects(hasher.hash(huge), refused('too-large'))
    assert.equal(await hasher.matches(huge, undefined), false)
  })
  test('a hash of another kind or with other settings needs rehashing', async () => {
    const made = await hasherWith(argon).hash('x'),
      old = await hasherWith(bcrypt).hash('x')
    assert.ok(!hasherWith(argon).needsRehash(made))
    assert.ok(hasherWith(argon).needsRehash(old))
    assert.ok(!hasherWith(bcrypt).needsRehash(old))
    assert.ok(hasherWith(bcrypt).needsRehash(made))
    assert.ok(hasherWith({ ...bcrypt, bcrypt: { cost: 7 } }).needsRehash(old))
    for (const change of [
      { memoryKiB: 2048 },
      { iterations: 2 },
      { parallelism: 2 },
      { keyBytes: 16 },
      { saltBytes: 32 },
    ])
      assert.ok(
        hasherWith({ ...argon, argon2: { ...argon.argon2, ...change } }).needsRehash(made),
        JSON.stringify(change),
      )
    for (const hash of [
      '$md5$CY9rzUYh03PK3k6DJie09g==',
      '$argon2i$v=19$m=1024,t=1,p=1$c29tZXNhbHRzYWx0MTIzNA$' +
        'CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
      '',
    ])
      assert.ok(hasherWith(argon).needsRehash(hash), hash)
  })
  test('changed settings apply to the next hash', async () => {
    let settings = argon
    const hasher = createHasher({ settings: () => settings })
    settings = bcrypt
    assert.match(await hasher.hash('x'), /^\$2a\$06\$/)
    assert.equal(hasher.maxBytes, 72)
  })
  test('refuses a password when too many wait', async () => {
    const hasher = hasherWith(argon, { concurrency: 1, maxWaiting: 2 })
    const accepted = [1, 2, 3].map(() => hasher.hash('x'))
    assert.equal(hasher.inFlight(), 3)
    await assert.rejects(
      hasher.matches('x', undefined),
      (error) =>
        error instanceof Refusal &&
        error.kind === 'unavailable' &&
        error.remedy !== undefined &&
        'retryAfterMs' in error.remedy,
    )
    assert.equal((await Promise.all(accepted)).length, 3)
    assert.equal(hasher.inFlight(), 0)
  })
  test('a client network that floods it makes others wait for one or two of its hashes', async () => {
    const hasher = hasherWith(bcrypt, { concurrency: 1 })
    const right = await hasher.hash('right')
    let before = 0
    const flood = Array.from({ length: 300 }, async () => {
      const done = await hasher
        .matches('wrong', undefined, { network: '203.0.113.0/24' })
        .catch((error: unknown) => error)
      before++
      return done
    })
    const network = '198.51.100.0/24'
    assert.ok(await hasher.matches('right', right, { network }))
    const refusedAtOnce = 300 - 1 - 250
    assert.ok(before - refusedAtOnce <= 2, `${before}`)
    before = 0
    await hasher.hash('new', network)
    assert.ok(before <= 2, `${before}`)
    const outcomes = await Promise.all(flood)
    assert.equal(outcomes.filter((one) => one === false).length, 251)
  })
  test('what is dearer than four of ours is checked one at a time, beside others', async () => {
    const hasher = hasherWith(bcrypt, { concurrency: 2 })
    const dear = await hasherWith({ ...bcrypt, bcrypt: { cost: 11 } }).hash('right')
    const ordinary = await hasherWith({ ...bcrypt, bcrypt: { cost: 7 } }).hash('right')
    const ended: string[] = []
    const check = async (what: string, hash: string) => {
      await hasher.matches('wrong', hash)
      ended.push(what)
    }
    await Promise.all([
      ...[1, 2, 3].map(() => check('dear', dear)),
      ...[1, 2, 3, 4].map(() => check('ordinary', ordinary)),
    ])
    assert.equal(ended.filter((one) => one === 'dear').length, 3)
    assert.deepEqual(ended.slice(-2), ['dear', 'dear'])
  })
})
