import { quoted, scalar } from './json-text.ts'
import { isList, isRecord, type Json, type Writer } from './json.ts'
import { shortNumber } from './number.ts'

export type YamlLayout = {
  /** Whether lists in objects are indented more than their key. */
  readonly indentLists: boolean
  readonly quoteKeys: boolean
}

/** Scalars of YAML 1.1 that are not strings; such keys must be quoted. */
const reserved = /^(?:y|n|yes|no|true|false|on|off|null|~|\.nan|[-+]?\.inf|-|---|\.)$/i
const numberLike =
  /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*|(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+)$/
const dateLike = /^\d{4}-\d{1,2}-\d{1,2}$/
const isPlain = (key: string): boolean =>
  /^[-A-Za-z0-9_./]+$/.test(key) &&
  !reserved.test(key) &&
  !numberLike.test(key) &&
  !dateLike.test(key) &&
  !key.startsWith('---')

const isBlock = (json: Json): boolean =>
  isList(json) ? json.length > 0 : isRecord(json) && json.size > 0

/** Writes a YAML document. */
export function writeYaml(json: Json, { indentLists, quoteKeys }: YamlLayout, out: Writer): void {
  const write = (value: Json, indent: string): void => {
    if (isList(value) && value.length > 0) writeList(value, indent)
    else if (isRecord(value) && value.size > 0) writeRecord(value, indent)
    else if (isList(value)) out.add('[]')
    else if (isRecord(value)) out.add('{}')
    else if (typeof value === 'string' && value.endsWith('\n')) writeLines(value, indent)
    else out.add(scalar(value, shortNumber))
  }
  const writeList = (list: readonly Json[], indent: string): void => {
    list.forEach((item, i) => {
      out.add(i === 0 ? '-' : `\n${indent}-`)
      out.add(isList(item) && item.length > 0 ? `\n${indent}  ` : ' ')
      write(item, isBlock(item) ? `${indent}  ` : indent)
    })
  }
  const writeRecord = (record: ReadonlyMap<string, Json>, indent: string): void => {
    let before = ''
    for (const [key, value] of record) {
      out.add(`${before}${!quoteKeys && isPlain(key) ? key : quoted(key)}:`)
      const inner = isRecord(value) || indentLists ? `${indent}  ` : indent
      out.add(isBlock(value) ? `\n${inner}` : ' ')
      write(value, isBlock(value) ? inner : indent)
      before = `\n${indent}`
    }
  }
  /** A string that ends with a line break, as an indented block scalar. */
  const writeLines = (text: string, indent: string): void => {
    out.add('|')
    for (const line of text.slice(0, -1).split('\n')) out.add(`\n${indent}  ${line}`)
  }
  write(json, '')
}
