// Reads the people of an uploaded file, with the limits of what one request can do.
import { type Words } from '#pages/html.ts'
import { readLine, reasonOf } from '#commands/identities/format.ts'
import { recordsOf } from '#commands/identities/read-records.ts'
import type { UploadedFile } from '#http/body.ts'
import type { NewIdentity } from '#identity/prepare.ts'
import { explainedError } from '../languages/explained.ts'
import { megabytesText } from '../languages/formats.ts'
import type { Sent } from '../routes.ts'
import { texts } from './texts.ts'

/** What one request can do: as many as the API takes at once. */
export const limits = { people: 1000, passwords: 200, bytes: 1024 * 1024 } as const

export type ImportFile = Pick<UploadedFile, 'name' | 'bytes'>

/** A person of the file, or why the line is wrong. */
export type ImportLine =
  | { readonly line: number; readonly wanted: NewIdentity }
  | { readonly line: number; readonly wanted: undefined; readonly reason: Words }

/** `refused`: why the whole file is. `forCommand`: since it is too large for this page. */
export type ReadFile =
  | { readonly kind: 'lines'; readonly lines: readonly ImportLine[] }
  | { readonly kind: 'refused'; readonly reason: Words; readonly forCommand: boolean }

/** The file that was chosen, or the one that was checked before, which the form has sent along. */
export function fileIn(sent: Sent): ImportFile | undefined {
  const [chosen] = sent.files.filter(({ field, bytes }) => field === 'file' && bytes.length > 0)
  const kept = sent.text('content')
  return (
    chosen ??
    (kept === '' ? undefined : { name: sent.text('name'), bytes: Buffer.from(kept, 'base64url') })
  )
}

/** Reads all lines. */
export async function readFile(file: ImportFile | undefined): Promise<ReadFile> {
  const refused = (reason: Words, forCommand = true): ReadFile => ({
    kind: 'refused',
    reason,
    forCommand,
  })
  if (!file) return refused(texts.noFile, false)
  if (file.bytes.length > limits.bytes) return refused(texts.tooLarge(megabytesText(limits.bytes)))
  const lines: ImportLine[] = []
  let passwords = 0
  for await (const records of recordsOf(piecesOf(file.bytes)))
    for (const record of records) {
      if (lines.length === limits.people) return refused(texts.tooMany(limits.people))
      try {
        const wanted = await readLine(record)
        if (wanted.credentials?.password?.kind === 'cleartext') passwords++
        lines.push({ line: record.number, wanted })
      } catch (error) {
        if (reasonOf(error) === undefined) throw error
        const reason = explainedError(error, reasonOf)
        lines.push({ line: record.number, wanted: undefined, reason })
      }
    }
  if (passwords > limits.passwords) return refused(texts.tooManyPasswords(limits.passwords))
  return lines.length === 0 ? refused(texts.empty, false) : { kind: 'lines', lines }
}

// NOTE the reader of records takes what comes in pieces
async function* piecesOf(bytes: Buffer) {
  yield bytes
}
