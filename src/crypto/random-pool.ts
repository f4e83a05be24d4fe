import { randomFillSync } from 'node:crypto'

/**
 * Random bytes, each of which is given once; to be read before the next call. Getting many from the system
 * at once costs little more than getting a few.
 */
export function createRandomPool(size: number): (count: number) => Buffer {
  const pool = Buffer.alloc(size)
  let used = size
  return (count) => {
    if (count > size) return randomFillSync(Buffer.alloc(count))
    if (used + count > size) {
      randomFillSync(pool)
      used = 0
    }
    used += count
    return pool.subarray(used - count, used)
  }
}
