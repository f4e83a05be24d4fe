// Cookies as releases of the reference have set them are read; everything else is none.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { tokenOfSessionId } from '#crypto/token-of-session-id.ts'
import { cookieName as name, cookieSecret, writeCookie } from '../support/foreign-cookies.ts'
import { createForeignCookieReader } from '#crypto/foreign-cookie.ts'

/** What releases have set, with the secret that they were given. */
const samples = [
  {
    what: 'with the id of the session',
    secret: 'the-only-cookie-secret-of-the-house',
    value:
      'MTc5NTkwNzkzNXxEWDhFQVFMX2dBQUJFQUVRQUFCQl80QUFBUVp6ZEhKcGJtY01CUUFEYzJsa0JuTjBj' +
      'bWx1Wnd3bUFDUmlNVE13TXpJeE1TMDFZakprTFRSaVl6WXRPVEptTVMxak5URXhOVFF4T0dWaE1qaz18' +
      'zEHu6TCN8HhoSPQH6kuc-BOnw6UmbPF50QCDrhMf9sc=',
    id: 'b1303211-5b2d-4bc6-92f1-c5115418ea29',
  },
  {
    what: 'with the token',
    secret: 'the-only-cookie-secret-of-the-house',
    value:
      'MTc5NTkwODAwNHxEWDhFQVFMX2dBQUJFQUVRQUFCSF80QUFBUVp6ZEhKcGJtY01Ed0FOYzJWemMybHZi' +
      'bDkwYjJ0bGJnWnpkSEpwYm1jTUlnQWdkVmRzY3pNeWFIbFBiM2h2UzBkbWVGcHpOWGxhV1RsM2F6SmlZ' +
      'amhKU1c4PXw8C9n0revT5l8HlL0VYzNeHG9pZzVOHu--KZgZqp5Prg==',
    token: 'uWls32hyOoxoKGfxZs5yZY9wk2bb8IIo',
  },
  {
    what: 'enciphered',
    secret: 'old-cookie-secret-32-characters!',
    value:
      'MTc5NTkwODI1OXxHMFVqczNKYWxsekhfMTBjNjBuWG1qUWYzTkVJRnVOY1JhSk9YOFhDR1BydDZSUmtR' +
      'TFYxdnNsSE5ZVmhIY1JjY3VsTGlzcVBQRlp1T04zWG1LNkFLMC1oLUtZTm4tVlMxZlZ0d2dReWpnaDc0' +
      'SGh1dmhzdGdRQWlFbzVXamlQTTNfckppSXgxZk1BSUxJdXl6a25aVHZEb192UldRZFFVekpabnZEazNx' +
      'enA4b29rS1UweGs0RWtTMnhnVXhRR1UyQXNJRVNCZHNaZFMwd05tdm40WUJOS09DOEdWd2ZERGlGLXRa' +
      'SGxhQ0J3UnFRQ2h5VjNvYmktTk9aQ2V6NHNDN3lIbG9ZeE1Ma2p3WTFGQS0wbnN8zb3PUmaCpt4eGJmb' +
      'HJ8Wlix1x5DenJbmQINrLVIN2SU=',
    token: 'ory_st_wc0jLMa0Nvsw1B4XVMrsWfuZcFLKuSr4',
  },
  {
    what: 'enciphered, in another order',
    secret: 'old-cookie-secret-32-characters!',
    value:
      'MTc5NTkwODE1OHxwelRZdDdGeTJneTd6X1Q0SHZhTGU2TkhXRENTM1A3NEEtdGIzaXBjaVNqSGI4N21W' +
      'eU9IbXI2QXZOaldzX3ZHWElTUzRuMzVkV0NsbEpKMElBclg4UWxObV84bm1NQlJDUkIwX1JyYV8wNmV5' +
      'eFRaVTlMTktwclhJeUNEQ01VZUJfQ3RYYUFXMG05WVdKSEcyXzlNLWZOQmVFd1ZJQ0NyUmZYbnBSb2lN' +
      'Mll3bXFJUFh3LXBqY21jQlhCbEhFTl82TWQ4eWxBblJWLUYyVnpRdk9kRjQxQzRrUG0ybmc0bFNqYmM1' +
      'a19Jang0NHZyd3lFR1hRVWQya19pMnl5dlQzcUEzOWxuTjZyVzZsWlZ6b2d6TT18CdWK7rbHpGih-R4i' +
      '01-SdAj_uUKGz-nIsUGjnXEgJjo=',
    token: 'ory_st_x0umnNXj6vGLlm3CB0XE1SQbghV9smZw',
  },
] as const

const secret = cookieSecret
const read = createForeignCookieReader(() => ['another secret', secret])
const token = `ory_st_${'t'.repeat(32)}`

describe('a session cookie of the reference', () => {
  for (const { what, value, secret: its, ...found } of samples)
    test(`is read ${what}, by whichever secret has signed it`, () => {
      const expected =
        'id' in found ? ['newer', its].map((one) => tokenOfSessionId(one, found.id)) : [found.token]
      assert.deepEqual(createForeignCookieReader(() => ['newer', its])(name, value), expected)
      assert.deepEqual(createForeignCookieReader(() => ['newer'])(name, value), [])
    })

  for (const isEnciphered of [true, false])
    for (const map of [{ session_token: token }, { a: 'b', session_token: token, c: 'd' }])
      test(`is read ${isEnciphered ? 'enciphered' : 'in clear'}, with ${Object.keys(map).join()}`, () => {
        assert.deepEqual(read(name, writeCookie(map, { isEnciphered })), [token])
      })

  test('is none when one bit of it is another', () => {
    const value = Buffer.from(writeCookie({ session_token: token }), 'base64url')
    for (let at = 0; at < value.length; at++) {
      const changed = Buffer.from(value)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.deepEqual(read(name, changed.toString('base64url')), [], String(at))
    }
  })

  test('is none when it is cut, of another name, or signed by another secret', () => {
    const value = writeCookie({ session_token: token })
    for (let length = 0; length < value.length; length++)
      assert.deepEqual(read(name, value.slice(0, length)), [], String(length))
    assert.deepEqual(read('another_name', value), [])
    assert.deepEqual(read(name, writeCookie({ session_token: token }, { secret: 'third' })), [])
  })

  test('is none when what was signed is no map with a token, or too long', () => {
    for (const map of [{}, { other: token }, { session_token: '' }, { session_token: 'a;b' }])
      assert.deepEqual(read(name, writeCookie(map)), [], JSON.stringify(map))
    const long = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`name-${n}`, 'value']))
    assert.deepEqual(read(name, writeCookie({ session_token: token, ...long })), [])
  })

  test('costs nothing where it cannot be one: no secret is asked for', () => {
    const asked = createForeignCookieReader(() => assert.fail('asked'))
    for (const value of ['', 'ended', `s1.${'a'.repeat(90)}`, 'a'.repeat(2000), '%'.repeat(100)])
      assert.deepEqual(asked(name, value), [])
  })
})
