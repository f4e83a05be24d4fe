import { analyse } from './analysis/analyse.ts'
import { defaultBudget, type Budget } from './budget.ts'
import { compileProgram } from './compile/compile.ts'
import { createLocator, Fault, toJsonnetError, type JsonnetError } from './errors.ts'
import { createMachine, type Machine } from './machine/machine.ts'
import { fromJson, isComplete, toJson } from './machine/text.ts'
import { Call, Env, Fn, Thunk, type Code, type Task, type Value } from './machine/values.ts'
import { toPlain, type Json } from './manifest/json.ts'
import { standardLibrary } from './std/library.ts'
import { tokenize } from './syntax/lexer.ts'
import { parse } from './syntax/parser.ts'

/** The inputs of an evaluation; values are JSON as plain JavaScript. */
export type Inputs = {
  /** External variables, for `std.extVar`. */
  readonly extVars?: Readonly<Record<string, unknown>>
  /** Top-level arguments by name, for a program that is a function. */
  readonly tlas?: Readonly<Record<string, unknown>>
  /** Limits that differ from the defaults. */
  readonly budget?: Partial<Budget>
}

/** A compiled program. It can be run many times; runs share no state. */
export type Program = {
  /** Returns the value as plain JavaScript. Throws JsonnetError, including BudgetExceeded. */
  run(inputs?: Inputs): unknown
}

/** Parses, analyses and compiles a program. Throws JsonnetError. */
export function compile(
  source: string,
  { filename = 'program.jsonnet' }: { readonly filename?: string } = {},
): Program {
  const code = guarded(source, filename, () => {
    const tree = parse(tokenize(source))
    const fatal = analyse(tree).find((problem) => problem.fatal)
    if (fatal) throw new Fault(fatal.message, { kind: 'static', at: fatal.at })
    return compileProgram(tree)
  })
  return { run: (inputs = {}) => run(code, source, filename, inputs) }
}

/** Compiles and runs a program. Throws JsonnetError. */
export function evaluate(
  source: string,
  { filename, ...inputs }: Inputs & { readonly filename?: string } = {},
): unknown {
  return compile(source, filename === undefined ? {} : { filename }).run(inputs)
}

function run(
  code: Code,
  source: string,
  filename: string,
  { extVars = {}, tlas = {}, budget: given = {} }: Inputs,
): unknown {
  const budget = { ...defaultBudget, ...given }
  const known = new Map<string, Value>()
  let std: Value | undefined
  const machine = createMachine(budget, {
    extVar(name) {
      if (!known.has(name) && Object.hasOwn(extVars, name)) known.set(name, fromJson(extVars[name]))
      return known.get(name)
    },
    std: () => (std ??= standardLibrary(filename)),
  })
  const trace = () => {
    const locate = createLocator(source)
    return machine.trace().map(({ what, at }) => ({ what, position: locate(at) }))
  }
  return guarded(
    source,
    filename,
    () => toPlain(machine.run(result(machine, code, tlas, budget.output))),
    trace,
  )
}

function* result(
  machine: Machine,
  code: Code,
  tlas: Readonly<Record<string, unknown>>,
  output: number,
): Task<Json> {
  let value = (yield new Thunk(code, new Env(undefined, []))) as Value
  if (value instanceof Fn) {
    const args = Object.values(tlas).map((tla) => fromJson(tla))
    value = (yield new Call(value, args, Object.keys(tlas))) as Value
  }
  let left = output
  const json = toJson(machine, value, (characters) => {
    left -= characters
    machine.allocate(16)
    if (left < 0) throw new Fault('the result is too large', { limit: 'output' })
  })
  return isComplete(json) ? json : ((yield json) as Json)
}

/** Runs `work` and converts its faults to JsonnetError. */
export function guarded<T>(
  source: string,
  filename: string,
  work: () => T,
  trace?: () => JsonnetError['trace'],
): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Fault) throw toJsonnetError(error, source, filename, trace?.())
    // NOTE programs cannot overflow the stack, but the caller may already have used most of it
    if (error instanceof RangeError)
      throw toJsonnetError(
        new Fault('the host has no room left', { limit: 'memory' }),
        source,
        filename,
      )
    throw error
  }
}
