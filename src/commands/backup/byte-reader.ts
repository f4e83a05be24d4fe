// Reads a stream of bytes piece by piece, as much as is asked for.

export type ByteReader = {
  /** The next bytes, fewer at the end of the stream. */
  upTo(bytes: number): Promise<Buffer>
  /** At least one of the next bytes, at most `most`; undefined at the end of the stream. */
  some(most: number): Promise<Buffer | undefined>
  /** The text up to a line break, with it; what is there without one after `most` bytes. */
  line(most: number): Promise<string>
  /** All that is left. */
  rest(): AsyncIterable<Buffer>
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const pieces = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  async function some(most: number): Promise<Buffer | undefined> {
    while (held.byteLength === 0) {
      const next = await pieces.next()
      if (next.done === true) return undefined
      held = next.value
    }
    const part = held.subarray(0, most)
    held = held.subarray(part.byteLength)
    return part
  }

  async function upTo(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let left = bytes; left > 0;) {
      const part = await some(left)
      if (part === undefined) break
      parts.push(part)
      left -= part.byteLength
    }
    return Buffer.concat(parts)
  }

  return {
    some,
    upTo,
    async line(most) {
      let text = ''
      while (text.length < most && !text.endsWith('\n')) {
        const letter = await some(1)
        if (letter === undefined) break
        text += letter.toString('latin1')
      }
      return text
    },
    async *rest() {
      for (let part = await some(Infinity); part !== undefined; part = await some(Infinity))
        yield part
    },
  }
}
