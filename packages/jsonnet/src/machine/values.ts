// Values of the language. Those without a JavaScript equivalent are classes, because instanceof is
// the fastest test.
import type { Machine } from './machine.ts'

/**
 * A string is well-formed UTF-16 here and a sequence of code points in the language. An array holds
 * slots.
 */
export type Value = null | boolean | number | string | Items | Obj | Fn
/** A value, or a thunk that computes it when needed. */
export type Slot = Value | Thunk
export type Items = readonly Slot[]

/** One instruction; works on the machine's operand stack and current frame. */
export type Step = (machine: Machine) => void
/** Steps that leave one value on the operand stack. `at`: offset in the source for each step. */
export type Code = {
  readonly steps: readonly Step[]
  readonly at: readonly number[]
  readonly name: string
}

/**
 * The variables of a function call, an object or one iteration of a comprehension. `up` is the
 * enclosing environment.
 */
export class Env {
  readonly up: Env | undefined
  readonly slots: Slot[]
  /** The object whose fields run here, and the index of their layer. */
  readonly self: Obj | undefined
  readonly layer: number

  constructor(up: Env | undefined, slots: Slot[], self?: Obj, layer = 0) {
    this.up = up
    this.slots = slots
    this.self = self
    this.layer = layer
  }
}

/** A lazy value: computed once, on first use. */
export class Thunk {
  state: 'waiting' | 'running' | 'done' = 'waiting'
  value: Value = null
  code: Code | undefined
  env: Env | undefined

  constructor(code: Code, env: Env) {
    this.code = code
    this.env = env
  }

  begin(): void {
    this.state = 'running'
    this.code = undefined
    this.env = undefined
  }

  settle(value: Value): void {
    this.value = value
    this.state = 'done'
  }
}

export type Param = {
  readonly name: string
  /** The default value; undefined for a required parameter. */
  readonly fallback: Code | undefined
}
/** A function of the program. `strictBody` evaluates all arguments before the body (tailstrict). */
export type Lambda = {
  readonly name: string
  readonly params: readonly Param[]
  readonly body: Code
  readonly strictBody: Code
}

export type NativeParam = {
  readonly name: string
  readonly optional: boolean
  /** Passed as a thunk, without being computed. */
  readonly lazy: boolean
}
/**
 * A function of the standard library. It gets its arguments in the order of its parameters,
 * undefined for a missing optional one.
 */
export type Native = {
  readonly name: string
  readonly params: readonly NativeParam[]
  readonly run: (machine: Machine, given: readonly (Slot | undefined)[]) => Value | Task
}

/** A function value: a closure, or a native function. */
export class Fn {
  readonly lambda: Lambda | undefined
  readonly env: Env | undefined
  readonly native: Native | undefined

  constructor(lambda: Lambda | undefined, env: Env | undefined, native?: Native) {
    this.lambda = lambda
    this.env = env
    this.native = native
  }

  get params(): readonly { readonly name: string }[] {
    return this.lambda?.params ?? this.native?.params ?? []
  }
}

/** A call requested by a task. */
export class Call {
  readonly fn: Fn
  readonly args: readonly Slot[]
  /** Names of the last arguments. */
  readonly names: readonly string[]

  constructor(fn: Fn, args: readonly Slot[], names: readonly string[] = []) {
    this.fn = fn
    this.args = args
    this.names = names
  }
}

/** What a task can request: the value of a slot, a call, or the result of another task. */
export type Request = Slot | Call | Task<unknown>
/** Work that needs evaluation in between: it yields requests and is resumed with their results. */
export type Task<T = Value> = Generator<Request, T, unknown>

export type FieldCode = {
  readonly visibility: ':' | '::' | ':::'
  /** For a `+:` field: combines the inherited and the own value, which are the operands. */
  readonly join: Step | undefined
  /** Computes the value in the environment of its layer. */
  readonly code: Code | undefined
  /** The value, when it needs no computation. */
  readonly constant: Slot
  /**
   * For a field of a comprehension: the environment of its iteration, in which the field's own
   * environment is created.
   */
  readonly turn: Env | undefined
  readonly at: number
}

/** What one object literal contributes to an object. */
export type Layer = {
  readonly fields: ReadonlyMap<string, FieldCode>
  readonly asserts: readonly Code[]
  readonly env: Env | undefined
  /** Initialize the first variables of its environment. */
  readonly locals: readonly Delay[]
}

/** Creates the slot of an expression in an environment. */
export type Delay = (machine: Machine, env: Env) => Slot

/**
 * An object: layers, later ones overriding earlier ones. Each field is computed once per object.
 */
export class Obj {
  readonly layers: readonly Layer[]
  readonly envs: (Env | undefined)[] = []
  /** Slots created so far, by layer. */
  readonly fields: (Map<string, Slot> | undefined)[] = []
  /** All field names and the visible ones, sorted; undefined until first needed. */
  names: { readonly all: readonly string[]; readonly visible: readonly string[] } | undefined
  asserts: 'unchecked' | 'checked'

  constructor(layers: readonly Layer[]) {
    this.layers = layers
    this.asserts = layers.some((layer) => layer.asserts.length > 0) ? 'unchecked' : 'checked'
  }
}

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function'

export function typeOf(value: Value): TypeName {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Obj) return 'object'
  if (value instanceof Fn) return 'function'
  return typeof value as 'boolean' | 'number' | 'string'
}

export const isItems = (value: Slot | undefined): value is Items => Array.isArray(value)

/** The value of a slot if it is already computed. */
export const settled = (slot: Slot): Value | undefined =>
  slot instanceof Thunk ? (slot.state === 'done' ? slot.value : undefined) : slot
