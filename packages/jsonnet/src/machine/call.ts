import { Fault } from '../errors.ts'
import type { Machine } from './machine.ts'
import {
  Env,
  Fn,
  Thunk,
  typeOf,
  type Lambda,
  type Native,
  type Slot,
  type Task,
  type Value,
} from './values.ts'

const none: readonly string[] = []
const plural = (count: number) => `${count} argument${count === 1 ? '' : 's'}`

/**
 * Starts a call. The last arguments are the named ones, with `names`. `strict`: evaluate all
 * arguments first (tailstrict). `tail`: the call is in tail position, so a strict call replaces the
 * current frame.
 */
export function applyTo(
  machine: Machine,
  callee: Value,
  args: readonly Slot[],
  names: readonly string[] = none,
  strict = false,
  tail = false,
): void {
  if (!(callee instanceof Fn))
    throw new Fault(`only a function can be called, this is of type ${typeOf(callee)}`)
  if (callee.native) {
    machine.ask(callNative(machine, callee.native, arrange(callee.native, args, names)))
  } else if (callee.lambda) {
    const env = new Env(callee.env, bind(callee.lambda, args, names))
    machine.allocate(48 + 8 * env.slots.length)
    fillIn(machine, callee.lambda, env)
    const body = strict ? callee.lambda.strictBody : callee.lambda.body
    if (strict && tail) machine.replace(body, env)
    else machine.evaluate(body, env)
  }
}

/** The arguments in the order of the parameters; undefined for those not given. */
function arrange(
  called: { readonly name: string; readonly params: readonly { readonly name: string }[] },
  args: readonly Slot[],
  names: readonly string[],
): (Slot | undefined)[] {
  const { name, params } = called
  const positional = args.length - names.length
  if (positional > params.length)
    throw new Fault(`${name} takes ${plural(params.length)}, not ${args.length}`)
  const slots: (Slot | undefined)[] = args.slice(0, positional)
  for (let i = positional; i < params.length; i++) slots.push(undefined)
  names.forEach((given, i) => {
    const index = params.findIndex((param) => param.name === given)
    if (index < 0) throw new Fault(`${name} has no parameter ${given}`)
    if (slots[index] !== undefined) throw new Fault(`${name} is given its parameter ${given} twice`)
    slots[index] = args[positional + i]
  })
  return slots
}

const missing = (name: string, param: string) =>
  new Fault(`${name} needs an argument for its parameter ${param}`)

function bind(lambda: Lambda, args: readonly Slot[], names: readonly string[]): Slot[] {
  const slots =
    names.length === 0 && args.length === lambda.params.length
      ? args.slice()
      : arrange(lambda, args, names)
  return slots as Slot[]
}

function fillIn(machine: Machine, lambda: Lambda, env: Env): void {
  lambda.params.forEach(({ name, fallback }, i) => {
    if (env.slots[i] !== undefined) return
    if (fallback === undefined) throw missing(lambda.name, name)
    machine.allocate(80)
    env.slots[i] = new Thunk(fallback, env)
  })
}

/** Runs a native function after evaluating its strict arguments. */
export function callNative(
  machine: Machine,
  native: Native,
  args: (Slot | undefined)[],
): Value | Task {
  let ready = true
  native.params.forEach(({ name, optional, lazy }, i) => {
    const slot = args[i]
    if (slot === undefined && !optional) throw missing(native.name, name)
    if (!(slot instanceof Thunk) || lazy) return
    if (slot.state === 'done') args[i] = slot.value
    else ready = false
  })
  return ready ? native.run(machine, args) : computeFirst(machine, native, args)
}

function* computeFirst(machine: Machine, native: Native, args: (Slot | undefined)[]): Task {
  for (const [i, { lazy }] of native.params.entries()) {
    const slot = args[i]
    if (slot instanceof Thunk && !lazy) args[i] = (yield slot) as Value
  }
  return (yield native.run(machine, args)) as Value
}
