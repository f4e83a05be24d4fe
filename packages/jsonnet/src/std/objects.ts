import { deepestNesting } from '../budget.ts'
import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import {
  checkAsserts,
  fieldOf,
  hasField,
  namesOf,
  plainObject,
  pushField,
} from '../machine/objects.ts'
import {
  Env,
  isItems,
  Obj,
  Thunk,
  type Fn,
  type Items,
  type Native,
  type Slot,
  type Task,
  type Value,
} from '../machine/values.ts'
import { boolean, define, func, later, object, text } from './define.ts'

const nothing = new Env(undefined, [])

/** The slot of a field; the object's assertions are checked before it is computed. */
function slotOf(machine: Machine, obj: Obj, name: string): Slot {
  if (obj.asserts === 'checked') return fieldOf(machine, obj, name) ?? null
  return new Thunk(
    { steps: [(machine) => pushField(machine, obj, name)], at: [], name: '' },
    nothing,
  )
}

const namesIn = (machine: Machine, obj: Obj, hidden: boolean) =>
  namesOf(machine, obj)[hidden ? 'all' : 'visible']
const has = (machine: Machine, obj: Obj, name: string, hidden: boolean) =>
  hidden ? hasField(obj, name) : hasField(obj, name) && namesOf(machine, obj).visible.includes(name)

const each = <T extends Slot>(
  machine: Machine,
  obj: Obj,
  hidden: boolean,
  make: (name: string) => T,
): T[] => {
  const names = namesIn(machine, obj, hidden)
  machine.spend(names.length)
  machine.allocate(40 * names.length)
  return names.map(make)
}

const keyValue = (machine: Machine, obj: Obj, key: string): Value =>
  plainObject([
    ['key', key],
    ['value', slotOf(machine, obj, key)],
  ])

function* get(machine: Machine, obj: Obj, name: string, otherwise: Slot, hidden: boolean): Task {
  if (!has(machine, obj, name, hidden)) return (yield otherwise) as Value
  yield checkAsserts(machine, obj)
  return (yield fieldOf(machine, obj, name) ?? null) as Value
}

const isEmpty = (machine: Machine, value: Value): boolean =>
  value === null ||
  (isItems(value) && value.length === 0) ||
  (value instanceof Obj && namesOf(machine, value).visible.length === 0)

function* prune(machine: Machine, value: Value): Task {
  if (isItems(value)) return yield* pruneItems(machine, value)
  if (!(value instanceof Obj)) return value
  yield checkAsserts(machine, value)
  const kept: [string, Slot][] = []
  for (const name of namesOf(machine, value).visible) {
    const field = (yield prune(
      machine,
      (yield fieldOf(machine, value, name) ?? null) as Value,
    )) as Value
    if (!isEmpty(machine, field)) kept.push([name, field])
  }
  machine.allocate(80 * kept.length)
  return plainObject(kept)
}

function* pruneItems(machine: Machine, all: Items): Task {
  const kept: Slot[] = []
  machine.allocate(8 * all.length)
  for (const slot of all) {
    const item = (yield prune(machine, (yield slot) as Value)) as Value
    if (!isEmpty(machine, item)) kept.push(item)
  }
  return kept
}

/** JSON Merge Patch (RFC 7396, section 2): https://www.rfc-editor.org/rfc/rfc7396#section-2 */
function* mergePatch(machine: Machine, target: Value, patch: Value, level = 0): Task {
  if (!(patch instanceof Obj)) return patch
  if (level >= deepestNesting)
    throw new Fault(`the patch is nested more than ${deepestNesting} levels deep`, {
      limit: 'depth',
    })
  yield checkAsserts(machine, patch)
  const merged = new Map<string, Slot>()
  if (target instanceof Obj)
    for (const name of namesOf(machine, target).visible)
      merged.set(name, slotOf(machine, target, name))
  for (const name of namesOf(machine, patch).visible) {
    const change = (yield fieldOf(machine, patch, name) ?? null) as Value
    if (change === null) merged.delete(name)
    else
      merged.set(
        name,
        change instanceof Obj
          ? ((yield mergePatch(
              machine,
              (yield merged.get(name) ?? null) as Value,
              change,
              level + 1,
            )) as Value)
          : change,
      )
  }
  machine.allocate(80 * merged.size)
  return plainObject(merged)
}

function mapWithKey(machine: Machine, fn: Fn, obj: Obj): Value {
  return plainObject(
    namesOf(machine, obj).visible.map((name) => [
      name,
      later(machine, fn, [name, slotOf(machine, obj, name)]),
    ]),
  )
}

function removeKey(machine: Machine, obj: Obj, key: string): Value {
  const names = namesOf(machine, obj).visible.filter((name) => name !== key)
  machine.allocate(80 * names.length)
  return plainObject(names.map((name) => [name, slotOf(machine, obj, name)]))
}

/** Defines a function of an object twice: for visible fields, and as `…All` for all fields. */
const both = (
  name: string,
  params: string,
  run: (machine: Machine, obj: Obj, hidden: boolean, name: Slot | undefined) => Value,
): readonly Native[] => [
  define(name, params, (machine, o, f) => run(machine, object(o, 'o'), false, f)),
  define(`${name}All`, params, (machine, o, f) => run(machine, object(o, 'o'), true, f)),
]

export const objects: readonly Native[] = [
  ...both('objectHas', 'o f', (machine, obj, hidden, f) => has(machine, obj, text(f, 'f'), hidden)),
  ...both('objectFields', 'o', (machine, obj, hidden) => namesIn(machine, obj, hidden)),
  ...both('objectValues', 'o', (machine, obj, hidden) =>
    each(machine, obj, hidden, (name) => slotOf(machine, obj, name)),
  ),
  ...both('objectKeysValues', 'o', (machine, obj, hidden) =>
    each(machine, obj, hidden, (name) => keyValue(machine, obj, name)),
  ),
  define('objectHasEx', 'obj fname hidden', (machine, obj, fname, hidden) =>
    has(machine, object(obj, 'obj'), text(fname, 'fname'), boolean(hidden, 'hidden')),
  ),
  define('objectFieldsEx', 'obj hidden', (machine, obj, hidden) =>
    namesIn(machine, object(obj, 'obj'), boolean(hidden, 'hidden')),
  ),
  define('objectRemoveKey', 'obj key', (machine, obj, key) =>
    removeKey(machine, object(obj, 'obj'), text(key, 'key')),
  ),
  define('get', 'o f default?~ inc_hidden?', (machine, o, f, otherwise = null, hidden = true) =>
    get(machine, object(o, 'o'), text(f, 'f'), otherwise, boolean(hidden, 'inc_hidden')),
  ),
  define('mapWithKey', 'func obj', (machine, fn, obj) =>
    mapWithKey(machine, func(fn, 'func'), object(obj, 'obj')),
  ),
  define('prune', 'a', (machine, a) => prune(machine, a as Value)),
  define('mergePatch', 'target patch', (machine, target, patch) =>
    mergePatch(machine, target as Value, patch as Value),
  ),
]
