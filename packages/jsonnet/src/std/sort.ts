import { Fault } from '../errors.ts'
import { equals, order } from '../machine/compare.ts'
import type { Machine } from '../machine/machine.ts'
import { compareText } from '../machine/objects.ts'
import {
  Call,
  type Fn,
  type Items,
  type Native,
  type Slot,
  type Task,
  type Value,
} from '../machine/values.ts'
import { define, func, items } from './define.ts'

/** An element and its sort key. */
type Keyed = { readonly slot: Slot; readonly key: Value }

function* keyed(machine: Machine, all: Items, keyF: Fn | undefined): Task<Keyed[]> {
  machine.allocate(40 * all.length)
  const list: Keyed[] = []
  for (const slot of all)
    list.push({ slot, key: (yield keyF ? new Call(keyF, [slot]) : slot) as Value })
  return list
}

function* sorted(machine: Machine, all: Items, keyF: Fn | undefined): Task<Keyed[]> {
  const list = (yield keyed(machine, all, keyF)) as Keyed[]
  machine.spend(list.length * Math.ceil(Math.log2(list.length + 1)))
  if (list.every(({ key }) => typeof key === 'number'))
    return list.toSorted((a, b) => (a.key as number) - (b.key as number))
  if (list.every(({ key }) => typeof key === 'string'))
    return list.toSorted((a, b) => compareText(a.key as string, b.key as string))
  return yield* mergeSorted(machine, list)
}

/** Bottom-up merge sort; stable. */
function* mergeSorted(machine: Machine, list: Keyed[]): Task<Keyed[]> {
  let from = list
  for (let run = 1; run < list.length; run *= 2) {
    const into: Keyed[] = []
    machine.allocate(8 * list.length)
    for (let start = 0; start < list.length; start += 2 * run) {
      const middle = Math.min(start + run, list.length)
      const end = Math.min(start + 2 * run, list.length)
      let left = start
      let right = middle
      while (left < middle || right < end) {
        const a = left < middle ? from[left] : undefined
        const b = right < end ? from[right] : undefined
        const first =
          a && b ? ((yield order(machine, a.key, b.key)) as number) <= 0 : a !== undefined
        into.push((first ? a : b) as Keyed)
        if (first) left++
        else right++
      }
    }
    from = into
  }
  return from
}

/** Removes elements that equal the previous one. */
function* distinct(machine: Machine, list: readonly Keyed[]): Task<Keyed[]> {
  const kept: Keyed[] = []
  for (const item of list) {
    const last = kept.at(-1)
    if (last === undefined || (yield equals(machine, last.key, item.key)) !== true) kept.push(item)
  }
  return kept
}

const slots = (list: readonly Keyed[]): Slot[] => list.map(({ slot }) => slot)

function* sort(machine: Machine, all: Items, keyF: Fn | undefined): Task {
  return slots((yield sorted(machine, all, keyF)) as Keyed[])
}

function* uniq(machine: Machine, all: Items, keyF: Fn | undefined): Task {
  return slots((yield distinct(machine, (yield keyed(machine, all, keyF)) as Keyed[])) as Keyed[])
}

function* set(machine: Machine, all: Items, keyF: Fn | undefined): Task {
  return slots((yield distinct(machine, (yield sorted(machine, all, keyF)) as Keyed[])) as Keyed[])
}

/**
 * Defines a set operation: merges two sorted sets and keeps what is only in `a`, in both, or only
 * in `b`.
 */
const combine = (
  name: string,
  keep: { readonly a: boolean; readonly both: boolean; readonly b: boolean },
): Native =>
  define(name, 'a b keyF?', (machine, a, b, keyF) =>
    combined(machine, items(a, 'a'), items(b, 'b'), keyFunction(keyF), keep),
  )

function* combined(
  machine: Machine,
  a: Items,
  b: Items,
  keyF: Fn | undefined,
  keep: { readonly a: boolean; readonly both: boolean; readonly b: boolean },
): Task {
  const left = (yield keyed(machine, a, keyF)) as Keyed[]
  const right = (yield keyed(machine, b, keyF)) as Keyed[]
  const kept: Slot[] = []
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    const [first, second] = [left[i], right[j]]
    const found =
      first === undefined
        ? 1
        : second === undefined
          ? -1
          : ((yield order(machine, first.key, second.key)) as number)
    if (found <= 0) i++
    if (found >= 0) j++
    if (found < 0 ? keep.a : found === 0 ? keep.both : keep.b)
      kept.push((found <= 0 ? first : second)?.slot ?? null)
  }
  return kept
}

function* setMember(machine: Machine, x: Slot, arr: Items, keyF: Fn | undefined): Task {
  const key = (yield keyF ? new Call(keyF, [x]) : x) as Value
  let [from, to] = [0, arr.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const slot = arr[middle] as Slot
    const found = (yield order(
      machine,
      key,
      (yield keyF ? new Call(keyF, [slot]) : slot) as Value,
    )) as number
    if (found === 0) return true
    if (found < 0) to = middle
    else from = middle + 1
  }
  return false
}

/** Defines minimum or maximum; of equal elements the first one. */
const extreme = (name: string, better: (order: number) => boolean): Native =>
  define(name, 'arr keyF? onEmpty?~', (machine, arr, keyF, onEmpty) =>
    extremeOf(machine, name, items(arr, 'arr'), keyFunction(keyF), onEmpty, better),
  )

function* extremeOf(
  machine: Machine,
  name: string,
  arr: Items,
  keyF: Fn | undefined,
  onEmpty: Slot | undefined,
  better: (order: number) => boolean,
): Task {
  const [first, ...others] = (yield keyed(machine, arr, keyF)) as Keyed[]
  if (first === undefined) {
    if (onEmpty === undefined) throw new Fault(`std.${name}: arr must not be empty`)
    return (yield onEmpty) as Value
  }
  let best = first
  for (const item of others)
    if (better((yield order(machine, item.key, best.key)) as number)) best = item
  return (yield best.slot) as Value
}

const keyFunction = (keyF: Slot | undefined): Fn | undefined =>
  keyF === undefined ? undefined : func(keyF, 'keyF')
const ordering = (
  name: string,
  run: (machine: Machine, all: Items, keyF: Fn | undefined) => Task,
): Native =>
  define(name, 'arr keyF?', (machine, arr, keyF) =>
    run(machine, items(arr, 'arr'), keyFunction(keyF)),
  )

export const sorting: readonly Native[] = [
  ordering('sort', sort),
  ordering('uniq', uniq),
  ordering('set', set),
  combine('setUnion', { a: true, both: true, b: true }),
  combine('setInter', { a: false, both: true, b: false }),
  combine('setDiff', { a: true, both: false, b: false }),
  define('setMember', 'x arr keyF?', (machine, x, arr, keyF) =>
    setMember(machine, x as Slot, items(arr, 'arr'), keyFunction(keyF)),
  ),
  extreme('minArray', (found) => found < 0),
  extreme('maxArray', (found) => found > 0),
]
