import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hashFault, readHash } from './foreign.ts'

const base64 = (value: string) => Buffer.from(value, 'latin1').toString('base64')
const hex = (value: string) => Buffer.from(value, 'hex').toString('base64')
const raw = (text: string) => text.replace(/=+$/, '')
const opens = async (hash: string, password: string) => readHash(hash)?.matches(password)

/** In hex, as published. */
const digests = {
  pbkdf2Sha1: '4b007901b765489abead49d926f721d065a429c1',
  pbkdf2Sha256:
    '55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc' +
    '49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783',
  scrypt:
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2' +
    'd5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a' +
    '2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  hmacSha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
}

// Kind, password, hash; the values are from the standard or publication named.
const published: readonly (readonly [string, string, string])[] = [
  [
    'argon2id (reference implementation)',
    'password',
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ],
  [
    'argon2i (reference implementation)',
    'password',
    '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA',
  ],
  [
    'argon2i with three passes',
    'test',
    '$argon2i$v=19$m=65536,t=3,p=4$kk51rW/vxIVCYn+EG4kTSg' +
      '$NyT88uraJ6im6dyha/M5jhXvpqlEdlS/9fEm7ScMb8c',
  ],
  ['bcrypt 2a', 'U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['bcrypt 2b', 'U*U', '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['bcrypt 2y', 'U*U', '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  [
    'PBKDF2 (RFC 6070)',
    'password',
    `$pbkdf2-sha1$i=4096,l=20$${raw(base64('salt'))}$${raw(hex(digests.pbkdf2Sha1))}`,
  ],
  [
    'PBKDF2 (RFC 7914)',
    'passwd',
    `$pbkdf2-sha256$i=1,l=64$${raw(base64('salt'))}$${raw(hex(digests.pbkdf2Sha256))}`,
  ],
  [
    'scrypt (RFC 7914)',
    'pleaseletmein',
    `$scrypt$ln=16384,r=8,p=1$${base64('SodiumChloride')}$${hex(digests.scrypt)}`,
  ],
  [
    'scrypt with a logarithm (RFC 7914)',
    'pleaseletmein',
    `$scrypt$ln=14,r=8,p=1$${base64('SodiumChloride')}$${hex(digests.scrypt)}`,
  ],
  [
    'Firebase scrypt (its publication)',
    'user1password',
    '$firescrypt$ln=14,r=8,p=1$42xEC+ixf3L2lw==' +
      '$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid' +
      '5lQ==$Bw==' +
      '$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9W' +
      'mXA==',
  ],
  ['SHA-1 (FIPS 180)', 'abc', `$sha1$${hex(digests.sha1)}`],
  [
    'SHA-256 with a salt before the password (FIPS 180)',
    'bc',
    `$sha256$pf=${base64('{SALT}{PASSWORD}')}$${base64('a')}$${hex(digests.sha256)}`,
  ],
  [
    'SHA-512 with a letter between (FIPS 180)',
    'a',
    `$sha512$pf=${base64('{PASSWORD}b{SALT}')}$${base64('c')}$${hex(digests.sha512)}`,
  ],
  ['MD5 (RFC 1321)', 'abc', `$md5$${hex('900150983cd24fb0d6963f7d28e17f72')}`],
  ['SSHA (FIPS 180)', 'ab', `{SSHA}${hex(digests.sha1 + '63')}`],
  ['SSHA-256 (FIPS 180)', 'ab', `{SSHA256}${hex(digests.sha256 + '63')}`],
  ['SSHA-512 (FIPS 180)', 'a', `{SSHA512}${hex(digests.sha512 + '6263')}`],
  [
    'HMAC-SHA-256 (RFC 4231)',
    'what do ya want for nothing?',
    `$hmac-sha256$${base64(digests.hmacSha256)}$${base64('Jefe')}`,
  ],
  [
    'HMAC-MD5 (RFC 2202)',
    'what do ya want for nothing?',
    `$hmac-md5$${base64('750c783e6ab0b503eaa86e310a5db738')}$${base64('Jefe')}`,
  ],
  ['MD5 crypt', 'test', '$md5-crypt$abcdefgh$irWbblnpmw.5z7wgBnprh0'],
  [
    'SHA-256 crypt (Drepper)',
    'Hello world!',
    '$sha256-crypt$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5',
  ],
  [
    'SHA-512 crypt (Drepper)',
    'Hello world!',
    '$sha512-crypt$saltstring' +
      '$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35i' +
      'nz1',
  ],
  [
    'SHA-512 crypt of a long password in another script (OpenSSL)',
    'é'.repeat(50),
    '$sha512-crypt$x' +
      '$/ctNQVKIUC85hlwwuGJ/p/URhUuwaL12E.399cEa9bnYWfzsol8KoLWHv9S9kzPZMCrITqWy/Ae2leE/ZcA' +
      'q90',
  ],
  [
    'SHA-256 crypt with rounds',
    'test',
    '$sha256-crypt$rounds=5000$abcdefgh$qdvcTv0LZNZdlT5oJZ49o5SQ8X7bA9/X.MJjvjS5cW8',
  ],
  [
    'SHA-512 crypt with rounds',
    'test',
    '$sha512-crypt$rounds=5000$abcdefgh' +
      '$3rj1vTLX64btReFsM4MQ22otcD40l7vbtw7qCyr0dxc4kxNmgx53xVM8gWiLYbCqTHTbXFaVFU7ZT28pnvd' +
      'yu0',
  ],
]

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
        /memory/,
      ],
      [
        '$argon2id$v=19$m=65536,t=100000,p=1$c29tZXNhbHQ$' +
          'CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
        /passes/,
      ],
      ['$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', /cost/],
      [`$pbkdf2-sha1$i=999999999,l=20$c2FsdA$${hex(digests.pbkdf2Sha1)}`, /iterations/],
      [`$scrypt$ln=30,r=8,p=1$c2FsdA==$${hex('00'.repeat(32))}`, /memory/],
      [`$scrypt$ln=16384,r=8,p=100000$c2FsdA==$${hex('00'.repeat(32))}`, /work/],
      [
        '$sha512-crypt$rounds=999999999$saltstring' +
          '$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35i' +
          'nz1',
        /rounds/,
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
  test('with many rounds leaves time to others', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await opens(`$sha512-crypt$rounds=50000$saltstring$${'a'.repeat(86)}`, 'x'.repeat(200))
    clearInterval(timer)
    assert.ok(ticks > 10, `${ticks} ticks`)
  })
})

describe('the dearest hash that is taken', () => {
  const argon = (memory: number, passes: number) =>
    `$argon2id$v=19$m=${memory},t=${passes},p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc`
  const bcrypt = (cost: number) =>
    `$2b$${cost}$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`
  const pbkdf2 = (rounds: number) =>
    `$pbkdf2-sha256$i=${rounds},l=32$c29tZXNhbHQ$${raw(base64('k'.repeat(32)))}`
  const scrypt = (N: number, r: number) =>
    `$scrypt$ln=${N},r=${r},p=1$${base64('salt')}$${base64('k'.repeat(32))}`
  const sha = (bits: number, rounds: number) =>
    `$sha${bits}-crypt$rounds=${rounds}$salt$${'a'.repeat(bits === 256 ? 43 : 86)}`
  const limits: Readonly<Record<string, readonly [taken: string, refused: string]>> = {
    'argon2 with 256 MiB': [argon(262_144, 4), argon(262_145, 1)],
    'argon2 with four passes': [argon(262_144, 4), argon(262_144, 5)],
    'bcrypt with cost 14': [bcrypt(14), bcrypt(15)],
    'pbkdf2 with 5,000,000 rounds': [pbkdf2(5_000_000), pbkdf2(5_000_001)],
    'scrypt with N of 2^17': [scrypt(131_072, 8), scrypt(262_144, 4)],
    'sha256-crypt with 1,000,000 rounds': [sha(256, 1_000_000), sha(256, 1_000_001)],
    'sha512-crypt with 1,000,000 rounds': [sha(512, 1_000_000), sha(512, 1_000_001)],
    'sha-crypt as passlib makes it': [sha(512, 656_000), sha(512, 1_000_001)],
  }
  for (const [what, [taken, refused]] of Object.entries(limits))
    test(`is ${what}`, () => {
      assert.equal(hashFault(taken), undefined)
      assert.match(hashFault(refused) ?? '', /more than|too m/)
    })
})
