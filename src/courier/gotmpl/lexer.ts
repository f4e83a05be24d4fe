// Splits a template into text and the tokens of its actions (https://pkg.go.dev/text/template,
// "Actions").
import { TemplateFault } from './fault.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'open' | 'close'; readonly line: number }
  /** A `.Name` that directly follows a token (`after`: without a space) is a field of it. */
  | {
      readonly kind: 'field'
      readonly name: string
      readonly after: boolean
      readonly line: number
    }
  | { readonly kind: 'variable' | 'word'; readonly name: string; readonly line: number }
  | { readonly kind: 'string'; readonly value: string; readonly line: number }
  | { readonly kind: 'number'; readonly value: number; readonly line: number }
  | {
      readonly kind: 'mark'
      readonly mark: '(' | ')' | '|' | ',' | ':=' | '=' | '.'
      readonly after: boolean
      readonly line: number
    }

const space = /[ \t\r\n]/
const integer = '0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+'
const exponent = '(?:[eE][+-]?[0-9]+)?'
const decimal = String.raw`[0-9][0-9_]*(?:\.[0-9_]*)?${exponent}|\.[0-9]+${exponent}`
const wordEnd = String.raw`(?![\p{L}\p{N}_])`
const pieces: readonly (readonly [
  RegExp,
  (found: string, after: boolean, line: number) => Token,
])[] = [
  [
    /"(?:[^"\\\n]|\\.)*"/y,
    (found, _after, line) => ({ kind: 'string', value: unquote(found, line), line }),
  ],
  [
    /`[^`]*`/y,
    (found, _after, line) => ({
      kind: 'string',
      value: found.slice(1, -1).replaceAll('\r', ''),
      line,
    }),
  ],
  [
    /'(?:[^'\\\n]|\\.[0-9a-fA-F]*)'/uy,
    (found, _after, line) => ({
      kind: 'number',
      value: unquote(`"${found.slice(1, -1)}"`, line).codePointAt(0) ?? 0,
      line,
    }),
  ],
  [
    new RegExp(`[+-]?(?:${integer}|${decimal})${wordEnd}`, 'uy'),
    (found, _after, line) => ({ kind: 'number', value: toNumber(found), line }),
  ],
  [
    /\.[\p{L}_][\p{L}\p{N}_]*/uy,
    (found, after, line) => ({ kind: 'field', name: found.slice(1), after, line }),
  ],
  [
    /\$[\p{L}\p{N}_]*/uy,
    (found, _after, line) => ({ kind: 'variable', name: found.slice(1), line }),
  ],
  [/[\p{L}_][\p{L}\p{N}_]*/uy, (found, _after, line) => ({ kind: 'word', name: found, line })],
  [/:=|[()|,=.]/y, (found, after, line) => ({ kind: 'mark', mark: found as ')', after, line })],
]

/** The tokens in order. Throws TemplateFault. */
export function tokenize(template: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0,
    line = 1,
    trimNext = false
  const pass = (to: number) => {
    for (let i = at; i < to; i++) if (template[i] === '\n') line++
    at = to
  }
  const addText = (text: string) => {
    if (text !== '') tokens.push({ kind: 'text', text, line })
  }
  while (at < template.length) {
    const open = template.indexOf('{{', at)
    const end = open < 0 ? template.length : open
    const trims = open >= 0 && template[open + 2] === '-' && space.test(template[open + 3] ?? '')
    let text = template.slice(at, end)
    if (trimNext) text = text.replace(/^[ \t\r\n]+/, '')
    if (trims) text = text.replace(/[ \t\r\n]+$/, '')
    addText(text)
    pass(end)
    trimNext = false
    if (open < 0) break
    pass(open + 2 + (trims ? 1 : 0))
    const comment = /[ \t\r\n]*\/\*[\s\S]*?\*\/(?:[ \t\r\n]+-)?\}\}/y
    comment.lastIndex = at
    const commented = comment.exec(template)
    if (commented) {
      trimNext = commented[0].endsWith('-}}')
      pass(at + commented[0].length)
      continue
    }
    tokens.push({ kind: 'open', line })
    action()
    tokens.push({ kind: 'close', line })
  }
  return tokens

  function action(): void {
    for (;;) {
      const from = at
      while (space.test(template[at] ?? '')) pass(at + 1)
      const apart = at > from
      if (apart && template.startsWith('-}}', at)) {
        trimNext = true
        return pass(at + 3)
      }
      if (template.startsWith('}}', at)) return pass(at + 2)
      if (at >= template.length) throw new TemplateFault(line, 'an action is not closed with }}')
      if (!piece(!apart))
        throw new TemplateFault(
          line,
          `${JSON.stringify(template.slice(at, at + 10))} is not understood in an action`,
        )
    }
  }

  function piece(after: boolean): boolean {
    for (const [pattern, make] of pieces) {
      pattern.lastIndex = at
      const found = pattern.exec(template)?.[0]
      if (found === undefined) continue
      tokens.push(make(found, after, line))
      pass(at + found.length)
      return true
    }
    return false
  }
}

function toNumber(text: string): number {
  const plain = text.replaceAll('_', '')
  return plain.startsWith('-') ? -Number(plain.slice(1)) : Number(plain.replace(/^\+/, ''))
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** The text of a Go string literal. */
function unquote(quoted: string, line: number): string {
  return quoted
    .slice(1, -1)
    .replaceAll(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gu,
      (_all, x?: string, u?: string, long?: string, octal?: string, one?: string) => {
        const hex = x ?? u ?? long
        if (hex !== undefined && Number.parseInt(hex, 16) <= 0x10ffff)
          return String.fromCodePoint(Number.parseInt(hex, 16))
        if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
        const plain = escapes[one ?? '']
        if (plain === undefined) throw new TemplateFault(line, 'a string holds an unknown escape')
        return plain
      },
    )
}
