import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { credentialHeaders, lowerCaseNames } from './http-credentials.ts'

describe('credentials of a call', () => {
  test('are a header of their own, a cookie, or basic authentication (RFC 7617)', () => {
    const key = { kind: 'key', name: 'X-Api-Key', value: 'abc' } as const
    assert.deepEqual(credentialHeaders({ ...key, in: 'header' }), { 'x-api-key': 'abc' })
    assert.deepEqual(credentialHeaders({ ...key, in: 'cookie' }), { cookie: 'X-Api-Key=abc' })
    assert.deepEqual(
      credentialHeaders({ kind: 'basic', user: 'Aladdin', password: 'open sesame' }),
      {
        authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
      },
    )
  })
  test('are no headers where there are none', () =>
    assert.deepEqual(credentialHeaders(undefined), {}))
})

test('headers whose names differ in case only are one', () =>
  assert.deepEqual(lowerCaseNames({ 'X-One': 'a', 'x-one': 'b', Two: 'c' }), {
    'x-one': 'b',
    two: 'c',
  }))
