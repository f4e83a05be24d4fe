// Reads files that people have downloaded of themselves: the account is taken, and what is not is told.
import { badRequest } from '#editions/shared/fields.ts'
import { importableTypes } from '#identity/credential-types.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { dataFormat, dataVersion } from '#personal-data/file.ts'
import { dataParts } from '#personal-data/parts.ts'
import type { Line } from './read-lines.ts'

/** In how many bytes from the start the name of the format stands. */
export const formatBytes = 200

export const isPersonalData = (start: Buffer): boolean =>
  new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${dataFormat}"`).test(
    start.subarray(0, formatBytes).toString('latin1'),
  )

/** The description of the account in such a file; other values as they are. Throws Refusal. */
export function describedIn(value: unknown): unknown {
  if (!isObject(value) || value['format'] !== dataFormat) return value
  if (value['version'] !== dataVersion)
    throw badRequest(`The file has version ${String(value['version'])}, which is not known.`)
  return value['identity']
}

/** What of such a file an import does not take, and why: a sentence for each. */
export function notTaken(line: Line): readonly string[] {
  if (!('bytes' in line) || !isPersonalData(line.bytes)) return []
  const file = JSON.parse(line.bytes.toString()) as JsonObject
  return [
    ...credentialNotes(file),
    ...(countOf(file['sessions']) > 0
      ? [`sessions (${countOf(file['sessions'])}): they are with the other server; sign in anew.`]
      : []),
    ...dataParts
      .filter(({ name }) => !taken.has(name) && countOf(file[name]) > 0)
      .map(({ name }) => `${name}: it belongs to what has happened at the other server.`),
    ...(Array.isArray(file['withheld'])
      ? file['withheld'].map((name) => `${String(name)}: it is not in the file.`)
      : []),
  ]
}

/** NOTE the schema is the business of this server, and the dates of the account are those of the import */
const taken = new Set(['identity', 'account', 'schema', 'addresses', 'credentials', 'sessions'])

const countOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : typeof value === 'number' ? value : isObject(value) ? 1 : 0

function credentialNotes({ identity, credentials }: JsonObject): readonly string[] {
  const known =
    isObject(identity) && isObject(identity['credentials']) ? identity['credentials'] : {}
  const types = Array.isArray(credentials)
    ? credentials.flatMap((one) => (isObject(one) ? [String(one['type'])] : []))
    : []
  return types
    .filter((type) => !Object.hasOwn(known, type) && type !== 'code')
    .map((type) => {
      if (type === 'password')
        return 'credentials.password: its hash is not in the file; the person recovers the account.'
      return importableTypes.some((one) => one === type)
        ? `credentials.${type}: it is bound to the other server, or secret; the person sets it up anew.`
        : `credentials.${type}: it cannot be imported.`
    })
}

const open = { array: 0x5b, object: 0x7b } as const
const close = { array: 0x5d, object: 0x7d } as const
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13)
/** A list with more bytes is replaced by the number of its entries. */
const longList = 65_536

/** The same document with numbers in the place of its long lists, so that it fits into a record. */
export async function* withoutLongLists(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<Buffer> {
  let depth = 0,
    inText = false,
    isEscaped = false
  let list: number[] | undefined,
    isLong = false,
    entries = 0
  for await (const piece of chunks) {
    const kept: number[] = []
    for (const byte of typeof piece === 'string' ? Buffer.from(piece) : piece) {
      const isList = list !== undefined
      if (inText) {
        if (isEscaped) isEscaped = false
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) inText = false
      } else if (byte === quote) inText = true
      else if (byte === open.array || byte === open.object) {
        if (depth === 1 && byte === open.array) {
          list = []
          isLong = false
          entries = 0
        }
        depth++
      } else if (byte === close.array || byte === close.object) depth--
      if (list === undefined) {
        kept.push(byte)
        continue
      }
      if (isList && entries === 0 && !isSpace(byte) && byte !== close.array) entries = 1
      if (!inText && depth === 2 && byte === comma) entries++
      if (!isLong) list.push(byte)
      if (list.length > longList) {
        list = []
        isLong = true
      }
      if (depth > 1) continue
      kept.push(...(isLong ? Buffer.from(String(entries)) : list))
      list = undefined
    }
    yield Buffer.from(kept)
  }
}
