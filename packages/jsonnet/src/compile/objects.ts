import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import { add } from '../machine/operators.ts'
import {
  Obj,
  typeOf,
  type Code,
  type Delay,
  type FieldCode,
  type Value,
} from '../machine/values.ts'
import type { Assertion, Bind, Expr, Field, ObjectExpr } from '../syntax/ast.ts'
import type { Compiler } from './compiler.ts'
import { compileClauses } from './comprehensions.ts'
import { createEmitter, type Emitter } from './emitter.ts'
import { inner, type Scope } from './scope.ts'

/** Compiles an object or an object comprehension. */
export function compileObject(
  compiler: Compiler,
  expr: ObjectExpr,
  scope: Scope,
  out: Emitter,
): void {
  if (expr.kind === 'object') compileFields(compiler, expr, scope, out)
  else compileObjectFor(compiler, expr, scope, out)
}

/** The scope of an object's fields, assertions and locals. */
const around = (scope: Scope, locals: readonly Bind[]): Scope =>
  inner(
    scope,
    'object',
    locals.map(({ name }) => name),
  )

const compileLocals = ({ delay }: Compiler, locals: readonly Bind[], scope: Scope): Delay[] =>
  locals.map(({ name, value }) => delay(value, scope, name, true))

function compileField(
  { unit }: Compiler,
  { name, plus, visibility, value, at }: Field,
  scope: Scope,
): FieldCode {
  const join = plus ? add : undefined
  if (value.kind === 'literal')
    return {
      visibility,
      join,
      code: plus ? unit(value, scope, 'a field') : undefined,
      constant: value.value,
      turn: undefined,
      at,
    }
  return {
    visibility,
    join,
    code: unit(value, scope, name.kind === 'fixed' ? name.name : 'a field'),
    constant: null,
    turn: undefined,
    at,
  }
}

function compileAssert({ expr }: Compiler, { test, message, at }: Assertion, scope: Scope): Code {
  const out = createEmitter('an assertion')
  const statement = { kind: 'assert' as const, test, message, at }
  expr(
    { kind: 'block', statements: [statement], body: { kind: 'literal', value: null, at }, at },
    scope,
    out,
  )
  return out.code()
}

function compileFields(
  compiler: Compiler,
  { fields, locals, asserts, at }: Expr & { kind: 'object' },
  outer: Scope,
  out: Emitter,
): void {
  const scope = around(outer, locals)
  const local = compileLocals(compiler, locals, scope)
  const checks = asserts.map((assertion) => compileAssert(compiler, assertion, scope))
  const fixed = new Map<string, FieldCode>()
  const computed: FieldCode[] = []
  for (const field of fields) {
    const compiled = compileField(compiler, field, scope)
    if (field.name.kind === 'fixed') {
      fixed.set(field.name.name, compiled)
    } else {
      compiler.expr(field.name.name, outer, out)
      computed.push(compiled)
    }
  }
  out.emit((machine) => {
    const { env } = machine
    machine.allocate(160 + 48 * computed.length)
    const named =
      computed.length === 0
        ? fixed
        : withComputed(machine.take(computed.length) as Value[], computed, fixed)
    machine.push(new Obj([{ fields: named, asserts: checks, env, locals: local }]))
  }, at)
}

function withComputed(
  names: readonly Value[],
  computed: readonly FieldCode[],
  fixed: ReadonlyMap<string, FieldCode>,
): Map<string, FieldCode> {
  const fields = new Map(fixed)
  names.forEach((name, i) => addField(fields, name, computed[i] as FieldCode))
  return fields
}

/** Adds a computed field. A field whose name is null is omitted. */
function addField(fields: Map<string, FieldCode>, name: Value, field: FieldCode): void {
  if (name === null) return
  if (typeof name !== 'string')
    throw new Fault(`a field is named by a string, not by ${typeOf(name)}`)
  if (fields.has(name)) throw new Fault(`there are two fields ${JSON.stringify(name)}`)
  fields.set(name, field)
}

function compileObjectFor(
  compiler: Compiler,
  { field, locals, clauses, at }: Expr & { kind: 'object-for' },
  outer: Scope,
  out: Emitter,
): void {
  out.emit((machine) => machine.push(new Map()), at)
  let compiled: FieldCode
  let local: Delay[]
  compileClauses(compiler, clauses, outer, out, (turn, depth) => {
    const scope = around(turn, locals)
    compiled = compileField(compiler, field, scope)
    local = compileLocals(compiler, locals, scope)
    if (field.name.kind === 'computed') compiler.expr(field.name.name, turn, out)
    out.emit((machine) => {
      const name = machine.pop()
      machine.allocate(160)
      addField(machine.peek(depth) as Map<string, FieldCode>, name, {
        ...compiled,
        turn: machine.env,
      })
    }, field.at)
  })
  out.emit((machine) => pushObject(machine, local), at)
}

function pushObject(machine: Machine, locals: readonly Delay[]): void {
  const fields = machine.pop() as unknown as Map<string, FieldCode>
  machine.push(new Obj([{ fields, asserts: [], env: undefined, locals }]))
}
