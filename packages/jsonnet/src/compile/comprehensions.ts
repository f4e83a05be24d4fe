import { Fault } from '../errors.ts'
import { Env, isItems, typeOf, type Items, type Slot } from '../machine/values.ts'
import type { Clause, Expr } from '../syntax/ast.ts'
import type { Compiler } from './compiler.ts'
import type { Emitter } from './emitter.ts'
import { inner, type Scope } from './scope.ts'

/** The position of a `for` loop in its array; kept on the operand stack while the loop runs. */
type Loop = { readonly items: Items; next: number }

/** Compiles an array comprehension. */
export function compileArrayFor(
  compiler: Compiler,
  { item, clauses, at }: Expr & { kind: 'array-for' },
  scope: Scope,
  out: Emitter,
): void {
  out.emit((machine) => machine.push([]), at)
  compileClauses(compiler, clauses, scope, out, (turn, depth) => {
    const slot = compiler.delay(item, turn, 'an element')
    out.emit((machine) => {
      machine.allocate(8)
      const list = machine.peek(depth) as Slot[]
      list.push(slot(machine, machine.env))
    }, item.at)
  })
}

/**
 * Compiles the clauses of a comprehension around the code that `body` emits. Each iteration gets
 * its own environment, because thunks created in it run later. `body` receives the scope, and the
 * number of loops on the operand stack.
 */
export function compileClauses(
  compiler: Compiler,
  clauses: readonly Clause[],
  outer: Scope,
  out: Emitter,
  body: (turn: Scope, depth: number) => void,
): void {
  const closings: (() => void)[] = []
  let scope = outer
  let depth = 0
  let skips: (() => void)[] = []
  for (const clause of clauses) {
    if (clause.kind === 'if') {
      compiler.expr(clause.test, scope, out)
      skips.push(out.forward(clause.at, (value) => !value))
      continue
    }
    const { at, from, name } = clause
    compiler.expr(from, scope, out)
    out.emit((machine) => {
      const items = machine.pop()
      if (!isItems(items)) throw new Fault(`for goes over an array, not over ${typeOf(items)}`)
      machine.push({ items, next: 0 } satisfies Loop)
    }, at)
    const back = out.label()
    out.emit((machine) => {
      const loop = machine.peek() as Loop
      machine.push(loop.next < loop.items.length)
    }, at)
    const end = out.forward(at, (more) => !more)
    out.emit((machine) => {
      const loop = machine.peek() as Loop
      machine.allocate(64)
      machine.enter(new Env(machine.env, [loop.items[loop.next++] as Slot]))
    }, at)
    const turnSkips: (() => void)[] = []
    closings.push(() => {
      for (const skip of turnSkips) skip()
      out.emit((machine) => machine.enter(machine.env.up ?? machine.env), at)
      back(at)
      end()
      out.emit((machine) => void machine.pop(), at)
    })
    skips = turnSkips
    scope = inner(scope, 'turn', [name])
    depth++
  }
  body(scope, depth)
  for (const close of closings.reverse()) close()
}
