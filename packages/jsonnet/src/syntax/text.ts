// The three forms of string literals: quoted with escapes, verbatim (@'…') and text block (|||).
import { Fault } from '../errors.ts'

type Read = { readonly value: string; readonly end: number }

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const syntax = (reason: string, at: number) => new Fault(reason, { kind: 'syntax', at })

/** Reads a quoted string; `at` is the offset of its quote. */
export function readQuoted(source: string, at: number): Read {
  const quote = source[at]
  let value = ''
  let from = at + 1
  for (let i = from; i < source.length; i++) {
    const char = source[i]
    if (char === quote) return { value: (value + source.slice(from, i)).toWellFormed(), end: i + 1 }
    if (char !== '\\') continue
    value += source.slice(from, i)
    const escape = source[++i] ?? ''
    if (escape === 'u') {
      const hex = source.slice(i + 1, i + 5)
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw syntax('\\u needs four hexadecimal digits', i - 1)
      value += String.fromCharCode(Number.parseInt(hex, 16))
      i += 4
    } else {
      const meant = escapes[escape]
      if (meant === undefined) throw syntax(`\\${escape} is no escape sequence`, i - 1)
      value += meant
    }
    from = i + 1
  }
  throw syntax('this string has no end', at)
}

/** Reads a verbatim string; `at` is the offset of its @. A doubled quote stands for one quote. */
export function readVerbatim(source: string, at: number): Read {
  const quote = source[at + 1] ?? ''
  let end = at + 2
  for (;;) {
    end = source.indexOf(quote, end)
    if (end < 0) throw syntax('this string has no end', at)
    if (source[end + 1] !== quote) break
    end += 2
  }
  return { value: source.slice(at + 2, end).replaceAll(quote + quote, quote), end: end + 1 }
}

/**
 * Reads a text block; `at` is the offset of its |||. Its first non-empty line defines the
 * indentation.
 */
export function readBlock(source: string, at: number): Read {
  const chomp = source[at + 3] === '-'
  const opening = /[ \t\r]*\n/y
  opening.lastIndex = at + (chomp ? 4 : 3)
  if (!opening.test(source)) throw syntax('a text block begins on the line after |||', at)
  let i = opening.lastIndex
  let value = ''
  const emptyLines = /(?:\r?\n)*/y
  emptyLines.lastIndex = i
  value += emptyLines.exec(source)?.[0] ?? ''
  i += value.length
  const indent = /[ \t]*/y
  indent.lastIndex = i
  const prefix = indent.exec(source)?.[0] ?? ''
  if (prefix === '') throw syntax('the first line of a text block must be indented', at)
  for (;;) {
    const lineEnd = source.indexOf('\n', i)
    const line = lineEnd < 0 ? source.slice(i) : source.slice(i, lineEnd + 1)
    if (line.startsWith(prefix) && lineEnd >= 0) value += line.slice(prefix.length)
    else if (line === '\n' || line === '\r\n') value += line
    else break
    i = lineEnd + 1
  }
  const closing = /[ \t]*\|\|\|/y
  closing.lastIndex = i
  if (!closing.test(source))
    throw syntax('this text block is not closed by ||| on a line that is indented less', at)
  return { value: chomp ? value.replace(/\n$/, '') : value, end: closing.lastIndex }
}
