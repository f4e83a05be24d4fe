import type { CallSuffix, Expr, Suffix } from './ast.ts'
import { told, type Cursor } from './cursor.ts'
import { parseObject } from './object-parser.ts'
import { nameAsKey } from './parts-parser.ts'

/** Parses suffixes of a value: `.name`, `[key]`, `[from:to:step]`, `(arguments)` and `{ … }`. */
export function parseSuffixes(cursor: Cursor, base: Expr): Expr {
  const suffixes: Suffix[] = []
  for (;;) {
    const { at } = cursor.peek()
    if (cursor.accept('.')) suffixes.push({ kind: 'index', key: nameAsKey(cursor), at })
    else if (cursor.is('[')) suffixes.push(parseBrackets(cursor))
    else if (cursor.is('(')) suffixes.push(parseCall(cursor))
    else if (cursor.is('{')) suffixes.push({ kind: 'extend', object: parseObject(cursor), at })
    else return suffixes.length === 0 ? base : { kind: 'suffixed', base, suffixes, at: base.at }
  }
}

function parseBrackets(cursor: Cursor): Suffix {
  const { at } = cursor.take('index')
  const parts: (Expr | undefined)[] = [undefined]
  for (;;) {
    if (cursor.accept(':', 'slice')) parts.push(undefined)
    else if (cursor.accept('::', 'slice')) parts.push(undefined, undefined)
    else if (cursor.is(']')) break
    else if (parts.at(-1) === undefined) parts[parts.length - 1] = cursor.expr()
    else cursor.fail(`expected : or ], found ${told(cursor.peek())}`)
  }
  const [from, to, step] = parts
  if (parts.length > 3) cursor.fail('a slice has at most a begin, an end and a step')
  const { at: end } = cursor.take()
  if (parts.length > 1) return { kind: 'slice', from, to, step, at }
  return from
    ? { kind: 'index', key: from, at }
    : cursor.fail('expected an index', { ...cursor.peek(), at: end })
}

function parseCall(cursor: Cursor): CallSuffix {
  const { at } = cursor.take('call')
  const positional: Expr[] = []
  const named: CallSuffix['named'][number][] = []
  while (!cursor.accept(')')) {
    const token = cursor.peek()
    if (token.kind === 'name' && cursor.peek(1).text === '=') {
      cursor.take()
      cursor.take('argument')
      named.push({ name: token.text, value: cursor.expr(), at: token.at })
    } else if (named.length > 0) {
      cursor.fail('an argument without a name cannot follow one with a name')
    } else {
      positional.push(cursor.expr())
    }
    if (!cursor.accept(',') && !cursor.is(')'))
      cursor.fail(`expected , or ) after the argument, found ${told(cursor.peek())}`)
  }
  return { kind: 'call', positional, named, tailstrict: cursor.accept('tailstrict'), at }
}
