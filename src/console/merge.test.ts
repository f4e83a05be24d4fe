import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mergeParts } from './merge.ts'

const newestFirst = (one: { at: number }, other: { at: number }) => other.at - one.at

describe('lists shown as one', () => {
  it('lose and repeat no entry, whatever the size of a page', () => {
    const lists = [
      [9, 8, 3, 1],
      [8, 7, 6, 5, 4, 3],
      [2, 0],
    ].map((list) => list.map((at) => ({ id: String(at), at })))
    for (let limit = 1; limit <= 11; limit++) {
      const seen: number[] = []
      for (let more = true; more;) {
        const before = seen.at(-1) ?? Infinity
        const parts = lists.map((list) => {
          const left = list.filter(({ at }) => at < before)
          return { shown: left.slice(0, limit), more: left.length > limit }
        })
        const merged = mergeParts(parts, limit, newestFirst)
        seen.push(...merged.shown.map(({ at }) => at))
        more = merged.more
      }
      assert.deepEqual(seen, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], `${limit} a page`)
    }
  })
})
