// Converts values to JSON and text, and JSON to values.
import { deepestNesting } from '../budget.ts'
import { Fault } from '../errors.ts'
import { scalar, writeCompact } from '../manifest/json-text.ts'
import { createWriter, type Json, type Writer } from '../manifest/json.ts'
import { exactNumber } from '../manifest/number.ts'
import type { Machine } from './machine.ts'
import { checkAsserts, fieldOf, namesOf, plainObject } from './objects.ts'
import { Fn, isItems, Obj, type Items, type Slot, type Task, type Value } from './values.ts'

/** Receives the number of characters of JSON that will be produced. */
export type Count = (characters: number) => void

/** Evaluates a value completely. Throws a Fault for functions and for excessive nesting. */
export function toJson(
  machine: Machine,
  value: Value,
  count: Count = counting(machine),
): Json | Task<Json> {
  return jsonAt(machine, value, count, 0)
}

const counting =
  (machine: Machine): Count =>
  (characters) =>
    machine.allocate(2 * characters)

function jsonAt(machine: Machine, value: Value, count: Count, level: number): Json | Task<Json> {
  if (isItems(value)) return listOf(machine, value, count, level)
  if (value instanceof Obj) return recordOf(machine, value, count, level)
  if (value instanceof Fn) throw new Fault('a function cannot be shown')
  count(typeof value === 'string' ? value.length + 4 : 8)
  return value
}

function deeper(level: number): number {
  if (level >= deepestNesting)
    throw new Fault(`the value is nested more than ${deepestNesting} levels deep`, {
      limit: 'depth',
    })
  return level + 1
}

function* listOf(machine: Machine, items: Items, count: Count, level: number): Task<Json> {
  const inner = deeper(level)
  machine.spend(items.length)
  const list: Json[] = []
  for (const slot of items) {
    const item = jsonAt(machine, (yield slot) as Value, count, inner)
    list.push(isComplete(item) ? item : ((yield item) as Json))
  }
  count(2)
  return list
}

function* recordOf(machine: Machine, obj: Obj, count: Count, level: number): Task<Json> {
  const inner = deeper(level)
  if (obj.asserts === 'unchecked') yield checkAsserts(machine, obj)
  const record = new Map<string, Json>()
  for (const name of namesOf(machine, obj).visible) {
    count(name.length + 5)
    const item = jsonAt(machine, (yield fieldOf(machine, obj, name) ?? null) as Value, count, inner)
    record.set(name, isComplete(item) ? item : ((yield item) as Json))
  }
  count(2)
  return record
}

export const isComplete = (json: Json | Task<Json>): json is Json =>
  typeof json !== 'object' || json === null || Array.isArray(json) || json instanceof Map

/** The text that `print` produces for the value; its length counts against the budget. */
export function* printed(
  machine: Machine,
  value: Value,
  print: (json: Json, out: Writer) => void,
): Task<string> {
  const json = toJson(machine, value)
  const out = createWriter((characters) => machine.allocate(2 * characters))
  print(isComplete(json) ? json : ((yield json) as Json), out)
  return out.text
}

/** A value as text, as in `std.toString`: strings unchanged, others as JSON on one line. */
export function textOf(machine: Machine, value: Value): string | Task<string> {
  if (typeof value === 'string') return value
  if (isItems(value) || value instanceof Obj || value instanceof Fn)
    return printed(machine, value, writeCompact)
  return scalar(value, exactNumber)
}

/** `left + right`, with a string on at least one side. */
export function addText(machine: Machine, left: Value, right: Value): string | Task<string> {
  const [a, b] = [textOf(machine, left), textOf(machine, right)]
  return typeof a === 'string' && typeof b === 'string'
    ? joined(machine, a, b)
    : joinLater(machine, a, b)
}

function* joinLater(
  machine: Machine,
  a: string | Task<string>,
  b: string | Task<string>,
): Task<string> {
  return joined(machine, (yield a) as string, (yield b) as string)
}

/**
 * Concatenation shares the parts of its operands (ropes), so only the shorter one counts as new
 * memory.
 */
function joined(machine: Machine, a: string, b: string): string {
  machine.allocate(32 + 2 * Math.min(a.length, b.length))
  if (a.length + b.length > longestText)
    throw new Fault('the text is too long', { limit: 'memory' })
  return a + b
}

/** Limit in characters, below the host's maximum string length. */
const longestText = 2 ** 28

/** Converts parsed JSON to a value. Throws a Fault for anything else. */
export function fromJson(json: unknown, level = 0): Value {
  if (json === null || typeof json === 'boolean') return json
  if (typeof json === 'string') return json.toWellFormed()
  if (typeof json === 'number' && Number.isFinite(json)) return json
  if (Array.isArray(json)) {
    const inner = deeper(level)
    return json.map((item) => fromJson(item, inner))
  }
  if (typeof json === 'object') {
    const inner = deeper(level)
    const entries: [string, Slot][] = []
    for (const [key, value] of Object.entries(json))
      if (value !== undefined) entries.push([key.toWellFormed(), fromJson(value, inner)])
    return plainObject(entries)
  }
  throw new Fault(`${typeof json === 'number' ? String(json) : typeof json} is not JSON`, {
    kind: 'input',
  })
}
