// Access to values: index, slice, inherited fields.
import { Fault } from '../errors.ts'
import type { Machine } from './machine.ts'
import { fieldOf, hasField, pushField } from './objects.ts'
import { isItems, Obj, typeOf, type Env, type Items, type Step, type Value } from './values.ts'

/** Pushes `target[key]`; both are operands. */
export const index: Step = (machine) => {
  const key = machine.pop()
  const target = machine.pop()
  if (target instanceof Obj) {
    if (typeof key !== 'string')
      throw new Fault(`a field is named by a string, not by ${typeOf(key)}`)
    pushField(machine, target, key)
  } else if (isItems(target)) {
    const item = target[position(key, target.length, 'array')]
    if (item !== undefined) machine.force(item)
  } else if (typeof target === 'string') {
    machine.push(characterAt(machine, target, key))
  } else {
    throw new Fault(`${typeOf(target)} has no fields or elements`)
  }
}

function position(key: Value, length: number, what: string): number {
  if (typeof key !== 'number' || !Number.isInteger(key))
    throw new Fault(
      `the index of ${what === 'array' ? 'an array' : 'a string'} is a whole number, not ${typeof key === 'number' ? key : typeOf(key)}`,
    )
  if (key < 0 || key >= length)
    throw new Fault(`the index ${key} is outside of the ${what}, which has length ${length}`)
  return key
}

function characterAt(machine: Machine, text: string, key: Value): string {
  if (!surrogates.test(text)) return text[position(key, text.length, 'string')] ?? ''
  const characters = charactersOf(machine, text)
  return characters[position(key, characters.length, 'string')] ?? ''
}

const surrogates = /[\ud800-\udfff]/

/** The code points of a string, each as a string. */
export function charactersOf(machine: Machine, text: string): string[] {
  machine.spend(text.length >> 2)
  machine.allocate(16 * text.length)
  return Array.from(text)
}

/** The length of a string in code points. */
export function lengthOf(machine: Machine, text: string): number {
  return surrogates.test(text) ? charactersOf(machine, text).length : text.length
}

/** `target[from:to:step]`. A negative bound counts from the end; null means the default. */
export function slice(machine: Machine, target: Value, from: Value, to: Value, step: Value): Value {
  if (typeof target !== 'string' && !isItems(target))
    throw new Fault(`only a string or an array has slices, not ${typeOf(target)}`)
  const all: Items = typeof target === 'string' ? charactersOf(machine, target) : target
  const by = bound(step, 1)
  if (by <= 0) throw new Fault(`the step of a slice is 1 or more, not ${by}`)
  const begin = fromEnd(bound(from, 0), all.length)
  const end = Math.min(fromEnd(bound(to, all.length), all.length), all.length)
  machine.spend(Math.max(0, end - begin) / by)
  machine.allocate(8 * Math.max(0, end - begin))
  const taken =
    by === 1
      ? all.slice(begin, end)
      : all.filter((_, i) => i >= begin && i < end && (i - begin) % by === 0)
  return typeof target === 'string' ? (taken as readonly string[]).join('') : taken
}

const fromEnd = (bound: number, length: number) => (bound < 0 ? Math.max(0, length + bound) : bound)

function bound(value: Value, otherwise: number): number {
  if (value === null) return otherwise
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new Fault(
      `a slice takes whole numbers, not ${typeof value === 'number' ? value : typeOf(value)}`,
    )
  return value
}

/** Slice, with its four operands on the stack. */
export const sliceStep: Step = (machine) => {
  const [target = null, from = null, to = null, step = null] = machine.take(4) as Value[]
  machine.push(slice(machine, target, from, to, step))
}

/** Pushes the inherited field of the object of `env`; its name is the operand. */
export function superField(machine: Machine, { self, layer }: Env): void {
  const name = machine.pop()
  if (typeof name !== 'string')
    throw new Fault(`a field is named by a string, not by ${typeOf(name)}`)
  const slot = self && fieldOf(machine, self, name, layer)
  if (slot === undefined) throw new Fault(`super has no field ${JSON.stringify(name)}`)
  machine.force(slot)
}

/** Pushes whether the object of `env` inherits a field; its name is the operand. */
export function inSuper(machine: Machine, { self, layer }: Env): void {
  const name = machine.pop()
  if (typeof name !== 'string') throw new Fault(`in needs a string before it, not ${typeOf(name)}`)
  machine.push(self !== undefined && hasField(self, name, layer))
}

/** Pushes `name in object`; both are operands. */
export const isIn: Step = (machine) => {
  const obj = machine.pop()
  const name = machine.pop()
  if (typeof name !== 'string' || !(obj instanceof Obj))
    throw new Fault(`in needs a string and an object, not ${typeOf(name)} and ${typeOf(obj)}`)
  machine.push(hasField(obj, name))
}
