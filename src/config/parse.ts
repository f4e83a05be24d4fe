// YAML, JSON and TOML, with the lines of their keys. No message contains a value, which may be a
// secret.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { parse, TomlError } from 'smol-toml'
import type { Path } from './paths.ts'

type Parsed =
  | { readonly content: unknown; readonly lineOf: (path: Path) => number | undefined }
  | { readonly mistakes: readonly { readonly problem: string; readonly line?: number }[] }

/** YAML 1.2, of which JSON is a part. */
export function parseYaml(text: string): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    version: '1.2',
  })
  const wrong = [...document.errors, ...document.warnings]
  if (wrong.length > 0)
    return {
      mistakes: wrong.map(({ code, pos }) => ({
        problem: `is not valid YAML here: ${kindOf(code)}${keyAt(code, text.slice(pos[0]))}`,
        line: lines.linePos(pos[0]).line,
      })),
    }
  let content: unknown
  try {
    content = document.toJS()
  } catch {
    return {
      mistakes: [
        { problem: 'is not valid YAML: an alias without its anchor, or too many of them' },
      ],
    }
  }
  const lineOf = (path: Path) => {
    const offset = offsetOf(document, path)
    return offset === undefined ? undefined : lines.linePos(offset).line
  }
  return { content, lineOf }
}

const kindOf = (code: string) => code.toLowerCase().replaceAll('_', ' ')

/** The name of a key that is there twice. A key is no secret. */
function keyAt(code: string, text: string): string {
  const [, key] = /^["']?([\w.$-]{1,60})/.exec(text) ?? []
  return code === 'DUPLICATE_KEY' && key !== undefined ? ` ${key}` : ''
}

/** The position of the key of a path, or of the entry of a list. */
function offsetOf(document: Document, path: Path): number | undefined {
  const [last] = path.slice(-1)
  const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (isMap(around)) {
    const key = around.items.find(
      ({ key: one }) => isScalar(one) && String(one.value) === last,
    )?.key
    return isNode(key) ? key.range?.[0] : undefined
  }
  const entry = isSeq(around) ? around.items[Number(last)] : undefined
  return isNode(entry) ? entry.range?.[0] : undefined
}

/** TOML 1.0 (https://toml.io/en/v1.0.0). */
export function parseToml(text: string): Parsed {
  try {
    return { content: withoutDates(parse(text)), lineOf: tomlLines(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    return { mistakes: [{ problem: 'is not valid TOML here', line: error.line }] }
  }
}

/** TOML has dates, which the configuration has not; they are texts. */
function withoutDates(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(withoutDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, withoutDates(below)]))
}

/** The lines of tables and keys: what stands in one line, as inline tables do, has the line of its key. */
function tomlLines(text: string): (path: Path) => number | undefined {
  const lines = new Map<string, number>()
  const counts = new Map<string, number>()
  let table: Path = []
  for (const [index, line] of text.split('\n').entries()) {
    const [, list, header] = /^\s*\[(\[?)\s*([^\]]+?)\s*\]/.exec(line) ?? []
    const [, key] =
      /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(line) ?? []
    if (header !== undefined) table = tableOf(keysOf(header), list === '[', counts)
    else if (key === undefined) continue
    const path = header === undefined ? [...table, ...keysOf(key ?? '')] : table
    for (let length = 1; length <= path.length; length++) {
      const name = JSON.stringify(path.slice(0, length).map(String))
      if (!lines.has(name)) lines.set(name, index + 1)
    }
  }
  return (path) => lines.get(JSON.stringify(path.map(String)))
}

const keysOf = (dotted: string) =>
  (dotted.match(/[\w-]+|"[^"]*"|'[^']*'/g) ?? []).map((key) => key.replaceAll(/^["']|["']$/g, ''))

/** The path of a table, with the positions of the lists of tables that it is in. */
function tableOf(keys: readonly string[], isNew: boolean, counts: Map<string, number>): Path {
  const path: (string | number)[] = []
  for (const [index, key] of keys.entries()) {
    path.push(key)
    const name = JSON.stringify(path)
    if (isNew && index === keys.length - 1) counts.set(name, (counts.get(name) ?? -1) + 1)
    const position = counts.get(name)
    if (position !== undefined) path.push(position)
  }
  return path
}
