// Unary and binary operators. Those that may evaluate elements or fields are in compare.ts and
// text.ts.
import { Fault } from '../errors.ts'
import type { Machine } from './machine.ts'
import { addText } from './text.ts'
import { isItems, Obj, typeOf, type Step, type Value } from './values.ts'

/** Returns the number if JSON can represent it. Throws a Fault for NaN and infinity. */
export function finite(value: number, what: string): number {
  if (Number.isFinite(value)) return value
  throw new Fault(Number.isNaN(value) ? `${what} is no number` : `${what} is too large`)
}

function numbers(operator: string, left: Value, right: Value): asserts left is number {
  if (typeof left !== 'number' || typeof right !== 'number')
    throw new Fault(`${operator} needs two numbers, not ${typeOf(left)} and ${typeOf(right)}`)
}

const arithmetic =
  (operator: string, compute: (left: number, right: number) => number): Step =>
  (machine) => {
    const right = machine.pop()
    const left = machine.pop()
    numbers(operator, left, right)
    machine.push(finite(compute(left, right as number), `the result of ${operator}`))
  }

const divisor = (right: number, operator: string): number => {
  if (right === 0) throw new Fault(`${operator} by zero`)
  return right
}

/** Bitwise operators work on 64-bit integers. */
const bitwise = (operator: string, compute: (left: bigint, right: bigint) => bigint): Step =>
  arithmetic(operator, (left, right) =>
    Number(BigInt.asIntN(64, compute(integer(left, operator), integer(right, operator)))),
  )

function integer(value: number, operator: string): bigint {
  if (value < -(2 ** 63) || value > 2 ** 63)
    throw new Fault(`${value} is out of the range of ${operator}`)
  return BigInt.asIntN(64, BigInt(Math.trunc(value)))
}

const shift = (by: bigint, operator: string): bigint => {
  if (by < 0n) throw new Fault(`${operator} by a negative number`)
  return by % 64n
}

export const remainder = (left: number, right: number): number => left % divisor(right, '%')

export const arithmeticSteps = {
  '*': arithmetic('*', (left, right) => left * right),
  '/': arithmetic('/', (left, right) => left / divisor(right, '/')),
  '-': arithmetic('-', (left, right) => left - right),
  '<<': bitwise('<<', (left, right) => left << shift(right, '<<')),
  '>>': bitwise('>>', (left, right) => left >> shift(right, '>>')),
  '&': bitwise('&', (left, right) => left & right),
  '^': bitwise('^', (left, right) => left ^ right),
  '|': bitwise('|', (left, right) => left | right),
} satisfies Record<string, Step>

/**
 * `+` for numbers, arrays and objects; with a string on one side, the other is converted to text.
 */
export const add: Step = (machine) => {
  const right = machine.pop()
  const left = machine.pop()
  if (typeof left === 'number' && typeof right === 'number')
    machine.push(finite(left + right, 'the result of +'))
  else if (typeof left === 'string' || typeof right === 'string')
    machine.ask(addText(machine, left, right))
  else if (isItems(left) && isItems(right)) {
    machine.allocate(8 * (left.length + right.length))
    machine.push(right.length === 0 ? left : left.length === 0 ? right : [...left, ...right])
  } else if (left instanceof Obj && right instanceof Obj)
    machine.push(extended(machine, left, right))
  else throw new Fault(`+ cannot join ${typeOf(left)} and ${typeOf(right)}`)
}

function extended(machine: Machine, left: Obj, right: Obj): Obj {
  machine.allocate(160 + 24 * (left.layers.length + right.layers.length))
  return new Obj([...left.layers, ...right.layers])
}

export const unarySteps: Readonly<Record<'-' | '+' | '!' | '~', Step>> = {
  '-': (machine) => machine.push(-number('-', machine.pop())),
  '+': (machine) => machine.push(number('+', machine.pop())),
  '~': (machine) => machine.push(Number(~integer(number('~', machine.pop()), '~'))),
  '!': (machine) => {
    const value = machine.pop()
    if (typeof value !== 'boolean') throw new Fault(`! needs a boolean, not ${typeOf(value)}`)
    machine.push(!value)
  },
}

function number(operator: string, value: Value): number {
  if (typeof value !== 'number') throw new Fault(`${operator} needs a number, not ${typeOf(value)}`)
  return value
}
