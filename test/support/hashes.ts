// Hashes of every kind that is imported: with known passwords, and at the limits of the import.
import { pbkdf2Sync } from 'node:crypto'
import { importLimits } from '#crypto/foreign.ts'

export const base64 = (value: string) => Buffer.from(value, 'latin1').toString('base64')
export const hex = (value: string) => Buffer.from(value, 'hex').toString('base64')
const raw = (text: string) => text.replace(/=+$/, '')
/** In hex, as published. */
export const digests = {
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

/** Kind, password, hash; the values are from the standard or publication named. */
export const published: readonly (readonly [string, string, string])[] = [
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
  ['bcrypt 2', 'U*U', '$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
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
    'PBKDF2 whose length is that of its text (RFC 7914)',
    'passwd',
    `$pbkdf2-sha256$i=1,l=86$${raw(base64('salt'))}$${raw(hex(digests.pbkdf2Sha256))}`,
  ],
  ...(['sha224', 'sha384', 'sha3-224', 'sha3-384'] as const).map((digest) => {
    const length = digest.endsWith('224') ? 28 : 48
    const key = pbkdf2Sync('passwd', 'salt', 10, length, digest).toString('base64')
    return [
      `PBKDF2 that means ${digest} (OpenSSL)`,
      'passwd',
      `$pbkdf2-sha${8 * length}$i=10,l=${length}$${raw(base64('salt'))}$${raw(key)}`,
    ] as const
  }),
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
    'HMAC-MD4 (Go)',
    'imported secret 7391!',
    '$hmac-md4$Y2Y2MzhkZTMwYTE2OGI4MzdkNGNkZmJhNDdlOTFjZTA=$bWFkZS11cC1rZXk=',
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

const key = raw(base64('k'.repeat(32)))
const argon2 = (m: number, t: number, p = 1) =>
  `$argon2id$v=19$m=${m},t=${t},p=${p}$c29tZXNhbHQ$${key}`
const bcrypt = (cost: number) => `$2b$${cost}$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW`
const pbkdf2 = (digest: string, i: number) => `$pbkdf2-${digest}$i=${i},l=32$c29tZXNhbHQ$${key}`
const scrypt = (N: number, r: number, p = 1) => `$scrypt$ln=${N},r=${r},p=${p}$c29tZXNhbHQ$${key}`
const firescrypt = (N: number, r: number, p = 1) =>
  `$firescrypt$ln=${Math.log2(N)},r=${r},p=${p}$c29tZXNhbHQ$${key}$Bw==$${key}`
const shaCrypt = (bits: 256 | 512, rounds: number) =>
  `$sha${bits}-crypt$rounds=${rounds}$salt$${'a'.repeat(bits === 256 ? 43 : 86)}`

type AtLimit = readonly [taken: string, refused: string]
/** By kind and field: hashes at the limit, and just beyond that one limit. */
const atLimits: {
  readonly [Kind in keyof typeof importLimits]: Readonly<Record<string, readonly AtLimit[]>>
} = {
  argon2: {
    m: [[argon2(262_144, 4), argon2(262_145, 1)]],
    t: [[argon2(16_384, 64), argon2(8, 65)]],
    p: [[argon2(1024, 1, 64), argon2(1024, 1, 65)]],
    'm × t': [[argon2(262_144, 4), argon2(262_144, 5)]],
  },
  bcrypt: { cost: [[bcrypt(15), bcrypt(16)]] },
  pbkdf2: {
    i: ['sha1', 'sha224', 'sha256', 'sha384', 'sha512'].map((digest) => [
      pbkdf2(digest, 10_000_000),
      pbkdf2(digest, 10_000_001),
    ]),
  },
  'scrypt, firescrypt': {
    N: [scrypt, firescrypt].map((of) => [of(131_072, 8), of(262_144, 1)]),
    'N × r': [scrypt, firescrypt].map((of) => [of(131_072, 16), of(131_072, 17)]),
    'N × r × p': [scrypt, firescrypt].map((of) => [of(131_072, 8, 4), of(131_072, 8, 5)]),
  },
  'sha256-crypt, sha512-crypt': {
    rounds: ([256, 512] as const).map((bits) => [
      shaCrypt(bits, 1_000_000),
      shaCrypt(bits, 1_000_001),
    ]),
  },
}

/** Every limit of the import, with a hash at it and one beyond it, and what is said of that one. */
export const limits = Object.entries(importLimits).flatMap(([kind, ofKind]) =>
  ofKind.flatMap(({ field, what, max }) => {
    const samples = atLimits[kind as keyof typeof importLimits][field]
    if (samples === undefined) throw new Error(`no samples for the limit ${field} of ${kind}`)
    return samples.map(([taken, refused]) => ({
      name: `${field} of ${refused.split('$')[1]}`,
      taken,
      refused,
      reason: new RegExp(`its ${field} \\(${what}\\) is \\d+, more than ${max}$`),
    }))
  }),
)
