import { Fault } from '../errors.ts'
import { readBlock, readQuoted, readVerbatim } from './text.ts'
import { keywords, type Comment, type Token, type TokenKind } from './token.ts'

const blank = /[ \t\r\n]+/y
const comment = /(?:#|\/\/)[^\n]*|\/\*[^]*?\*\//y
const name = /[_a-zA-Z][_a-zA-Z0-9]*/y
const number = /(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][-+]?[0-9](?:_?[0-9])*)?/y
// NOTE no operator is longer than 8 characters; without the limit, a long run of such characters
// would take quadratic time
const operators = /[!$:~+\-&|^=<>*/%]{1,8}/y
const single = '{}[],.();'

const matchAt = (pattern: RegExp, source: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? ''
}

/**
 * The operator at this offset: the longest match that does not include a comment or text block, and
 * that does not end in + - ~ ! $ unless it is a single character (as the specification requires).
 */
function operatorAt(source: string, at: number): string {
  let text = matchAt(operators, source, at)
  for (const stop of ['//', '/*', '|||']) {
    const found = text.indexOf(stop)
    if (found > 0) text = text.slice(0, found)
  }
  while (text.length > 1 && '+-~!$'.includes(text.at(-1) ?? '')) text = text.slice(0, -1)
  return text
}

/**
 * Splits a source into tokens; the last one has the kind `end`. Throws a Fault for invalid text.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    const comments: Comment[] = []
    let breaks = 0
    for (;;) {
      const space = matchAt(blank, source, at)
      breaks += space.split('\n').length - 1
      at += space.length
      const text = matchAt(comment, source, at)
      if (text === '') break
      comments.push({ text, breaks })
      breaks = 0
      at += text.length
    }
    const { kind, value, end } = next(source, at)
    tokens.push({ kind, text: source.slice(at, end), value, at, comments, breaks })
    if (kind === 'end') return tokens
    at = end
  }
}

function next(
  source: string,
  at: number,
): { readonly kind: TokenKind; readonly value: string | number; readonly end: number } {
  const char = source[at]
  if (char === undefined) return { kind: 'end', value: '', end: at }
  if (source.startsWith('/*', at))
    throw new Fault('this comment has no end', { kind: 'syntax', at })
  if (char === '"' || char === "'") return { kind: 'string', ...readQuoted(source, at) }
  if (char === '@' && /["']/.test(source[at + 1] ?? ''))
    return { kind: 'string', ...readVerbatim(source, at) }
  if (source.startsWith('|||', at)) return { kind: 'string', ...readBlock(source, at) }
  if (single.includes(char)) return { kind: 'operator', value: '', end: at + 1 }
  const word = matchAt(name, source, at)
  if (word !== '')
    return { kind: keywords.has(word) ? 'keyword' : 'name', value: word, end: at + word.length }
  const digits = matchAt(number, source, at)
  if (digits !== '')
    return { kind: 'number', value: numberOf(digits, source, at), end: at + digits.length }
  const operator = operatorAt(source, at)
  if (operator !== '') return { kind: 'operator', value: '', end: at + operator.length }
  throw new Fault(
    `${JSON.stringify(String.fromCodePoint(source.codePointAt(at) ?? 0))} means nothing here`,
    { kind: 'syntax', at },
  )
}

function numberOf(digits: string, source: string, at: number): number {
  const following = source[at + digits.length] ?? ''
  if (/[0-9_a-zA-Z]/.test(following))
    throw new Fault(`${digits}${following}… is no number`, { kind: 'syntax', at })
  const value = Number(digits.replaceAll('_', ''))
  if (!Number.isFinite(value)) throw new Fault(`${digits} is too large`, { kind: 'syntax', at })
  return value
}
