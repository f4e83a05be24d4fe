// A recursive descent parser with operator precedence.
// https://jsonnet.org/ref/spec.html#abstract_syntax
import type { BinaryOperator, Bind, Branch, Expr, Link, Statement } from './ast.ts'
import { createCursor, told, type Cursor } from './cursor.ts'
import { parseObject } from './object-parser.ts'
import {
  nameAsKey,
  parseAssertion,
  parseBind,
  parseClauses,
  parseParameters,
} from './parts-parser.ts'
import { parseSuffixes } from './suffix-parser.ts'
import type { Token } from './token.ts'

/** Operators from lowest to highest precedence; all are left-associative. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>=', 'in'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]
const levelOf = new Map(
  levels.flatMap((operators, level) =>
    operators.map((operator) => [operator as string, level] as const),
  ),
)

/** Parses tokens to a program and sets their roles. Throws a Fault. */
export function parse(tokens: readonly Token[]): Expr {
  const cursor = createCursor(tokens, (inner) => parseChain(inner, 0))
  const program = cursor.expr()
  if (cursor.peek().kind !== 'end')
    cursor.fail(`expected an operator or the end of the program, found ${told(cursor.peek())}`)
  return program
}

/**
 * Parses operators of at least this precedence. It recurses per operator and not per level, so the
 * stack stays shallow.
 */
function parseChain(cursor: Cursor, loosest: number): Expr {
  let left = parseUnary(cursor)
  for (;;) {
    const level = levelAhead(cursor)
    if (level === undefined || level < loosest) return left
    left = parseLinks(cursor, left, level)
  }
}

function parseLinks(cursor: Cursor, first: Expr, level: number): Expr {
  const links: Link[] = []
  while (levelAhead(cursor) === level) {
    const { text, at } = cursor.take('binary')
    if (
      text === 'in' &&
      cursor.is('super') &&
      cursor.peek(1).text !== '.' &&
      cursor.peek(1).text !== '['
    ) {
      cursor.take()
      links.push({ operator: 'in super', at })
    } else {
      links.push({
        operator: text as BinaryOperator,
        right: cursor.nested(() => parseChain(cursor, level + 1)),
        at,
      })
    }
  }
  return { kind: 'chain', first, links, at: first.at }
}

function levelAhead(cursor: Cursor): number | undefined {
  const { kind, text } = cursor.peek()
  return kind === 'operator' || text === 'in' ? levelOf.get(text) : undefined
}

function parseUnary(cursor: Cursor): Expr {
  const { kind, text, at } = cursor.peek()
  if (kind === 'operator' && (text === '-' || text === '+' || text === '!' || text === '~')) {
    cursor.take('unary')
    return { kind: 'unary', operator: text, operand: cursor.nested(() => parseUnary(cursor)), at }
  }
  return parseSuffixes(cursor, parseAtom(cursor))
}

function parseAtom(cursor: Cursor): Expr {
  const { kind, text, at } = cursor.peek()
  if (kind === 'number' || kind === 'string')
    return { kind: 'literal', value: cursor.take().value, at }
  if (kind === 'name') {
    cursor.take()
    return { kind: 'variable', name: text, at }
  }
  switch (text) {
    case 'null':
    case 'true':
    case 'false':
      cursor.take()
      return { kind: 'literal', value: text === 'null' ? null : text === 'true', at }
    case 'self':
    case '$':
      cursor.take()
      return { kind: text === '$' ? 'dollar' : 'self', at }
    case 'super':
      return parseSuper(cursor)
    case '(': {
      cursor.take('group')
      const inner = cursor.expr()
      cursor.expect(')', 'at the end of the group')
      return inner
    }
    case '[':
      return parseArray(cursor)
    case '{':
      return parseObject(cursor)
    case 'if':
      return parseIf(cursor)
    case 'local':
    case 'assert':
      return parseBlock(cursor)
    case 'error':
      cursor.take()
      return { kind: 'error', message: cursor.expr(), at }
    case 'function': {
      cursor.take()
      const parameters = parseParameters(cursor)
      return { kind: 'function', name: undefined, parameters, body: cursor.expr(), at }
    }
    case 'import':
    case 'importstr':
    case 'importbin':
      cursor.take()
      cursor.expr()
      return { kind: 'import', word: text, at }
    default:
      return cursor.fail(`expected a value, found ${told(cursor.peek())}`)
  }
}

function parseSuper(cursor: Cursor): Expr {
  const { at } = cursor.take()
  if (cursor.accept('.')) return { kind: 'super', key: nameAsKey(cursor), at }
  cursor.expect('[', 'or . after super', 'index')
  const key = cursor.expr()
  cursor.expect(']', 'after the name of a field')
  return { kind: 'super', key, at }
}

function parseArray(cursor: Cursor): Expr {
  const { at } = cursor.take('array')
  const items: Expr[] = []
  while (!cursor.accept(']')) {
    items.push(cursor.expr())
    const comma = cursor.accept(',')
    const [item] = items
    if (items.length === 1 && item && cursor.is('for')) {
      const clauses = parseClauses(cursor)
      cursor.expect(']', 'at the end of the array')
      return { kind: 'array-for', item, clauses, at }
    }
    if (!comma && !cursor.is(']'))
      cursor.fail(`expected , or ] in the array, found ${told(cursor.peek())}`)
  }
  return { kind: 'array', items, at }
}

function parseIf(cursor: Cursor): Expr {
  const { at } = cursor.peek()
  const branches: Branch[] = []
  for (;;) {
    cursor.expect('if', 'here', 'condition')
    const test = cursor.expr()
    cursor.expect('then', 'after the condition')
    branches.push({ test, then: cursor.expr() })
    if (!cursor.accept('else')) return { kind: 'if', branches, otherwise: undefined, at }
    if (!cursor.is('if')) return { kind: 'if', branches, otherwise: cursor.expr(), at }
  }
}

function parseBlock(cursor: Cursor): Expr {
  const { at } = cursor.peek()
  const statements: Statement[] = []
  while (cursor.is('local') || cursor.is('assert')) {
    if (cursor.accept('local')) {
      const binds: Bind[] = []
      do binds.push(parseBind(cursor))
      while (cursor.accept(','))
      statements.push({ kind: 'local', binds })
    } else {
      statements.push({ kind: 'assert', ...parseAssertion(cursor) })
    }
    cursor.expect(';', 'after local or assert')
  }
  return { kind: 'block', statements, body: cursor.expr(), at }
}
