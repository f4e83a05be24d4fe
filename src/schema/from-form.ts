import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { scalar } from './from-form-exactly.ts'
import type { TraitsTree } from './traits-tree.ts'

/** Whether `tags.0` and `tags.1` are entries of a list, or fields that the schema does not name. */
export type ListNames = 'with-positions' | 'repeated'

/**
 * Converts the traits of a form, which are text or lists of text, to the types of the schema. What
 * was left empty, and fields that the schema does not name, are left out.
 */
export function fromForm(traits: TraitsTree, sent: JsonObject, lists: ListNames): JsonObject {
  return object(traits, sent, lists) ?? {}
}

/** Undefined for a value that is left out. A value that cannot be converted stays as it is. */
function value(place: TraitsTree, sent: Json, lists: ListNames): Json | undefined {
  if (place.types.includes('array')) return list(place, sent, lists)
  if (isObject(sent)) return object(place, sent, lists)
  const text = Array.isArray(sent) ? oneOf(place, sent) : sent
  if (typeof text !== 'string') return sent
  if (text === '') return undefined
  return scalar(place.types, isNumeric(place) ? text.trim() : text)
}

/**
 * Of a field that was sent more than once the first text or number counts, and the last yes or no
 * (there is a hidden field before a checkbox).
 */
const oneOf = ({ types }: TraitsTree, sent: readonly Json[]): Json | undefined =>
  types.includes('boolean') && !types.includes('string') ? sent.at(-1) : sent[0]

function object(place: TraitsTree, sent: JsonObject, lists: ListNames): JsonObject | undefined {
  const entries = Object.entries(sent).flatMap(([key, child]): [string, Json][] => {
    const member = place.members.get(key)
    const turned = member && value(member, child, lists)
    return turned === undefined ? [] : [[key, turned]]
  })
  return entries.length === 0 && Object.keys(sent).length > 0 && !place.required
    ? undefined
    : Object.fromEntries(entries)
}

function list(place: TraitsTree, sent: Json, lists: ListNames): Json | undefined {
  const entries: readonly Json[] = Array.isArray(sent)
    ? sent
    : isObject(sent)
      ? ((lists === 'with-positions' ? indexed(sent) : undefined) ?? [])
      : [sent]
  const filled = entries.filter((entry) => entry !== '')
  if (filled.length === 0) return undefined
  return filled.map((entry) => (place.items ? (value(place.items, entry, lists) ?? entry) : entry))
}

/** The entries of `{ 0: a, 1: b }`, which indexed field names lead to. */
function indexed(sent: JsonObject): readonly Json[] | undefined {
  const keys = Object.keys(sent)
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(sent) : undefined
}

const isNumeric = ({ types }: TraitsTree): boolean =>
  !types.includes('string') && (types.includes('integer') || types.includes('number'))
