// The identities of an import file: JSON lines, one JSON array, JSON values over several lines, a table
// as CSV, or what somebody has downloaded of themselves.
import { linesOf, maxRecordBytes, type Line } from './read-lines.ts'
import { formatBytes, isPersonalData, withoutLongLists } from './personal-data.ts'
import { isTable, rowsOf } from './read-table.ts'

type Chunks = AsyncIterable<Buffer | string>

/**
 * Yields the records of a file, grouped by the chunk that completed them. In a file of JSON lines and
 * in a table `number` is the line; in any other it is the position among the identities.
 */
export async function* recordsOf(chunks: Chunks): AsyncGenerator<readonly Line[]> {
  const source = chunks[Symbol.asyncIterator]()
  const { start, ended } = await beginning(source)
  const all = restOf(start, ended ? undefined : source)
  if (isTable(firstLine(start).text)) yield* rowsOf(all)
  else if (isPersonalData(start)) yield* valuesOf(withoutLongLists(all))
  else yield* hasOneRecordALine(start) ? linesOf(all) : valuesOf(all)
}

/** Reads until the first line that is not blank is complete, and the name of a format would be. */
async function beginning(
  source: AsyncIterator<Buffer | string>,
): Promise<{ readonly start: Buffer; readonly ended: boolean }> {
  let start = Buffer.alloc(0)
  for (;;) {
    const { value, done } = await source.next()
    if (done === true) return { start, ended: true }
    start = Buffer.concat([start, typeof value === 'string' ? Buffer.from(value) : value])
    const isEnough = start.length >= formatBytes && firstLine(start).isComplete
    if (start.length > maxRecordBytes || isEnough) return { start, ended: false }
  }
}

async function* restOf(start: Buffer, source: AsyncIterator<Buffer | string> | undefined) {
  if (start.length > 0) yield start
  if (source !== undefined) yield* { [Symbol.asyncIterator]: () => source }
}

function firstLine(bytes: Buffer): { readonly text: Buffer; readonly isComplete: boolean } {
  const from = bytes.findIndex((byte) => !isSpace(byte))
  if (from < 0) return { text: Buffer.alloc(0), isComplete: false }
  const end = bytes.indexOf(lineEnd, from)
  return { text: bytes.subarray(from, end < 0 ? bytes.length : end), isComplete: end >= 0 }
}

/** Whether the first line is not the beginning of something that goes on in the next. */
function hasOneRecordALine(start: Buffer): boolean {
  const { text } = firstLine(start)
  if (text[0] === open.array) return false
  const scan = createScan()
  for (const byte of text) scan.next(byte)
  // NOTE a line that is merely broken costs one identity, not the whole file
  return scan.isBetween() || !/[{[,:]\s*$/.test(text.subarray(-100).toString('latin1'))
}

const lineEnd = 10
const open = { array: 0x5b, object: 0x7b } as const
const close = { array: 0x5d, object: 0x7d } as const
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13)

/** Follows nesting and texts of JSON; knows nothing else of it. */
function createScan() {
  let depth = 0,
    inText = false,
    escaped = false
  return {
    isBetween: () => depth === 0 && !inText,
    next(byte: number): void {
      if (inText) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) inText = false
      } else if (byte === quote) inText = true
      else if (byte === open.array || byte === open.object) depth++
      else if ((byte === close.array || byte === close.object) && depth > 0) depth--
    },
  }
}

/** Yields the values of a sequence; those of an array one by one. */
async function* valuesOf(chunks: Chunks): AsyncGenerator<readonly Line[]> {
  let number = 0,
    inArray = false,
    pending: Buffer[] = [],
    size = 0,
    scan: ReturnType<typeof createScan> | undefined
  const finish = (end: Buffer): Line => {
    number++
    const bytes = size + end.length
    const value: Line =
      bytes > maxRecordBytes
        ? { number, fault: `it is longer than ${maxRecordBytes} bytes` }
        : { number, bytes: Buffer.concat([...pending, end]) }
    pending = []
    size = 0
    scan = undefined
    return value
  }
  for await (const piece of chunks) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
    const values: Line[] = []
    let from = 0
    for (const [at, byte] of chunk.entries()) {
      if (scan === undefined) {
        const isArrayMark = byte === (inArray ? close.array : open.array)
        if (isArrayMark) inArray = !inArray
        if (isArrayMark || isSpace(byte) || (inArray && byte === comma)) continue
        scan = createScan()
        from = at
      }
      const isEnd: boolean =
        scan.isBetween() &&
        (isSpace(byte) || (inArray && (byte === comma || byte === close.array))) &&
        (size > 0 || at > from)
      if (isEnd) {
        values.push(finish(chunk.subarray(from, at)))
        if (inArray && byte === close.array) inArray = false
        continue
      }
      scan.next(byte)
      if ((byte === close.object || byte === close.array) && scan.isBetween())
        values.push(finish(chunk.subarray(from, at + 1)))
    }
    if (values.length > 0) yield values
    if (scan === undefined) continue
    const rest = chunk.subarray(from)
    size += rest.length
    if (size > maxRecordBytes) pending = []
    else pending.push(rest)
  }
  if (scan !== undefined) yield [finish(Buffer.alloc(0))]
  if (inArray) yield [{ number: ++number, fault: 'the array has no end' }]
}
