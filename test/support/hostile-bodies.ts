// Bodies that no form sends: name, bytes and content type.
export const hostileBodies: readonly (readonly [string, string | Buffer, string])[] = [
  ['empty JSON', '', 'application/json'],
  ['cut JSON', '{"method":"pass', 'application/json'],
  ['an array', '[]', 'application/json'],
  ['a number', '7', 'application/json'],
  ['null', 'null', 'application/json'],
  ['deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json'],
  ['deep objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'application/json'],
  [
    'duplicate keys',
    '{"method":"password","method":"profile","identifier":"a","identifier":["b"]}',
    'application/json',
  ],
  [
    'wrong types',
    '{"method":{"a":1},"identifier":[[]],"password":{"b":2},"csrf_token":[1]}',
    'application/json',
  ],
  [
    'a lone surrogate',
    '{"method":"password","identifier":"\\ud800","password":"\\udfff"}',
    'application/json',
  ],
  [
    'a null character',
    '{"method":"password","identifier":"a\\u0000b","password":"x\\u0000"}',
    'application/json',
  ],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'application/json'],
  ['a byte order mark', '\ufeff{"method":"password"}', 'application/json'],
  ['odd numbers', '{"method":"password","identifier":1e999,"password":-0}', 'application/json'],
  [
    'prototype keys',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"method":"password","identifier":"a","password":"b"}',
    'application/json',
  ],
  [
    'escaped prototype keys',
    '{"\\u005f_proto__":{"polluted":true},"traits":{"__proto__":{"polluted":true}},"method":"password"}',
    'application/json',
  ],
  [
    'strange Unicode',
    JSON.stringify({
      method: 'password',
      identifier: '\u202e\u0000\u200b𝔘'.repeat(100),
      password: '\ufdfd'.repeat(50),
    }),
    'application/json',
  ],
  [
    'a form with prototype keys',
    '__proto__.polluted=1&constructor.prototype.polluted=1&traits.__proto__.polluted=1&method=password',
    'application/x-www-form-urlencoded',
  ],
  ['a form of nonsense', '%%%=&=&&&%zz=%', 'application/x-www-form-urlencoded'],
  ['a form with a thousand dots', `${'a.'.repeat(1000)}b=1`, 'application/x-www-form-urlencoded'],
  [
    'a form with many fields',
    Array.from({ length: 5000 }, (_, n) => `f${n}=1`).join('&'),
    'application/x-www-form-urlencoded',
  ],
  [
    'a form with clashing fields',
    'traits=1&traits.email=2&traits.email.x=3&method=password',
    'application/x-www-form-urlencoded',
  ],
  ['multipart without a boundary', 'nothing', 'multipart/form-data'],
  [
    'multipart that ends early',
    '--x\r\ncontent-disposition: form-data; name="method"\r\n\r\npassword',
    'multipart/form-data; boundary=x',
  ],
  ['another type', '<a/>', 'application/xml'],
  ['no type', 'x', ''],
  ['an odd type', '{}', 'application/json; charset=utf-16; ;;;=\u00fc'],
]
