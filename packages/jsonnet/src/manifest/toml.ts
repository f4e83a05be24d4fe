// TOML 1.0: https://toml.io/en/v1.0.0
import { Fault } from '../errors.ts'
import { quoted, scalar } from './json-text.ts'
import { isList, isRecord, type Json, type JsonObject, type Writer } from './json.ts'
import { exactNumber } from './number.ts'

const keyOf = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key))
const isTables = (json: Json): json is readonly JsonObject[] =>
  isList(json) && json.length > 0 && json.every(isRecord)
const isSection = (json: Json): boolean => isRecord(json) || isTables(json)

/** Writes a TOML document. */
export function writeToml(json: Json, indent: string, out: Writer): void {
  if (!isRecord(json)) throw new Fault('a TOML file is made of an object')
  let first = true
  /** Writes a separator, except before the first line. */
  const separate = (breaks: string): void => {
    if (!first) out.add(breaks)
    first = false
  }

  const table = (
    record: JsonObject,
    path: readonly string[],
    prefix: string,
    breaks: string,
  ): void => {
    let before = breaks
    for (const [key, value] of record) {
      if (isSection(value)) continue
      separate(before)
      before = '\n'
      out.add(`${prefix}${keyOf(key)} = `)
      writeValue(value, prefix)
    }
    for (const [key, value] of record) {
      const inner = [...path, key]
      for (const section of isTables(value) ? value : isRecord(value) ? [value] : []) {
        separate('\n\n')
        const name = inner.map(keyOf).join('.')
        out.add(`${prefix}${isList(value) ? `[[${name}]]` : `[${name}]`}`)
        table(section, inner, prefix + indent, '\n')
      }
    }
  }

  const writeValue = (value: Json, prefix: string): void => {
    if (!isList(value) || value.length === 0) return writeInline(value, out)
    let before = '[\n'
    for (const item of value) {
      out.add(before + prefix + indent)
      writeInline(item, out)
      before = ',\n'
    }
    out.add(`\n${prefix}]`)
  }

  table(json, [], '', '')
}

function writeInline(json: Json, out: Writer): void {
  if (json === null) throw new Fault('TOML has no null')
  if (!isList(json) && !isRecord(json)) return out.add(scalar(json, exactNumber))
  const [open, close] = isList(json) ? ['[', ']'] : ['{', '}']
  if ((isList(json) ? json.length : json.size) === 0) return out.add(isList(json) ? '[]' : '{  }')
  let before = `${open} `
  for (const [key, value] of json.entries()) {
    out.add(typeof key === 'string' ? `${before}${keyOf(key)} = ` : before)
    writeInline(value, out)
    before = ', '
  }
  out.add(` ${close}`)
}
