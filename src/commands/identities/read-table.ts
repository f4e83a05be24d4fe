// Reads a table as CSV (RFC 4180; also with semicolons or tabs). The first row names the columns by their
// paths in the JSON of an identity: `traits.email`, `schema_id`, `credentials.password.config.password`.
// Columns of one name are a list. An empty cell says nothing.
import { isUtf8 } from 'node:buffer'
import { nest } from '#http/body.ts'
import { maxRecordBytes, type Line } from './read-lines.ts'

const quote = 0x22,
  lineEnd = 10
const bom = '\uFEFF'

/** Whether a file begins with the names of the columns. */
export function isTable(firstLine: Buffer): boolean {
  const text = firstLine.toString().replace(bom, '').trimStart()
  return !/^[{[]/.test(text) && /(?:^|[,;\t"])traits\./.test(text)
}

/** Yields the rows as JSON, grouped by the chunk that completed them. */
export async function* rowsOf(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<readonly Line[]> {
  let line = 1,
    number = 1,
    isQuoted = false,
    pending: Buffer[] = [],
    size = 0,
    read: ((number: number, text: string) => Line) | undefined
  function finish(end: Buffer): readonly Line[] {
    const isTooLong = size + end.length > maxRecordBytes
    const bytes = Buffer.concat([...pending, end])
    const at = number
    pending = []
    size = 0
    number = line
    if (isTooLong) return [{ number: at, fault: `it is longer than ${maxRecordBytes} bytes` }]
    if (!isUtf8(bytes)) return [{ number: at, fault: 'it is not in UTF-8' }]
    const text = bytes
      .toString()
      .replace(bom, '')
      .replace(/\r?\n?$/, '')
    if (text.trim() === '') return []
    if (read) return [read(at, text)]
    read = createReadRow(text)
    return []
  }
  for await (const piece of chunks) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece
    const rows: Line[] = []
    let from = 0
    for (const [at, byte] of chunk.entries()) {
      if (byte === quote) isQuoted = !isQuoted
      if (byte !== lineEnd) continue
      line++
      if (isQuoted) continue
      rows.push(...finish(chunk.subarray(from, at + 1)))
      from = at + 1
    }
    if (rows.length > 0) yield rows
    const rest = chunk.subarray(from)
    size += rest.length
    if (size > maxRecordBytes) pending = []
    else if (rest.length > 0) pending.push(rest)
  }
  if (isQuoted) yield [{ number, fault: 'a text in quotes has no end' }]
  else if (size > 0) {
    const rows = finish(Buffer.alloc(0))
    if (rows.length > 0) yield rows
  }
}

function createReadRow(head: string): (number: number, text: string) => Line {
  const separator = /[,;\t]/.exec(head.replaceAll(/"[^"]*"/g, ''))?.[0] ?? ','
  const names = cellsOf(head, separator).map((name) => name.trim())
  return (number, text) => {
    const cells = cellsOf(text, separator)
    if (cells.length !== names.length)
      return {
        number,
        fault: `it has ${cells.length} cells, and the first row names ${names.length} columns`,
      }
    const given = names.flatMap((name, at) => {
      const cell = cells[at] ?? ''
      return cell === '' ? [] : [[name, cell] as const]
    })
    try {
      const bytes = Buffer.from(JSON.stringify({ traits: {}, ...nest(given) }))
      return { number, bytes, isTable: true }
    } catch {
      return { number, fault: 'it has too many columns, or names with too many dots' }
    }
  }
}

function cellsOf(text: string, separator: string): readonly string[] {
  const cells: string[] = []
  let cell = '',
    isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"' && isQuoted && text.charAt(at + 1) === '"') {
      cell += '"'
      at++
    } else if (character === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (character === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell]
}
