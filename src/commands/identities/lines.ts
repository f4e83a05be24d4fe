// Text line by line, from a file or a stream of any length.
const mostBytes = 5 * 1024 * 1024
const lineEnd = 10
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** `number` counts from 1. `fault`: why there is no text. */
export type Line = { readonly number: number; readonly text: string } | { readonly number: number; readonly fault: string }

/** Every line that is not blank. Of a line that is too long nothing is kept. */
export async function* linesOf(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Line> {
  let number = 0,
    held: Buffer[] = [],
    size = 0
  const take = (end: Buffer): Line => {
    const line = size + end.length > mostBytes ? { number: ++number, fault: `it is longer than ${mostBytes} bytes` } : read(++number, Buffer.concat([...held, end]))
    held = []
    size = 0
    return line
  }
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk)
    for (let at = rest.indexOf(lineEnd); at >= 0; at = rest.indexOf(lineEnd)) {
      const line = take(rest.subarray(0, at))
      rest = rest.subarray(at + 1)
      if (!isBlank(line)) yield line
    }
    size += rest.length
    if (size > mostBytes) held = []
    else if (rest.length > 0) held.push(rest)
  }
  if (size > 0) {
    const line = take(Buffer.alloc(0))
    if (!isBlank(line)) yield line
  }
}

const isBlank = (line: Line) => 'text' in line && line.text.trim() === ''

function read(number: number, bytes: Buffer): Line {
  try {
    return { number, text: utf8.decode(bytes) }
  } catch {
    return { number, fault: 'it is not in UTF-8' }
  }
}
