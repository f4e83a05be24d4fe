import { isList, isRecord, type Json, type Writer } from './json.ts'
import { exactNumber, shortNumber } from './number.ts'

/** A quoted and escaped string, as in JSON and most other formats. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f]/g,
    (char) => `\\u00${(char.codePointAt(0) ?? 0).toString(16)}`,
  )

/** JSON on one line, as printed by `std.toString`. */
export function writeCompact(json: Json, out: Writer): void {
  if (isList(json)) {
    if (json.length === 0) return out.add('[ ]')
    json.forEach((item, i) => {
      out.add(i === 0 ? '[' : ', ')
      writeCompact(item, out)
    })
    out.add(']')
  } else if (isRecord(json)) {
    if (json.size === 0) return out.add('{ }')
    let before = '{'
    for (const [key, value] of json) {
      out.add(`${before}${quoted(key)}: `)
      writeCompact(value, out)
      before = ', '
    }
    out.add('}')
  } else {
    out.add(scalar(json, exactNumber))
  }
}

/** A scalar as text. */
export const scalar = (
  json: null | boolean | number | string,
  number: (value: number) => string,
): string => {
  if (typeof json === 'string') return quoted(json)
  return typeof json === 'number' ? number(json) : String(json)
}

export type JsonLayout = {
  readonly indent: string
  readonly newline: string
  readonly colon: string
  readonly empty: string
}

/** JSON over several lines. */
export function writeJson(
  json: Json,
  { indent, newline, colon, empty }: JsonLayout,
  out: Writer,
): void {
  const write = (value: Json, prefix: string): void => {
    if (!isList(value) && !isRecord(value)) return out.add(scalar(value, shortNumber))
    const [open, close] = isList(value) ? ['[', ']'] : ['{', '}']
    if ((isList(value) ? value.length : value.size) === 0) return out.add(open + empty + close)
    const inner = prefix + indent
    let before = open + newline
    for (const [key, item] of value.entries()) {
      out.add(before + inner)
      if (typeof key === 'string') out.add(quoted(key) + colon)
      write(item, inner)
      before = `,${newline}`
    }
    out.add(newline + prefix + close)
  }
  write(json, '')
}
