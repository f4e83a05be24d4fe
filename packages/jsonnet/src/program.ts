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

/** What one evaluation is given; values are JSON as plain JavaScript. */
export type Inputs = {
  /** For `std.extVar`. */
  readonly extVars?: Readonly<Record<string, unknown>>
  /** Arguments by name, where the program is a function; others do not use them. */
  readonly tlas?: Readonly<Record<string, unknown>>
  /** What is not named has its default. */
  readonly budget?: Partial<Budget>
}

/** A program that can be run many times. Runs know nothing of each other. */
export type Program = {
  /** Answers the value as plain JavaScript. Throws JsonnetError, of which BudgetExceeded is one. */
  run(inputs?: Inputs): unknown
}

/** Reads and checks a program. Throws JsonnetError. */
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

/** Compiles and runs a program once. */
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

/** Runs `work` and tells its faults as a JsonnetError. */
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
    // NOTE nothing in the language can get here, but whoever calls may have used up most of the
    // stack already
    if (error instanceof RangeError)
      throw toJsonnetError(
        new Fault('the host has no room left', { limit: 'memory' }),
        source,
        filename,
      )
    throw error
  }
}
