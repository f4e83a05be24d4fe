import { Fault } from '../errors.ts'
import { slice } from '../machine/access.ts'
import { equals } from '../machine/compare.ts'
import type { Machine } from '../machine/machine.ts'
import { finite } from '../machine/operators.ts'
import {
  Call,
  isItems,
  typeOf,
  type Fn,
  type Items,
  type Native,
  type Slot,
  type Task,
  type Value,
} from '../machine/values.ts'
import {
  boolean,
  define,
  func,
  integer,
  items,
  later,
  natural,
  number,
  sequence,
  text,
} from './define.ts'

/** From the end to the begin. */
function reversed(machine: Machine, all: Items): Items {
  machine.allocate(8 * all.length)
  return all.toReversed()
}

function makeArray(machine: Machine, size: number, fn: Fn): Value {
  machine.spend(size)
  machine.allocate(16 * size)
  return Array.from({ length: size }, (_, i) => later(machine, fn, [i]))
}

function range(machine: Machine, from: number, to: number): Value {
  const size = Math.max(0, to - from + 1)
  machine.spend(size >> 2)
  machine.allocate(8 * size)
  return Array.from({ length: size }, (_, i) => from + i)
}

const mapped = (
  machine: Machine,
  all: Items,
  fn: Fn,
  args: (item: Slot, index: number) => readonly Slot[],
): Value => {
  machine.spend(all.length)
  return all.map((item, i) => later(machine, fn, args(item, i)))
}

function* holding(machine: Machine, fn: Fn, all: Items): Task<Items> {
  const kept: Slot[] = []
  machine.allocate(8 * all.length)
  for (const item of all) {
    const keep = (yield new Call(fn, [item])) as Value
    if (typeof keep !== 'boolean')
      throw new Fault(`a filter answers with a boolean, not ${typeOf(keep)}`)
    if (keep) kept.push(item)
  }
  return kept
}

function* filterMap(machine: Machine, filter: Fn, map: Fn, all: Items): Task {
  return mapped(machine, (yield holding(machine, filter, all)) as Items, map, (item) => [item])
}

/** Concatenates parts that are strings. */
const glued = (parts: readonly Slot[]): string => (parts as readonly string[]).join('')

function* flatMap(machine: Machine, fn: Fn, all: Items, texts: boolean): Task {
  const parts: Slot[] = []
  for (const item of all) {
    const part = (yield new Call(fn, [item])) as Value
    if (texts && part === null) continue
    if (texts ? typeof part !== 'string' : !isItems(part))
      throw new Fault(
        `std.flatMap: func must answer with ${texts ? 'a string' : 'an array'}, not ${typeOf(part)}`,
      )
    const added = texts ? [part] : (part as Items)
    machine.allocate(texts ? 2 * (part as string).length : 8 * added.length)
    for (const slot of added) parts.push(slot)
  }
  return texts ? glued(parts) : parts
}

function* fold(
  fn: Fn,
  all: Items,
  init: Slot,
  args: (item: Slot, so: Slot) => readonly Slot[],
): Task {
  let so = init
  for (const item of all) so = (yield new Call(fn, args(item, so))) as Value
  return (yield so) as Value
}

function* join(machine: Machine, sep: string | Items, arr: Items): Task {
  const parts: Slot[] = []
  let first = true
  for (const slot of arr) {
    const part = (yield slot) as Value
    if (part === null) continue
    if (typeof sep === 'string' ? typeof part !== 'string' : !isItems(part))
      throw new Fault(`std.join: sep is ${typeOf(sep)}, so elements are too, not ${typeOf(part)}`)
    const added = typeof sep === 'string' ? [part] : (part as Items)
    machine.allocate(
      typeof sep === 'string'
        ? 2 * ((part as string).length + sep.length) + 8
        : 8 * (added.length + sep.length),
    )
    if (!first) for (const between of typeof sep === 'string' ? [sep] : sep) parts.push(between)
    for (const item of added) parts.push(item)
    first = false
  }
  return typeof sep === 'string' ? glued(parts) : parts
}

function* flatten(machine: Machine, arr: Items): Task {
  const parts: Slot[] = []
  for (const slot of arr) {
    const part = items((yield slot) as Value, 'an element of arrs')
    machine.allocate(8 * part.length)
    for (const item of part) parts.push(item)
  }
  return parts
}

function* flattenDeep(machine: Machine, value: Value, into: Slot[]): Task {
  if (!isItems(value)) {
    machine.allocate(8)
    into.push(value)
    return into
  }
  for (const slot of value) {
    const item = (yield slot) as Value
    if (isItems(item)) yield flattenDeep(machine, item, into)
    else into.push(item)
  }
  machine.allocate(8 * value.length)
  return into
}

function* deepJoin(machine: Machine, value: Value): Task {
  const parts = (yield flattenDeep(machine, value, [])) as Items
  const texts = parts.map((part) => text(part, 'whatever is nested in arr'))
  machine.allocate(2 * texts.reduce((length, part) => length + part.length, 0))
  return texts.join('')
}

function* decide(arr: Items, decisive: boolean): Task {
  for (const slot of arr)
    if (boolean((yield slot) as Value, 'an element of arr') === decisive) return decisive
  return !decisive
}

/** The indexes of the value in the array; only the first with `once`. */
function* places(machine: Machine, arr: Items, value: Value, once = false): Task<number[]> {
  const found: number[] = []
  for (const [i, slot] of arr.entries()) {
    if ((yield equals(machine, (yield slot) as Value, value)) !== true) continue
    found.push(i)
    if (once) break
  }
  return found
}

function* counted(
  machine: Machine,
  arr: Items,
  value: Value,
  once: boolean,
  answer: (found: number[]) => Value,
): Task {
  return answer((yield places(machine, arr, value, once)) as number[])
}

const member = (machine: Machine, arr: Slot | undefined, value: Value): Value | Task =>
  typeof arr === 'string'
    ? arr.includes(typeof value === 'string' ? value : '\0\0')
    : counted(machine, items(arr, 'arr'), value, true, (found) => found.length > 0)

const without = (arr: Items, index: number | undefined): Value =>
  index === undefined ? arr : [...arr.slice(0, index), ...arr.slice(index + 1)]

function* total(arr: Items, average: boolean): Task {
  let sum = 0
  for (const slot of arr) sum += number((yield slot) as Value, 'an element of arr')
  if (average && arr.length === 0) throw new Fault('std.avg: arr must not be empty')
  return finite(average ? sum / arr.length : sum, 'the result')
}

export const arrays: readonly Native[] = [
  define('makeArray', 'sz func', (machine, sz, fn) =>
    makeArray(machine, natural(sz, 'sz'), func(fn, 'func')),
  ),
  define('range', 'from to', (machine, from, to) =>
    range(machine, integer(from, 'from'), integer(to, 'to')),
  ),
  define(
    'slice',
    'indexable index? end? step?',
    (machine, all, index = null, end = null, step = null) =>
      slice(machine, all as Value, index as Value, end as Value, step as Value),
  ),
  define('map', 'func arr', (machine, fn, arr) =>
    mapped(machine, sequence(machine, arr, 'arr'), func(fn, 'func'), (item) => [item]),
  ),
  define('mapWithIndex', 'func arr', (machine, fn, arr) =>
    mapped(machine, sequence(machine, arr, 'arr'), func(fn, 'func'), (item, i) => [i, item]),
  ),
  define('filter', 'func arr', (machine, fn, arr) =>
    holding(machine, func(fn, 'func'), items(arr, 'arr')),
  ),
  define('filterMap', 'filter_func map_func arr', (machine, filter, map, arr) =>
    filterMap(machine, func(filter, 'filter_func'), func(map, 'map_func'), items(arr, 'arr')),
  ),
  define('flatMap', 'func arr', (machine, fn, arr) =>
    flatMap(machine, func(fn, 'func'), sequence(machine, arr, 'arr'), typeof arr === 'string'),
  ),
  define('foldl', 'func arr init~', (machine, fn, arr, init) =>
    fold(func(fn, 'func'), sequence(machine, arr, 'arr'), init as Slot, (item, so) => [so, item]),
  ),
  define('foldr', 'func arr init~', (machine, fn, arr, init) =>
    fold(
      func(fn, 'func'),
      reversed(machine, sequence(machine, arr, 'arr')),
      init as Slot,
      (item, so) => [item, so],
    ),
  ),
  define('join', 'sep arr', (machine, sep, arr) =>
    join(machine, typeof sep === 'string' ? sep : items(sep, 'sep'), items(arr, 'arr')),
  ),
  define('deepJoin', 'arr', (machine, arr) => deepJoin(machine, arr as Value)),
  define('flattenArrays', 'arrs', (machine, arrs) => flatten(machine, items(arrs, 'arrs'))),
  define('flattenDeepArray', 'value', (machine, value) => flattenDeep(machine, value as Value, [])),
  define('reverse', 'arrs', (machine, arrs) => reversed(machine, items(arrs, 'arrs'))),
  define('all', 'arr', (_, arr) => decide(items(arr, 'arr'), false)),
  define('any', 'arr', (_, arr) => decide(items(arr, 'arr'), true)),
  define('sum', 'arr', (_, arr) => total(items(arr, 'arr'), false)),
  define('avg', 'arr', (_, arr) => total(items(arr, 'arr'), true)),
  define('member', 'arr x', (machine, arr, x) => member(machine, arr, x as Value)),
  define('contains', 'arr elem', (machine, arr, elem) =>
    counted(machine, items(arr, 'arr'), elem as Value, true, (found) => found.length > 0),
  ),
  define('count', 'arr x', (machine, arr, x) =>
    counted(machine, items(arr, 'arr'), x as Value, false, (found) => found.length),
  ),
  define('find', 'value arr', (machine, value, arr) =>
    counted(machine, items(arr, 'arr'), value as Value, false, (found) => found),
  ),
  define('remove', 'arr elem', (machine, arr, elem) =>
    counted(machine, items(arr, 'arr'), elem as Value, true, ([index]) =>
      without(items(arr, 'arr'), index),
    ),
  ),
  define('removeAt', 'arr at', (_, arr, at) => without(items(arr, 'arr'), natural(at, 'at'))),
]
