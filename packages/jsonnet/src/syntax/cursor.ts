import { deepestNesting } from '../budget.ts'
import { Fault } from '../errors.ts'
import type { Expr } from './ast.ts'
import type { Role, Token, TokenKind } from './token.ts'

/** Reads the tokens of a source in order. */
export type Cursor = {
  /** The next token, or one `ahead` of it. */
  peek(ahead?: number): Token
  /** Takes the next token, and sets its role. */
  take(role?: Role): Token
  /** Whether the next token is this keyword or operator. */
  is(text: string): boolean
  /** Takes the next token if it is this keyword or operator. */
  accept(text: string, role?: Role): boolean
  expect(text: string, where: string, role?: Role): Token
  /** Takes a token of this kind. */
  expectKind(kind: TokenKind, what: string): Token
  fail(reason: string, token?: Token): never
  /** Parses an expression. */
  expr(): Expr
  /** Runs `parse` one nesting level deeper. Throws a Fault beyond the limit. */
  nested<T>(parse: () => T): T
}

/** Creates a cursor. `parseExpr` parses an expression. */
export function createCursor(
  tokens: readonly Token[],
  parseExpr: (cursor: Cursor) => Expr,
): Cursor {
  let index = 0
  let depth = 0
  const end = tokens.at(-1) as Token
  const peek = (ahead = 0): Token => tokens[index + ahead] ?? end
  const is = (text: string) => {
    const { kind, text: found } = peek()
    return found === text && (kind === 'keyword' || kind === 'operator')
  }
  const take = (role?: Role): Token => {
    const token = peek()
    if (role !== undefined) token.role = role
    index++
    return token
  }
  const fail = (reason: string, token = peek()): never => {
    throw new Fault(reason, { kind: 'syntax', at: token.at })
  }
  const nested = <T>(parse: () => T): T => {
    if (++depth > deepestNesting)
      throw new Fault(`nested more than ${deepestNesting} levels deep`, {
        limit: 'depth',
        at: peek().at,
      })
    const parsed = parse()
    depth--
    return parsed
  }
  const cursor: Cursor = {
    peek,
    take,
    is,
    accept: (text, role) => is(text) && take(role) !== undefined,
    expect: (text, where, role) =>
      is(text) ? take(role) : fail(`expected ${text} ${where}, found ${told(peek())}`),
    expectKind: (kind, what) =>
      peek().kind === kind ? take() : fail(`expected ${what}, found ${told(peek())}`),
    fail,
    expr: () => nested(() => parseExpr(cursor)),
    nested,
  }
  return cursor
}

/** A token as named in error messages. */
export function told({ kind, text }: Token): string {
  if (kind === 'end') return 'the end of the program'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
