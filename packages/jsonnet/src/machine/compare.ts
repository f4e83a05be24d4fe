// Equality and ordering of values. Both evaluate elements and fields only as far as needed.
import { Fault } from '../errors.ts'
import type { Machine } from './machine.ts'
import { checkAsserts, compareText, fieldOf, namesOf } from './objects.ts'
import {
  Fn,
  isItems,
  settled,
  typeOf,
  type Items,
  type Obj,
  type Slot,
  type Step,
  type Task,
  type Value,
} from './values.ts'

/**
 * The result of a comparison that needs no evaluation; undefined when it needs one. Throws a Fault
 * for functions.
 */
export function equalAtOnce(left: Value, right: Value): boolean | undefined {
  if (left === right && (typeof left !== 'object' || left === null)) return true
  if (typeOf(left) !== typeOf(right)) return false
  if (left instanceof Fn) throw new Fault('functions cannot be compared')
  if (isItems(left) && isItems(right) && left.length !== right.length) return false
  return typeof left === 'object' && left !== null ? undefined : false
}

/** Deep equality. Throws a Fault for functions. */
export const equals = (machine: Machine, left: Value, right: Value): boolean | Task<boolean> => {
  if (typeof left === 'string' && typeof right === 'string')
    machine.spend(Math.min(left.length, right.length) >> 6)
  return equalAtOnce(left, right) ?? equalDeep(machine, left, right)
}

function* equalDeep(machine: Machine, left: Value, right: Value): Task<boolean> {
  if (isItems(left) && isItems(right)) return yield* equalPairs(machine, left, right)
  const [a, b] = [left as Obj, right as Obj]
  yield checkAsserts(machine, a)
  yield checkAsserts(machine, b)
  const names = namesOf(machine, a).visible
  const others = namesOf(machine, b).visible
  if (names.length !== others.length || names.some((name, i) => name !== others[i])) return false
  const values = (obj: Obj) => names.map((name) => fieldOf(machine, obj, name) ?? null)
  return yield* equalPairs(machine, values(a), values(b))
}

function* equalPairs(machine: Machine, left: Items, right: Items): Task<boolean> {
  machine.spend(left.length)
  for (const [i, slot] of left.entries()) {
    const a = (settled(slot) ?? (yield slot)) as Value
    const other = right[i] as Slot
    const b = (settled(other) ?? (yield other)) as Value
    const same = (equalAtOnce(a, b) ?? (yield equalDeep(machine, a, b))) as boolean
    if (!same) return false
  }
  return true
}

/**
 * The ordering of two values: negative, zero or positive. Throws a Fault for types without an
 * order.
 */
export function order(machine: Machine, left: Value, right: Value): number | Task<number> {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') {
    machine.spend(Math.min(left.length, right.length) >> 6)
    return compareText(left, right)
  }
  if (isItems(left) && isItems(right)) return orderItems(machine, left, right)
  throw new Fault(`${typeOf(left)} and ${typeOf(right)} have no order`)
}

function* orderItems(machine: Machine, left: Items, right: Items): Task<number> {
  machine.spend(Math.min(left.length, right.length))
  for (const [i, slot] of left.entries()) {
    const other = right[i]
    if (other === undefined) return 1
    const a = (yield slot) as Value
    const b = (yield other) as Value
    const found = (yield order(machine, a, b)) as number
    if (found !== 0) return found
  }
  return left.length - right.length
}

const ordered =
  (holds: (order: number) => boolean): Step =>
  (machine) => {
    const right = machine.pop()
    const left = machine.pop()
    const found = order(machine, left, right)
    if (typeof found === 'number') machine.push(holds(found))
    else machine.ask(thenAsk(found, holds))
  }

function* thenAsk<T>(task: Task<T>, answer: (result: T) => boolean): Task<boolean> {
  return answer((yield task) as T)
}

const equality =
  (holds: (same: boolean) => boolean): Step =>
  (machine) => {
    const right = machine.pop()
    const left = machine.pop()
    const found = equals(machine, left, right)
    if (typeof found === 'boolean') machine.push(holds(found))
    else machine.ask(thenAsk(found, holds))
  }

export const comparisonSteps = {
  '==': equality((same) => same),
  '!=': equality((same) => !same),
  '<': ordered((found) => found < 0),
  '<=': ordered((found) => found <= 0),
  '>': ordered((found) => found > 0),
  '>=': ordered((found) => found >= 0),
} satisfies Record<string, Step>
