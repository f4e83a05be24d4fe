import { Fault } from '../errors.ts'
import { lengthOf } from '../machine/access.ts'
import type { Machine } from '../machine/machine.ts'
import { checkAsserts, fieldOf } from '../machine/objects.ts'
import { finite, remainder } from '../machine/operators.ts'
import { textOf } from '../machine/text.ts'
import {
  isItems,
  Obj,
  typeOf,
  type Items,
  type Native,
  type Slot,
  type Step,
  type Task,
  type Value,
} from '../machine/values.ts'
import { define, text } from './define.ts'
import { formatNumber } from './format-number.ts'
import { parseFormat, type Conversion } from './format-spec.ts'

/** `%`: the remainder of two numbers, or string formatting. */
export const mod: Step = (machine) => {
  const right = machine.pop()
  const left = machine.pop()
  machine.ask(modulo(machine, left, right))
}

function modulo(machine: Machine, left: Value, right: Value): Value | Task {
  if (typeof left === 'string') return format(machine, left, right)
  if (typeof left !== 'number' || typeof right !== 'number')
    throw new Fault(
      `% needs two numbers, or a string before it, not ${typeOf(left)} and ${typeOf(right)}`,
    )
  return finite(remainder(left, right), 'the result of %')
}

function format(machine: Machine, template: string, values: Value): Task {
  machine.spend(template.length >> 2)
  const parts = parseFormat(template)
  return values instanceof Obj
    ? fromObject(machine, parts, values)
    : fromItems(machine, parts, isItems(values) ? values : [values])
}

type Parts = readonly (string | Conversion)[]

function* fromItems(machine: Machine, parts: Parts, values: Items): Task {
  let taken = 0
  const next = (): Slot => {
    const slot = values[taken++]
    if (slot === undefined) throw new Fault(`the format needs more than ${values.length} values`)
    return slot
  }
  const size = (value: Value): number => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      throw new Fault('a width or precision of * needs a whole number')
    return value
  }
  let all = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      all += part
      continue
    }
    if (part.key !== undefined) throw new Fault(`%(${part.key}) needs an object of values`)
    const width = part.width === '*' ? size((yield next()) as Value) : part.width
    const precision = part.precision === '*' ? size((yield next()) as Value) : part.precision
    const value = part.type === '%' ? null : ((yield next()) as Value)
    all += (yield convert(machine, { ...part, width, precision }, value)) as string
  }
  if (taken < values.length)
    throw new Fault(`the format needs ${taken} values, not ${values.length}`)
  return all
}

function* fromObject(machine: Machine, parts: Parts, values: Obj): Task {
  let all = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      all += part
      continue
    }
    const { width, precision, key, type } = part
    if (width === '*' || precision === '*')
      throw new Fault('a width or precision of * needs an array of values')
    let value: Value = null
    if (type !== '%') {
      if (key === undefined) throw new Fault(`%${type} needs the name of a field: %(name)${type}`)
      yield checkAsserts(machine, values)
      const slot = fieldOf(machine, values, key)
      if (slot === undefined)
        throw new Fault(`the values of the format have no field ${JSON.stringify(key)}`)
      value = (yield slot) as Value
    }
    all += (yield convert(machine, { ...part, width, precision }, value)) as string
  }
  return all
}

function* convert(
  machine: Machine,
  spec: Conversion & { readonly width: number; readonly precision: number | undefined },
  value: Value,
): Task<string> {
  const text =
    spec.type === '%'
      ? '%'
      : spec.type === 's'
        ? ((yield textOf(machine, value)) as string)
        : spec.type === 'c'
          ? character(value)
          : formatNumber(numeric(value, spec.type), spec)
  machine.allocate(2 * (text.length + spec.width))
  const padding = spec.width - lengthOf(machine, text)
  if (padding <= 0) return text
  return spec.flags.left ? text + ' '.repeat(padding) : ' '.repeat(padding) + text
}

function character(value: Value): string {
  if (typeof value === 'string' && Array.from(value).length === 1) return value
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0x10ffff)
    return String.fromCodePoint(value).toWellFormed()
  throw new Fault('%c needs a single character or its number')
}

function numeric(value: Value, type: string): number {
  if (typeof value !== 'number') throw new Fault(`%${type} needs a number, not ${typeOf(value)}`)
  return value
}

export const formatting: readonly Native[] = [
  define('format', 'str vals', (machine, str, vals) =>
    format(machine, text(str, 'str'), vals as Value),
  ),
  define('mod', 'a b', (machine, a, b) => modulo(machine, a as Value, b as Value)),
]
