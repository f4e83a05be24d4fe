import { applyTo } from '../machine/call.ts'
import { Fn, type Delay, type Lambda, type Slot, type Step, type Value } from '../machine/values.ts'
import { natives } from '../std/natives.ts'
import type { CallSuffix, Expr, FunctionExpr } from '../syntax/ast.ts'
import type { Compiler } from './compiler.ts'
import { createEmitter, type Emitter } from './emitter.ts'
import { find, inner, type Scope } from './scope.ts'

/** Compiles a call of the function on the operand stack. */
export function compileCall(
  { delay }: Compiler,
  { positional, named, tailstrict, at }: CallSuffix,
  scope: Scope,
  out: Emitter,
  tail: boolean,
): void {
  const args = [...positional, ...named.map(({ value }) => value)].map((arg) =>
    delay(arg, scope, 'an argument'),
  )
  const names = named.map(({ name }) => name)
  out.emit((machine) => {
    const { env } = machine
    const slots = args.map((arg) => arg(machine, env))
    applyTo(machine, machine.pop(), slots, names, tailstrict, tail)
  }, at)
}

/**
 * Compiles `std.name(…)` to a direct call of the native function, without a field lookup and
 * without thunks for strict arguments. Returns false for any other expression, including calls with
 * invalid arguments, which fail at run time.
 */
export function standardCall(
  compiler: Compiler,
  { base, suffixes }: Expr & { kind: 'suffixed' },
  scope: Scope,
  out: Emitter,
): boolean {
  const [field, call] = suffixes
  if (base.kind !== 'variable' || base.name !== 'std' || find(scope, 'std') !== undefined)
    return false
  if (
    field?.kind !== 'index' ||
    field.key.kind !== 'literal' ||
    call?.kind !== 'call' ||
    call.named.length > 0
  )
    return false
  const native = natives.get(String(field.key.value))
  const args = call.positional
  if (
    native === undefined ||
    args.length > native.params.length ||
    native.params.some(({ optional }, i) => !optional && i >= args.length)
  )
    return false
  native.params.forEach(({ lazy }, i) => {
    const arg = args[i]
    if (arg === undefined) return out.emit((machine) => machine.push(undefined), call.at)
    if (!lazy) return compiler.expr(arg, scope, out)
    const slot = compiler.delay(arg, scope, 'an argument')
    out.emit((machine) => machine.push(slot(machine, machine.env)), arg.at)
  })
  const count = native.params.length
  out.emit((machine) => machine.ask(native.run(machine, machine.take(count))), call.at)
  return true
}

/** Compiles a function expression to a closure constructor. */
export function makeFunction(
  compiler: Compiler,
  { name = 'the function', parameters, body, at }: FunctionExpr,
  outer: Scope,
): Delay {
  const scope = inner(
    outer,
    'call',
    parameters.map((parameter) => parameter.name),
  )
  const params = parameters.map((parameter) => ({
    name: parameter.name,
    fallback: parameter.fallback && compiler.unit(parameter.fallback, scope, parameter.name),
  }))
  const out = createEmitter(name)
  compiler.expr(body, scope, out, true)
  const code = out.code()
  const compute = params.flatMap((_, slot): Step[] => [
    (machine) => machine.force(machine.env.slots[slot] as Slot),
    (machine) => void machine.pop(),
  ])
  const strictBody = {
    steps: [...compute, ...code.steps],
    at: [...compute.map(() => at), ...code.at],
    name,
  }
  const lambda: Lambda = { name, params, body: code, strictBody }
  return (machine, env): Value => {
    machine.allocate(32)
    return new Fn(lambda, env)
  }
}
