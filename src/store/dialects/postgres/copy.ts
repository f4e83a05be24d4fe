// Rows in the text format of COPY (https://www.postgresql.org/docs/current/sql-copy.html). The
// server reads them while more are sent, and they cost both sides far less than parameters.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { CopiedRows } from '../../engine.ts'

const pieceLength = 65_536

/** Throws the errors of the driver. Answers the number of rows. */
export async function copyRows(client: pg.Client, sql: string, rows: CopiedRows): Promise<number> {
  const stream = client.query(from(sql))
  await pipeline(Readable.from(pieces(rows)), stream)
  return stream.rowCount
}

function* pieces({ chunks, width }: CopiedRows): Generator<Buffer> {
  let text = ''
  for (const values of chunks) {
    for (let at = 0; at < values.length; at++)
      text += written(values[at]) + ((at + 1) % width === 0 ? '\n' : '\t')
    if (text.length < pieceLength) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function written(value: unknown): string {
  if (value === null) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\n\r\t]/.test(value)
    ? value.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character)
    : value
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
