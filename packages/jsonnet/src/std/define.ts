import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import {
  Fn,
  isItems,
  Obj,
  Thunk,
  typeOf,
  type Code,
  type Env,
  type Items,
  type Native,
  type Slot,
  type Task,
  type Value,
  Env as Variables,
} from '../machine/values.ts'
import { applyTo } from '../machine/call.ts'
import { charactersOf } from '../machine/access.ts'

type Run = (machine: Machine, ...given: (Slot | undefined)[]) => Value | Task

/**
 * Defines a function of the library. `params`: parameter names; `?` marks an optional, `~` a lazy
 * one.
 */
export function define(name: string, params: string, run: Run): Native {
  return {
    name: `std.${name}`,
    params: params
      .split(' ')
      .filter(Boolean)
      .map((param) => ({
        name: param.replace(/[?~]/g, ''),
        optional: param.includes('?'),
        lazy: param.includes('~'),
      })),
    run(machine, given) {
      try {
        return run(machine, ...given)
      } catch (error) {
        if (
          !(error instanceof Fault) ||
          error.limit !== undefined ||
          error.message.startsWith('std.')
        )
          throw error
        throw new Fault(`std.${name}: ${error.message}`, { kind: error.kind })
      }
    },
  }
}

const expected = (name: string, what: string, value: Slot | undefined): Fault =>
  new Fault(
    `${name} must be ${what}, not ${value === undefined ? 'missing' : typeOf(value as Value)}`,
  )

export function text(value: Slot | undefined, name: string): string {
  if (typeof value === 'string') return value
  throw expected(name, 'a string', value)
}

export function number(value: Slot | undefined, name: string): number {
  if (typeof value === 'number') return value
  throw expected(name, 'a number', value)
}

export function integer(value: Slot | undefined, name: string): number {
  if (Number.isSafeInteger(value)) return value as number
  throw typeof value === 'number'
    ? new Fault(`${name} must be a whole number, not ${value}`)
    : expected(name, 'a number', value)
}

export function natural(value: Slot | undefined, name: string): number {
  const count = integer(value, name)
  if (count < 0) throw new Fault(`${name} must not be negative, it is ${count}`)
  return count
}

export function boolean(value: Slot | undefined, name: string): boolean {
  if (typeof value === 'boolean') return value
  throw expected(name, 'a boolean', value)
}

export function items(value: Slot | undefined, name: string): Items {
  if (isItems(value)) return value
  throw expected(name, 'an array', value)
}

/** An array, or the characters of a string. Throws a Fault for any other type. */
export function sequence(machine: Machine, value: Slot | undefined, name: string): Items {
  if (typeof value === 'string') return charactersOf(machine, value)
  if (isItems(value)) return value
  throw expected(name, 'an array or a string', value)
}

export function object(value: Slot | undefined, name: string): Obj {
  if (value instanceof Obj) return value
  throw expected(name, 'an object', value)
}

export function func(value: Slot | undefined, name: string): Fn {
  if (value instanceof Fn) return value
  throw expected(name, 'a function', value)
}

const nothing: Env = new Variables(undefined, [])

/** A thunk for the result of a call. */
export function later(machine: Machine, fn: Fn, args: readonly Slot[]): Thunk {
  machine.allocate(120)
  const code: Code = { steps: [(machine) => applyTo(machine, fn, args)], at: [], name: '' }
  return new Thunk(code, nothing)
}
