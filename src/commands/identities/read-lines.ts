// Text line by line, from a file or a stream of any length.
const mostBytes = 5 * 1024 * 1024
const lineEnd = 10

/** `number` counts from 1. `fault`: why there is nothing to read. */
export type Line =
  | { readonly number: number; readonly bytes: Buffer }
  | { readonly number: number; readonly fault: string }

/**
 * Every line that is not blank, as many at once as come at once. Of a line that is too long nothing
 * is kept.
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<readonly Line[]> {
  let number = 0,
    held: Buffer[] = [],
    size = 0
  const take = (end: Buffer): Line => {
    const line =
      size + end.length > mostBytes
        ? { number: ++number, fault: `it is longer than ${mostBytes} bytes` }
        : { number: ++number, bytes: held.length === 0 ? end : Buffer.concat([...held, end]) }
    held = []
    size = 0
    return line
  }
  for await (const piece of chunks) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
    const lines: Line[] = []
    let from = 0
    for (let at = chunk.indexOf(lineEnd); at >= 0; at = chunk.indexOf(lineEnd, from)) {
      const line = take(chunk.subarray(from, at))
      from = at + 1
      if (!isBlank(line)) lines.push(line)
    }
    if (lines.length > 0) yield lines
    const rest = chunk.subarray(from)
    size += rest.length
    if (size > mostBytes) held = []
    else if (rest.length > 0) held.push(rest)
  }
  if (size === 0) return
  const last = take(Buffer.alloc(0))
  if (!isBlank(last)) yield [last]
}

/** Spaces, tabs and ends of lines only. */
const isBlank = (line: Line) =>
  'bytes' in line && line.bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))
