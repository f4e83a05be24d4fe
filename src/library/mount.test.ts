import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { belowBase } from './mount.ts'

describe('the path of a request below the base URL', () => {
  const bases = ['https://example.org/auth', 'https://example.org/auth/']
  test('is without the path of the base URL, whole segments only', () => {
    for (const base of bases) {
      assert.equal(belowBase(base, '/auth/sessions/whoami?a=b'), '/sessions/whoami?a=b')
      assert.equal(belowBase(base, '/auth'), '/')
      assert.equal(belowBase(base, '/auth?a=b'), '/?a=b')
      assert.equal(belowBase(base, '/author'), '/author')
    }
  })
  test('is taken as it is where the path of the base URL was removed before, or there is none', () => {
    for (const base of [...bases, 'http://127.0.0.1:4433', 'http://127.0.0.1:4433/'])
      assert.equal(belowBase(base, '/sessions/whoami?a=b'), '/sessions/whoami?a=b')
  })
})
