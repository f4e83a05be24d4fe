// Divides the lines of an import into batches that are encoded and stored together.
import type { Line } from './read-lines.ts'
import { recordsOf } from './read-records.ts'

/** Limits of a batch. Hashing a plain-text password is slow, so few such lines share a batch. */
const limits = { bytes: 64_000_000, toHash: 200 }
const clearText = /"password"\s*:\s*"/

/**
 * Yields the lines after line number `after` in batches of at most `maxLines`. The first batch is
 * small, because nothing can be stored until it is encoded; each later one is up to twice as large
 * as the one before.
 */
export async function* batchesOf(
  from: AsyncIterable<Buffer | string>,
  after: number,
  maxLines: number,
): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [],
    bytes = 0,
    toHash = 0,
    size = Math.min(maxLines, 5000)
  for await (const lines of recordsOf(from)) {
    for (const line of lines) {
      if (line.number <= after) continue
      batch.push(line)
      if ('bytes' in line) {
        bytes += line.bytes.length
        if (clearText.test(line.bytes.toString('latin1'))) toHash++
      }
      if (batch.length < size && bytes < limits.bytes && toHash < limits.toHash) continue
      yield batch
      batch = []
      bytes = toHash = 0
      size = Math.min(maxLines, 2 * size)
    }
  }
  if (batch.length > 0) yield batch
}
