// Which lines of an import are packed together, and so stored together.
import { linesOf, type Line } from './read-lines.ts'

/** Lines with a password in clear text take long to hash, so there are few of them in a batch. */
const most = { bytes: 64_000_000, toHash: 200 }
const clearText = /"password"\s*:\s*"/

/**
 * The lines behind a number, in batches of at most so many. The first one is small, for nothing can
 * be stored while it is packed, and each is up to twice as large as the one before.
 */
export async function* batchesOf(
  from: AsyncIterable<Buffer | string>,
  after: number,
  mostLines: number,
): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [],
    bytes = 0,
    toHash = 0,
    wanted = Math.min(mostLines, 5000)
  for await (const lines of linesOf(from)) {
    for (const line of lines) {
      if (line.number <= after) continue
      batch.push(line)
      if ('bytes' in line) {
        bytes += line.bytes.length
        if (clearText.test(line.bytes.toString('latin1'))) toHash++
      }
      if (batch.length < wanted && bytes < most.bytes && toHash < most.toHash) continue
      yield batch
      batch = []
      bytes = toHash = 0
      wanted = Math.min(mostLines, 2 * wanted)
    }
  }
  if (batch.length > 0) yield batch
}
