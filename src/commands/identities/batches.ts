// Which lines of an import are packed together, and which are stored together.
import { linesOf, type Line } from './lines.ts'

/** Lines that are packed together, so many at most that what is made of them does not live long. */
export type Piece = readonly Line[]

/** Lines with a password in clear text take long to hash, so there are few of them in a batch. */
const most = { linesOfPiece: 50_000, bytesOfPiece: 16_000_000, bytes: 64_000_000, toHash: 200 }
const clearText = /"password"\s*:\s*"/

/**
 * The lines behind a number, in batches of at most so many. The first one is small, for nothing can be stored while it is
 * packed, and each is up to twice as large as the one before.
 */
export async function* batchesOf(from: AsyncIterable<Buffer | string>, after: number, mostLines: number): AsyncGenerator<readonly Piece[]> {
  let pieces: Piece[] = [],
    piece: Line[] = []
  let whole = { lines: 0, bytes: 0, toHash: 0 },
    bytesOfPiece = 0,
    wanted = Math.min(mostLines, 5000)
  const endPiece = () => {
    if (piece.length > 0) pieces.push(piece)
    piece = []
    bytesOfPiece = 0
  }
  for await (const lines of linesOf(from)) {
    for (const line of lines) {
      if (line.number <= after) continue
      piece.push(line)
      const bytes = 'bytes' in line ? line.bytes.length : 0
      bytesOfPiece += bytes
      whole = { lines: whole.lines + 1, bytes: whole.bytes + bytes, toHash: whole.toHash + ('bytes' in line && clearText.test(line.bytes.toString('latin1')) ? 1 : 0) }
      const isFull = whole.lines >= wanted || whole.bytes >= most.bytes || whole.toHash >= most.toHash
      if (isFull || piece.length >= most.linesOfPiece || bytesOfPiece >= most.bytesOfPiece) endPiece()
      if (!isFull) continue
      yield pieces
      pieces = []
      whole = { lines: 0, bytes: 0, toHash: 0 }
      wanted = Math.min(mostLines, 2 * wanted)
    }
  }
  endPiece()
  if (pieces.length > 0) yield pieces
}
