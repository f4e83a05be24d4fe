import { Fault } from '../errors.ts'
import type { Machine } from './machine.ts'
import {
  Env,
  Obj,
  Thunk,
  type Code,
  type FieldCode,
  type Layer,
  type Slot,
  type Task,
  type Value,
} from './values.ts'

/** The slot of a field in the first `below` layers of an object; undefined when there is none. */
export function fieldOf(
  machine: Machine,
  obj: Obj,
  name: string,
  below = obj.layers.length,
): Slot | undefined {
  for (let i = below - 1; i >= 0; i--) {
    const field = obj.layers[i]?.fields.get(name)
    if (field === undefined) continue
    if (below - i > 8) machine.spend(below - i)
    const known = (obj.fields[i] ??= new Map())
    let slot = known.get(name)
    if (slot === undefined) {
      slot = makeField(machine, obj, name, i, field)
      known.set(name, slot)
    }
    return slot
  }
  return undefined
}

/** Whether the first `below` layers have the field. */
export const hasField = (obj: Obj, name: string, below = obj.layers.length): boolean => {
  for (let i = below - 1; i >= 0; i--) if (obj.layers[i]?.fields.has(name)) return true
  return false
}

function makeField(
  machine: Machine,
  obj: Obj,
  name: string,
  index: number,
  field: FieldCode,
): Slot {
  if (field.code === undefined) return field.constant
  machine.allocate(120)
  const layer = obj.layers[index] as Layer
  const env =
    field.turn === undefined
      ? layerEnv(machine, obj, index)
      : fillEnv(machine, layer, new Env(field.turn, [], obj, index))
  const own = new Thunk(field.code, env)
  if (field.join === undefined || !hasField(obj, name, index)) return own
  const steps: Code['steps'] = [
    (machine) => machine.force(fieldOf(machine, obj, name, index) ?? null),
    (machine) => machine.force(own),
    field.join,
  ]
  return new Thunk({ steps, at: steps.map(() => field.at), name: field.code.name }, env)
}

function layerEnv(machine: Machine, obj: Obj, index: number): Env {
  const layer = obj.layers[index] as Layer
  const known = obj.envs[index]
  if (known !== undefined) return known
  const env = (obj.envs[index] = new Env(layer.env, [], obj, index))
  return fillEnv(machine, layer, env)
}

function fillEnv(machine: Machine, layer: Layer, env: Env): Env {
  machine.allocate(80)
  for (const local of layer.locals) env.slots.push(local(machine, env))
  return env
}

/** Pushes the value of a field. The first access to an object checks its assertions. */
export function pushField(machine: Machine, obj: Obj, name: string): void {
  const slot = fieldOf(machine, obj, name)
  if (slot === undefined) throw new Fault(`the object has no field ${quote(name)}`)
  if (obj.asserts === 'checked') machine.force(slot)
  else machine.ask(checkedField(machine, obj, slot))
}

function* checkedField(machine: Machine, obj: Obj, slot: Slot): Task {
  yield checkAsserts(machine, obj)
  return (yield slot) as Value
}

/** Checks the assertions of an object, once. */
export function* checkAsserts(machine: Machine, obj: Obj): Task {
  if (obj.asserts === 'checked') return null
  // NOTE assertions read fields of their own object; set first, so that they do not check it again
  obj.asserts = 'checked'
  for (const [i, { asserts }] of obj.layers.entries()) {
    for (const code of asserts) yield new Thunk(code, layerEnv(machine, obj, i))
  }
  return null
}

/** Names of the fields, sorted by code points. Walks the layers once and caches the result. */
export function namesOf(machine: Machine, obj: Obj): NonNullable<Obj['names']> {
  if (obj.names !== undefined) return obj.names
  const visibility = new Map<string, FieldCode['visibility']>()
  for (const { fields } of obj.layers) {
    machine.spend(1 + fields.size)
    machine.allocate(40 * fields.size)
    for (const [name, field] of fields)
      if (field.visibility !== ':' || !visibility.has(name)) visibility.set(name, field.visibility)
  }
  const all = [...visibility.keys()].sort(compareText)
  const visible = all.every((name) => visibility.get(name) !== '::')
    ? all
    : all.filter((name) => visibility.get(name) !== '::')
  return (obj.names = { all, visible })
}

/** An object with these slots as fields. */
export function plainObject(
  entries: Iterable<readonly [string, Slot]>,
  visibility: FieldCode['visibility'] = ':',
): Obj {
  const fields = new Map<string, FieldCode>()
  for (const [name, constant] of entries)
    fields.set(name, {
      visibility,
      join: undefined,
      code: undefined,
      constant,
      turn: undefined,
      at: 0,
    })
  return new Obj([{ fields, asserts: [], env: undefined, locals: [] }])
}

const highSurrogates = /[\ud800-\udfff]/

/** Compares strings by code points, not by UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  if (!highSurrogates.test(a) && !highSurrogates.test(b)) return a < b ? -1 : 1
  const [left, right] = [Array.from(a), Array.from(b)]
  for (const [i, char] of left.entries()) {
    const other = right[i]
    if (other === undefined) return 1
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return -1
}

const quote = (name: string) => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name)
