// The values of the language. Those that are not plain JavaScript are classes, because instanceof
// is the cheapest way to tell them apart.
import type { Machine } from './machine.ts'

/**
 * A string is a sequence of code points to the program and well-formed UTF-16 here; an array holds
 * slots.
 */
export type Value = null | boolean | number | string | Items | Obj | Fn
/** A value, or one that is computed when it is needed. */
export type Slot = Value | Thunk
export type Items = readonly Slot[]

/** One instruction. Works on the operands and the current frame of the machine. */
export type Step = (machine: Machine) => void
/**
 * A sequence of steps that leaves one value on the operands; `at` has the place in the source of
 * each.
 */
export type Code = {
  readonly steps: readonly Step[]
  readonly at: readonly number[]
  readonly name: string
}

/**
 * Variables of a function call, of an object or of one turn of a comprehension. Code inside reaches
 * outwards through `up`.
 */
export class Env {
  readonly up: Env | undefined
  readonly slots: Slot[]
  /** The object whose fields run here, and which of its layers they belong to. */
  readonly self: Obj | undefined
  readonly layer: number

  constructor(up: Env | undefined, slots: Slot[], self?: Obj, layer = 0) {
    this.up = up
    this.slots = slots
    this.self = self
    this.layer = layer
  }
}

/** A value that is computed once, when it is first needed. */
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
  /** Computed where it is not given; undefined when it must be given. */ readonly fallback:
    | Code
    | undefined
}
/**
 * What a function of the program is. `strictBody` computes all arguments before it goes on with the
 * body.
 */
export type Lambda = {
  readonly name: string
  readonly params: readonly Param[]
  readonly body: Code
  readonly strictBody: Code
}

export type NativeParam = {
  readonly name: string
  readonly optional: boolean
  /** Handed over without being computed. */ readonly lazy: boolean
}
/**
 * A function of the standard library. It is given its arguments in the order of its parameters,
 * undefined where an optional one is missing.
 */
export type Native = {
  readonly name: string
  readonly params: readonly NativeParam[]
  readonly run: (machine: Machine, given: readonly (Slot | undefined)[]) => Value | Task
}

/** A function: of the program with the variables around it, or native. */
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

/** A call a task asks for. */
export class Call {
  readonly fn: Fn
  readonly args: readonly Slot[]
  /** Of the last arguments. */
  readonly names: readonly string[]

  constructor(fn: Fn, args: readonly Slot[], names: readonly string[] = []) {
    this.fn = fn
    this.args = args
    this.names = names
  }
}

/**
 * What a task can ask the machine for: a value to be computed, a call, or the result of another
 * task.
 */
export type Request = Slot | Call | Task<unknown>
/** Work that needs the machine on its way: it yields requests and is resumed with their results. */
export type Task<T = Value> = Generator<Request, T, unknown>

export type FieldCode = {
  readonly visibility: ':' | '::' | ':::'
  /** Of a field with `+:`: joins the inherited value and its own, which are the operands. */
  readonly join: Step | undefined
  /** Runs in the environment of its layer. */
  readonly code: Code | undefined
  /** The value itself, where there is nothing to compute. */
  readonly constant: Slot
  /**
   * Of a field made by a comprehension: the variables of its turn, around which each such field
   * gets an environment of its own.
   */
  readonly turn: Env | undefined
  readonly at: number
}

/** What one pair of braces contributes to an object. */
export type Layer = {
  readonly fields: ReadonlyMap<string, FieldCode>
  readonly asserts: readonly Code[]
  readonly env: Env | undefined
  /** What fills the first variables of its environment. */
  readonly locals: readonly Delay[]
}

/** Makes a slot for an expression in the environment it belongs to. */
export type Delay = (machine: Machine, env: Env) => Slot

/** Layers, the later ones overriding the earlier ones; fields are computed once for each object. */
export class Obj {
  readonly layers: readonly Layer[]
  readonly envs: (Env | undefined)[] = []
  /** What fields have been asked for, for each layer. */
  readonly fields: (Map<string, Slot> | undefined)[] = []
  /**
   * Names of all fields and of those that are not hidden, sorted, once they have been asked for.
   */
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

/** The value of a slot that has one already. */
export const settled = (slot: Slot): Value | undefined =>
  slot instanceof Thunk ? (slot.state === 'done' ? slot.value : undefined) : slot
