// Splits a file or stream of any length into lines.
/** The longest description of an identity. */
export const maxRecordBytes = 5 * 1024 * 1024
const lineEnd = 10

/**
 * `number` counts from 1. `fault`: why the line was not read. `isTable`: the values are texts of a
 * table.
 */
export type Line =
  | { readonly number: number; readonly bytes: Buffer; readonly isTable?: true }
  | { readonly number: number; readonly fault: string }

/**
 * Yields the lines that are not blank, grouped by the chunk that completed them. The content of a
 * line above the limit is discarded.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<readonly Line[]> {
  let number = 0,
    pending: Buffer[] = [],
    size = 0
  const finishLine = (end: Buffer): Line => {
    const line =
      size + end.length > maxRecordBytes
        ? { number: ++number, fault: `it is longer than ${maxRecordBytes} bytes` }
        : { number: ++number, bytes: pending.length === 0 ? end : Buffer.concat([...pending, end]) }
    pending = []
    size = 0
    return line
  }
  for await (const piece of chunks) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
    const lines: Line[] = []
    let from = 0
    for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, from)) {
      const line = finishLine(chunk.subarray(from, at))
      from = at + 1
      if (!isBlank(line)) lines.push(line)
    }
    if (lines.length > 0) yield lines
    const rest = chunk.subarray(from)
    size += rest.length
    if (size > maxRecordBytes) pending = []
    else if (rest.length > 0) pending.push(rest)
  }
  if (size === 0) return
  const last = finishLine(Buffer.alloc(0))
  if (!isBlank(last)) yield [last]
}

/** Whether a line holds only spaces, tabs and line breaks. */
const isBlank = (line: Line) =>
  'bytes' in line && line.bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
