import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { base64, digests, hex, limits, published } from '../support/hashes.ts'
import { hashFault, readHash } from '#crypto/foreign.ts'

const opens = async (hash: string, password: string) => readHash(hash)?.matches(password)

describe('an imported hash', () => {
  for (const [kind, password, hash] of published) {
    test(`of the kind ${kind} matches its password and no other`, async () => {
      assert.equal(hashFault(hash), undefined)
      assert.equal(await opens(hash, password), true)
      for (const other of [
        `${password}x`,
        password.slice(1),
        password.toUpperCase() === password ? password.toLowerCase() : password.toUpperCase(),
        '',
      ])
        assert.equal(await opens(hash, other), false, other)
    })
  }
  test('of argon2 is refused when its salt or key is not base64, also after one of the same parameters', () => {
    const [parameters, salt, key] = [
      '$argon2id$v=19$m=65536,t=2,p=1',
      'A'.repeat(22),
      'A'.repeat(43),
    ]
    const altered = [
      [salt, `${key.slice(1)}=`],
      [salt, `${key.slice(1)}B`],
      [salt, `${key.slice(1)}!`],
      [`${salt.slice(1)}B`, key],
      [`${salt.slice(1)}-`, key],
      [salt, `${key}A\n`],
      [salt.slice(20), key],
      [salt, key.slice(38)],
    ] as const
    for (const [otherSalt, otherKey] of altered) {
      assert.equal(hashFault(`${parameters}$${salt}$${key}`), undefined)
      assert.notEqual(hashFault(`${parameters}$${otherSalt}$${otherKey}`), undefined)
    }
    assert.notEqual(hashFault(`${parameters.replace('65536', '7')}$${salt}$${key}`), undefined)
  })

  test('is refused when its kind is unknown', () => {
    const unknown = [
      '',
      'not-a-hash',
      '$9$something',
      'test',
      '$argon2id$',
      '$argon2id$v=19$m=1',
      '$2a$12$short',
      '$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
      '$2b$99$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
      '{SSHA}',
      '$md5$',
      '$md5$zz',
      `x${published[12]?.[2]}`,
      `${published[8]?.[2]}$x`,
      '$'.repeat(2000),
      `$md5$${'A'.repeat(2_000_000)}`,
    ]
    for (const hash of unknown)
      assert.equal(hashFault(hash), 'it is of no known kind', hash.slice(0, 40))
  })
  test('is refused when it would match every password', () => {
    for (const hash of [
      '$pbkdf2-sha256$i=1,l=0$c2FsdA$',
      '$pbkdf2-sha256$i=1,l=1$c2FsdA$AA',
      '$scrypt$ln=16384,r=8,p=1$c2FsdA==$AA==',
      '$scrypt$ln=16384,r=8,p=1$c2FsdA==$',
      `$hmac-sha256$${base64('')}$${base64('k')}`,
      `$hmac-sha256$${base64('5bdc')}$${base64('k')}`,
      `$sha1$pf=${base64('{SALT}')}$${base64('abc')}$${hex(digests.sha1)}`,
      `{SSHA}${base64('short')}`,
      '$md5-crypt$abcdefgh$',
      '$sha256-crypt$abcdefgh$',
      '$firescrypt$ln=14,r=8,p=1$42xEC+ixf3L2lw==$$Bw==$jxsp',
    ])
      assert.equal(hashFault(hash), 'it is of no known kind', hash)
  })
  test('is refused when checking it would overload the server', () => {
    const absurd: readonly (readonly [string, RegExp])[] = [
      [
        '$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
        /its m/,
      ],
      [
        '$argon2id$v=19$m=65536,t=100000,p=1$c29tZXNhbHQ$' +
          'CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
        /its t/,
      ],
      ['$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', /its cost/],
      [`$pbkdf2-sha1$i=999999999,l=20$c2FsdA$${hex(digests.pbkdf2Sha1)}`, /its i /],
      [`$scrypt$ln=30,r=8,p=1$c2FsdA==$${hex('00'.repeat(32))}`, /its N/],
      [`$scrypt$ln=16384,r=8,p=100000$c2FsdA==$${hex('00'.repeat(32))}`, /its N × r × p/],
      [
        '$sha512-crypt$rounds=999999999$saltstring' +
          '$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35i' +
          'nz1',
        /its rounds/,
      ],
    ]
    for (const [hash, reason] of absurd) assert.match(hashFault(hash) ?? 'taken', reason, hash)
  })
  test('of bcrypt does not match a longer password with the same beginning', async () => {
    const bcrypt = await import('@node-rs/bcrypt')
    const hash = await bcrypt.hash('x'.repeat(72), 4)
    assert.equal(await opens(hash, 'x'.repeat(72)), true)
    assert.equal(await opens(hash, 'x'.repeat(73)), false)
    assert.equal(await opens(hash, 'x'.repeat(71)), false)
  })
})

describe('the dearest hash that is taken', () => {
  for (const { name, taken, refused, reason } of limits)
    test(`ends at the limit of ${name}, and one beyond it is told which`, () => {
      assert.equal(hashFault(taken), undefined)
      assert.match(hashFault(refused) ?? '', reason)
    })
  test('is sha-crypt as passlib makes it, at least', () =>
    assert.equal(hashFault(`$sha512-crypt$rounds=656000$salt$${'a'.repeat(86)}`), undefined))
})
