// Parsers for parts that several kinds of expressions share.
import type { Assertion, Bind, Clause, Expr, Parameter } from './ast.ts'
import { told, type Cursor } from './cursor.ts'

/** The name after a dot, as a string literal. */
export function nameAsKey(cursor: Cursor): Expr {
  const { text, at } = cursor.expectKind('name', 'the name of a field')
  return { kind: 'literal', value: text, at }
}

/** `for … in …`, then any number of `for` and `if`. */
export function parseClauses(cursor: Cursor): Clause[] {
  const clauses: Clause[] = []
  for (;;) {
    const { at } = cursor.peek()
    if (cursor.accept('for', 'clause')) {
      const name = cursor.expectKind('name', 'the name of a variable').text
      cursor.expect('in', 'after the variable of for')
      clauses.push({ kind: 'for', name, from: cursor.expr(), at })
    } else if (clauses.length > 0 && cursor.accept('if', 'clause')) {
      clauses.push({ kind: 'if', test: cursor.expr(), at })
    } else {
      return clauses
    }
  }
}

/** `assert condition : message`. */
export function parseAssertion(cursor: Cursor): Assertion {
  const { at } = cursor.expect('assert', 'here')
  const test = cursor.expr()
  return { test, message: cursor.accept(':', 'message') ? cursor.expr() : undefined, at }
}

/** `name = value` or `name(parameters) = body`, after `local`. */
export function parseBind(cursor: Cursor): Bind {
  const { text: name, at } = cursor.expectKind('name', 'the name of a variable')
  const parameters = cursor.is('(') ? parseParameters(cursor) : undefined
  cursor.expect('=', 'after the name of the variable', 'bind')
  const value = cursor.expr()
  return {
    name,
    value: parameters ? { kind: 'function', name, parameters, body: value, at } : value,
    at,
  }
}

/** A parameter list with parentheses. */
export function parseParameters(cursor: Cursor): Parameter[] {
  cursor.expect('(', 'before the parameters', 'parameters')
  const parameters: Parameter[] = []
  while (!cursor.accept(')')) {
    const { text: name, at } = cursor.expectKind('name', 'the name of a parameter')
    parameters.push({
      name,
      fallback: cursor.accept('=', 'argument') ? cursor.expr() : undefined,
      at,
    })
    if (!cursor.accept(',') && !cursor.is(')'))
      cursor.fail(`expected , or ) after the parameter, found ${told(cursor.peek())}`)
  }
  return parameters
}
