// The output formats of commands that print records: a table for people, the rest for programs.
import { InvalidArgumentError, type Command } from 'commander'
import { JSONPointer, UNDEFINED, compile, type JSONValue } from 'json-p3'
import { stringify } from 'yaml'

/** What a command prints, in every form that may be asked for. */
export type Printable = {
  /** As JSON. */
  readonly value: unknown
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The one thing for `--quiet` of each row. */
  readonly ids: readonly string[]
  /** Shown as one column of names and values instead of a table, unless a table is asked for. */
  readonly isSingle: boolean
}

export type Format =
  | { readonly kind: 'default' | 'table' | 'json' | 'json-pretty' | 'yaml' }
  | { readonly kind: 'selection'; readonly select: (value: JSONValue) => readonly unknown[] }

export type FormatFlags = { readonly format: Format; readonly quiet: boolean }

const named = ['default', 'table', 'json', 'json-pretty', 'yaml'] as const

/** Adds `--format` and `--quiet`. */
export const withFormat = (command: Command): Command =>
  command
    .option(
      '-f, --format <format>',
      'default, table, json, json-pretty, yaml, jsonpath=EXPRESSION or jsonpointer=POINTER',
      readFormat,
      { kind: 'default' } satisfies Format,
    )
    .option('-q, --quiet', 'print ids only, one a line', false)

/** Reads a format. A selection that cannot be understood is refused before anything is done. */
export function readFormat(text: string): Format {
  const kind = named.find((one) => one === text)
  if (kind !== undefined) return { kind }
  const [, how, what = ''] = /^(jsonpath|jsonpointer)=(.*)$/s.exec(text) ?? []
  try {
    if (how === 'jsonpath') {
      const query = compile(asJsonPath(what))
      return { kind: 'selection', select: (value) => query.query(value).values() }
    }
    if (how === 'jsonpointer') {
      const pointer = new JSONPointer(what)
      return {
        kind: 'selection',
        select: (value) => {
          const found: unknown = pointer.resolve(value, UNDEFINED)
          return found === UNDEFINED ? [] : [found]
        },
      }
    }
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'It cannot be read.')
  }
  throw new InvalidArgumentError(
    `Use one of ${named.join(', ')}, jsonpath=EXPRESSION, jsonpointer=POINTER.`,
  )
}

/** A JSONPath (RFC 9535); the `$` and braces around it may be left out or given. */
function asJsonPath(text: string): string {
  const bare = /^\{(.*)\}$/s.exec(text.trim())?.[1]?.trim() ?? text.trim()
  if (bare.startsWith('$')) return bare
  return /^[.[]/.test(bare) ? `$${bare}` : `$.${bare}`
}

/** The text of a record or records, with a line break at its end; empty for nothing. */
export function render(printable: Printable, { format, quiet }: FormatFlags): string {
  if (quiet) return lines(printable.ids)
  switch (format.kind) {
    case 'json':
      return lines([JSON.stringify(printable.value)])
    case 'json-pretty':
      return lines([JSON.stringify(printable.value, null, 2)])
    case 'yaml':
      return stringify(printable.value)
    case 'selection':
      return lines(
        format
          .select(printable.value as JSONValue)
          .map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
      )
    case 'default':
    case 'table':
      return printable.isSingle && format.kind === 'default'
        ? table(printable.headings.map((heading, at) => [heading, printable.rows[0]?.[at] ?? none]))
        : table([printable.headings, ...printable.rows])
  }
}

/** Stands in tables where there is no value. */
export const none = '<none>'

const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')

/** Columns as wide as their longest text. Control characters are not passed to the terminal. */
function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) =>
    row.map((cell) => (cell === '' ? none : cell.replaceAll(/\p{Cc}/gu, '\u{FFFD}'))),
  )
  const widths = shown.reduce<readonly number[]>(
    (before, row) => row.map((cell, at) => Math.max(before[at] ?? 0, cell.length)),
    [],
  )
  return lines(
    shown.map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  )
}
