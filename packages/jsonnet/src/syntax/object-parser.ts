import type { Assertion, Bind, Expr, Field, FieldName, ObjectExpr, Visibility } from './ast.ts'
import { told, type Cursor } from './cursor.ts'
import { parseAssertion, parseBind, parseClauses, parseParameters } from './parts-parser.ts'

const separators: ReadonlySet<string> = new Set([':', '::', ':::', '+:', '+::', '+:::'])

/** Parses an object or object comprehension. */
export function parseObject(cursor: Cursor): ObjectExpr {
  const { at } = cursor.take('object')
  const fields: Field[] = []
  const locals: Bind[] = []
  const asserts: Assertion[] = []
  while (!cursor.accept('}')) {
    if (cursor.accept('local')) locals.push(parseBind(cursor))
    else if (cursor.is('assert')) asserts.push(parseAssertion(cursor))
    else fields.push(parseField(cursor))
    const comma = cursor.accept(',')
    if (cursor.is('for')) return parseComprehension(cursor, { fields, locals, asserts, at })
    if (!comma && !cursor.is('}'))
      cursor.fail(`expected , or } in the object, found ${told(cursor.peek())}`)
  }
  return { kind: 'object', fields, locals, asserts, at }
}

type Members = {
  readonly fields: readonly Field[]
  readonly locals: readonly Bind[]
  readonly asserts: readonly Assertion[]
  readonly at: number
}

function parseComprehension(cursor: Cursor, { fields, locals, asserts, at }: Members): ObjectExpr {
  const [field] = fields
  if (asserts.length > 0) cursor.fail('an object with for has no assertions')
  if (field === undefined || fields.length > 1)
    return cursor.fail('an object with for has exactly one field')
  if (field.name.kind !== 'computed')
    cursor.fail('the field of an object with for has a computed name: [name]')
  if (field.visibility !== ':')
    cursor.fail('the field of an object with for is followed by a single :')
  const clauses = parseClauses(cursor)
  cursor.expect('}', 'at the end of the object')
  return { kind: 'object-for', field, locals, clauses, at }
}

function parseField(cursor: Cursor): Field {
  const { at } = cursor.peek()
  const name = parseFieldName(cursor)
  const parameters = cursor.is('(') ? parseParameters(cursor) : undefined
  const separator = cursor.peek()
  if (separator.kind !== 'operator' || !separators.has(separator.text))
    cursor.fail(`expected : after the name of the field, found ${told(separator)}`)
  cursor.take('field')
  const plus = separator.text.startsWith('+')
  if (plus && parameters) cursor.fail('a method cannot be added with +:', separator)
  const body = cursor.expr()
  const value: Expr = parameters
    ? {
        kind: 'function',
        name: name.kind === 'fixed' ? name.name : undefined,
        parameters,
        body,
        at,
      }
    : body
  return { name, plus, visibility: separator.text.slice(plus ? 1 : 0) as Visibility, value, at }
}

function parseFieldName(cursor: Cursor): FieldName {
  if (cursor.accept('[', 'computed')) {
    const name = cursor.expr()
    cursor.expect(']', 'after the computed name')
    return { kind: 'computed', name }
  }
  if (cursor.peek().kind === 'string')
    return { kind: 'fixed', name: String(cursor.take('name').value) }
  return { kind: 'fixed', name: cursor.expectKind('name', 'a field, local or assert').text }
}
