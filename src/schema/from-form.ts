import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { TraitsTree } from './traits-tree.ts'

/**
 * Converts the traits of a form, which are text or lists of text, to the types of the schema. What
 * was left empty, and fields that the schema does not name, are left out.
 */
export function fromForm(traits: TraitsTree, sent: JsonObject): JsonObject {
  return object(traits, sent) ?? {}
}

/** Undefined for a value that is left out. A value that cannot be converted stays as it is. */
function value(place: TraitsTree, sent: Json): Json | undefined {
  if (place.types.includes('array')) return list(place, sent)
  if (isObject(sent)) return object(place, sent)
  const text = Array.isArray(sent) ? oneOf(place, sent) : sent
  if (typeof text !== 'string') return sent
  return text === '' ? undefined : scalar(place.types, text)
}

/**
 * Of a field that was sent more than once the first text or number counts, and the last yes or no
 * (there is a hidden field before a checkbox).
 */
const oneOf = ({ types }: TraitsTree, sent: readonly Json[]): Json | undefined =>
  types.includes('boolean') && !types.includes('string') ? sent.at(-1) : sent[0]

function object(place: TraitsTree, sent: JsonObject): JsonObject | undefined {
  const entries = Object.entries(sent).flatMap(([key, child]): [string, Json][] => {
    const member = place.members.get(key)
    const turned = member && value(member, child)
    return turned === undefined ? [] : [[key, turned]]
  })
  return entries.length === 0 && Object.keys(sent).length > 0 && !place.required
    ? undefined
    : Object.fromEntries(entries)
}

function list(place: TraitsTree, sent: Json): Json | undefined {
  const entries: readonly Json[] = Array.isArray(sent)
    ? sent
    : isObject(sent)
      ? (indexed(sent) ?? [sent])
      : [sent]
  const filled = entries.filter((entry) => entry !== '')
  if (filled.length === 0 && !place.required) return undefined
  return filled.map((entry) => (place.items ? (value(place.items, entry) ?? entry) : entry))
}

/** The entries of `{ 0: a, 1: b }`, which indexed field names lead to. */
function indexed(sent: JsonObject): readonly Json[] | undefined {
  const keys = Object.keys(sent)
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(sent) : undefined
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  1: true,
  false: false,
  0: false,
}
const numeral = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

function scalar(types: readonly string[], text: string): Json {
  if (types.includes('string')) return text
  const trimmed = text.trim()
  if (types.includes('boolean') && Object.hasOwn(truths, trimmed)) return truths[trimmed] ?? text
  if (
    (types.includes('integer') || types.includes('number')) &&
    numeral.test(trimmed) &&
    Number.isFinite(Number(trimmed))
  )
    return Number(trimmed)
  return text
}
