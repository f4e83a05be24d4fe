import { Fault } from '../errors.ts'
import { equalAtOnce, equals } from '../machine/compare.ts'
import { lengthOf } from '../machine/access.ts'
import type { Machine } from '../machine/machine.ts'
import { namesOf } from '../machine/objects.ts'
import { textOf } from '../machine/text.ts'
import {
  Fn,
  isItems,
  Obj,
  typeOf,
  type Native,
  type Slot,
  type Task,
  type TypeName,
  type Value,
} from '../machine/values.ts'
import { boolean, define, text } from './define.ts'

const isType = (name: string, type: TypeName) =>
  define(name, 'v', (_, v) => typeOf(v as Value) === type)

function length(machine: Machine, value: Slot | undefined): number {
  if (typeof value === 'string') return lengthOf(machine, value)
  if (isItems(value)) return value.length
  if (value instanceof Obj) return namesOf(machine, value).visible.length
  if (value instanceof Fn) return value.params.length
  throw new Fault(`a value of type ${typeOf(value as Value)} has no length`)
}

function* assertEqual(machine: Machine, a: Value, b: Value): Task {
  if ((yield equals(machine, a, b)) as boolean) return true
  const [left, right] = [(yield textOf(machine, a)) as string, (yield textOf(machine, b)) as string]
  throw new Fault(`std.assertEqual: ${left} is not ${right}`)
}

function primitiveEquals(a: Value, b: Value): boolean {
  const same = equalAtOnce(a, b)
  if (typeOf(a) === typeOf(b) && (isItems(a) || a instanceof Obj))
    throw new Fault(`values of type ${typeOf(a)} are not primitive`)
  return same === true
}

export const types: readonly Native[] = [
  define('type', 'x', (_, x) => typeOf(x as Value)),
  isType('isString', 'string'),
  isType('isNumber', 'number'),
  isType('isBoolean', 'boolean'),
  isType('isObject', 'object'),
  isType('isArray', 'array'),
  isType('isFunction', 'function'),
  isType('isNull', 'null'),
  define('length', 'x', length),
  define('toString', 'a', (machine, a) => textOf(machine, a as Value)),
  define('equals', 'a b', (machine, a, b) => equals(machine, a as Value, b as Value)),
  define('primitiveEquals', 'x y', (_, x, y) => primitiveEquals(x as Value, y as Value)),
  define('assertEqual', 'a b', (machine, a, b) => assertEqual(machine, a as Value, b as Value)),
  define('xor', 'x y', (_, x, y) => boolean(x, 'x') !== boolean(y, 'y')),
  define('xnor', 'x y', (_, x, y) => boolean(x, 'x') === boolean(y, 'y')),
  define('id', 'x', (_, x) => x as Value),
  define('trace', 'str rest', (_, str, rest) => {
    text(str, 'str')
    return rest as Value
  }),
  define('extVar', 'x', (machine, x) => {
    const value = machine.outside.extVar(text(x, 'x'))
    if (value === undefined) throw new Fault(`there is no external variable ${JSON.stringify(x)}`)
    return value
  }),
  define('native', 'x', (_, x) => {
    throw new Fault(
      `there are no native functions, so none is called ${JSON.stringify(text(x, 'x'))}`,
    )
  }),
]
