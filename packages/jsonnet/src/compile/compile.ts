// Compiles the syntax tree to code. The tree has been analysed: all variables resolve, and `self`
// and `super` occur only inside objects.
import { Fault } from '../errors.ts'
import { inSuper, index, isIn, sliceStep, superField } from '../machine/access.ts'
import { comparisonSteps } from '../machine/compare.ts'
import { add, arithmeticSteps, unarySteps } from '../machine/operators.ts'
import { textOf } from '../machine/text.ts'
import { Thunk, type Code, type Slot, type Step, type Task } from '../machine/values.ts'
import { mod } from '../std/format.ts'
import type { BinaryOperator, Expr, Link, Statement } from '../syntax/ast.ts'
import { compileCall, makeFunction, standardCall } from './calls.ts'
import type { Compiler } from './compiler.ts'
import { compileArrayFor } from './comprehensions.ts'
import { createEmitter, truth, type Emitter } from './emitter.ts'
import { compileObject } from './objects.ts'
import { declare, find, objectHops, outwards, programScope, type Scope } from './scope.ts'

/** Compiles an analysed program. */
export const compileProgram = (program: Expr): Code =>
  compiler.unit(program, programScope, 'the program')

const binarySteps: Readonly<Record<Exclude<BinaryOperator, '&&' | '||'>, Step>> = {
  ...arithmeticSteps,
  ...comparisonSteps,
  '+': add,
  '%': mod,
  in: isIn,
}
const thunkSize = 100

const compiler: Compiler = {
  expr: compileExpr,
  unit(expr, scope, name) {
    const out = createEmitter(name)
    compileExpr(expr, scope, out)
    return out.code()
  },
  delay(expr, scope, name, binding = false) {
    if (expr.kind === 'literal') return () => expr.value
    if (expr.kind === 'function') return makeFunction(compiler, expr, scope)
    if (expr.kind === 'variable' && !binding) {
      const place = find(scope, expr.name)
      if (place) return (_, env) => outwards(env, place.hops).slots[place.slot] as Slot
    }
    const code = compiler.unit(expr, scope, name)
    return (machine, env) => {
      machine.allocate(thunkSize)
      return new Thunk(code, env)
    }
  },
}

function compileExpr(expr: Expr, scope: Scope, out: Emitter, tail = false): void {
  const { at } = expr
  switch (expr.kind) {
    case 'literal':
      return out.emit((machine) => machine.push(expr.value), at)
    case 'self':
    case 'dollar': {
      const hops = objectHops(scope, expr.kind === 'dollar')
      return out.emit((machine) => machine.push(outwards(machine.env, hops).self), at)
    }
    case 'variable':
      return compileVariable(expr.name, scope, out, at)
    case 'array': {
      const items = expr.items.map((item) => compiler.delay(item, scope, 'an element'))
      return out.emit((machine) => {
        machine.allocate(16 + 8 * items.length)
        const { env } = machine
        machine.push(items.map((item) => item(machine, env)))
      }, at)
    }
    case 'array-for':
      return compileArrayFor(compiler, expr, scope, out)
    case 'object':
    case 'object-for':
      return compileObject(compiler, expr, scope, out)
    case 'suffixed':
      return compileSuffixed(expr, scope, out, tail)
    case 'super': {
      const hops = objectHops(scope)
      compileExpr(expr.key, scope, out)
      return out.emit((machine) => superField(machine, outwards(machine.env, hops)), at)
    }
    case 'chain':
      compileExpr(expr.first, scope, out)
      return compileLinks(expr.links, scope, out)
    case 'unary':
      compileExpr(expr.operand, scope, out)
      return out.emit(unarySteps[expr.operator], at)
    case 'function': {
      const make = makeFunction(compiler, expr, scope)
      return out.emit((machine) => machine.push(make(machine, machine.env)), at)
    }
    case 'block':
      return compileExpr(expr.body, compileStatements(expr.statements, scope, out), out, tail)
    case 'if':
      return compileIf(expr, scope, out, tail)
    case 'error':
      compileExpr(expr.message, scope, out)
      return out.emit((machine) => machine.ask(failure(textOf(machine, machine.pop()))), at)
    case 'import':
      return out.emit(() => {
        throw new Fault(`${expr.word} is not available here`)
      }, at)
  }
}

function* failure(message: string | Task<string>): Task {
  throw new Fault(typeof message === 'string' ? message : ((yield message) as string))
}

function compileVariable(name: string, scope: Scope, out: Emitter, at: number): void {
  const place = find(scope, name)
  if (place === undefined) return out.emit(pushStd, at)
  const { hops, slot } = place
  out.emit(
    hops === 0
      ? (machine) => machine.force(machine.env.slots[slot] as Slot)
      : (machine) => machine.force(outwards(machine.env, hops).slots[slot] as Slot),
    at,
  )
}

const pushStd: Step = (machine) => machine.push(machine.outside.std())

function compileLinks(links: readonly Link[], scope: Scope, out: Emitter): void {
  const ends: (() => void)[] = []
  for (const link of links) {
    const { at } = link
    if (link.operator === 'in super') {
      const hops = objectHops(scope)
      out.emit((machine) => inSuper(machine, outwards(machine.env, hops)), at)
    } else if (link.operator === '&&' || link.operator === '||') {
      const decides = link.operator === '||'
      ends.push(out.forward(at, (value) => value === decides, true))
      compileExpr(link.right, scope, out)
      out.emit((machine) => void truth(machine.peek()), link.right.at)
    } else {
      compileExpr(link.right, scope, out)
      out.emit(binarySteps[link.operator], at)
    }
  }
  for (const end of ends) end()
}

function compileSuffixed(
  expr: Expr & { kind: 'suffixed' },
  scope: Scope,
  out: Emitter,
  tail: boolean,
): void {
  const standard = standardCall(compiler, expr, scope, out)
  if (!standard) compileExpr(expr.base, scope, out)
  const suffixes = standard ? expr.suffixes.slice(2) : expr.suffixes
  suffixes.forEach((suffix, i) => {
    switch (suffix.kind) {
      case 'index':
        compileExpr(suffix.key, scope, out)
        return out.emit(index, suffix.at)
      case 'slice':
        for (const part of [suffix.from, suffix.to, suffix.step]) {
          if (part) compileExpr(part, scope, out)
          else out.emit((machine) => machine.push(null), suffix.at)
        }
        return out.emit(sliceStep, suffix.at)
      case 'call':
        return compileCall(compiler, suffix, scope, out, tail && i === suffixes.length - 1)
      case 'extend':
        compileExpr(suffix.object, scope, out)
        return out.emit(add, suffix.at)
    }
  })
}

function compileStatements(statements: readonly Statement[], outer: Scope, out: Emitter): Scope {
  let scope = outer
  for (const statement of statements) {
    if (statement.kind === 'assert') {
      compileAssertion(compiler, statement, scope, out)
      continue
    }
    const { binds } = statement
    const first = scope.around.size
    scope = declare(
      scope,
      binds.map(({ name }) => name),
    )
    const known = scope
    const values = binds.map(({ name, value }) => compiler.delay(value, known, name, true))
    out.emit((machine) => {
      const { env } = machine
      values.forEach((value, i) => (env.slots[first + i] = value(machine, env)))
    }, binds[0]?.at ?? 0)
  }
  return scope
}

/** Compiles an assertion; its code leaves the operand stack unchanged. */
function compileAssertion(
  { expr }: Compiler,
  { test, message, at }: Statement & { kind: 'assert' },
  scope: Scope,
  out: Emitter,
): void {
  expr(test, scope, out)
  const holds = out.forward(at, (value) => value)
  if (message) expr(message, scope, out)
  else out.emit((machine) => machine.push('the assertion does not hold'), at)
  out.emit((machine) => machine.ask(failure(textOf(machine, machine.pop()))), at)
  holds()
}

function compileIf(expr: Expr & { kind: 'if' }, scope: Scope, out: Emitter, tail: boolean): void {
  const ends: (() => void)[] = []
  for (const { test, then } of expr.branches) {
    compileExpr(test, scope, out)
    const next = out.forward(test.at, (value) => !value)
    compileExpr(then, scope, out, tail)
    ends.push(out.forward(then.at))
    next()
  }
  if (expr.otherwise) compileExpr(expr.otherwise, scope, out, tail)
  else out.emit((machine) => machine.push(null), expr.at)
  for (const end of ends) end()
}
