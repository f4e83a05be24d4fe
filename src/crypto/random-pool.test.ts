import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRandomPool } from './random-pool.ts'

describe('a pool of random bytes', () => {
  it('gives as many as are asked for, also more than it has, and none of them twice', () => {
    for (const counts of [[16], [12, 20, 32], [100, 3, 64, 65, 200]]) {
      const next = createRandomPool(64)
      const given = Array.from({ length: 300 }, (_, at) => {
        const count = counts[at % counts.length] ?? 0
        const bytes = next(count)
        assert.equal(bytes.length, count)
        return bytes.toString('hex')
      })
      const parts = given.flatMap((text) => text.match(/.{16}/g) ?? [])
      assert.equal(new Set(parts).size, parts.length)
    }
  })
})
