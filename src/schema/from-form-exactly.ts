import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { TraitsTree } from './traits-tree.ts'

/**
 * Converts the traits of a form to the types of the schema, each text as it was sent: fields that
 * the schema does not name are left out, an empty text stays an empty text, and what cannot be
 * converted stays text, so that `check` reports it.
 */
export function fromFormExactly(traits: TraitsTree, sent: JsonObject): JsonObject {
  return object(traits, sent)
}

function object(place: TraitsTree, sent: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([key, child]): [string, Json][] => {
      const member = place.members.get(key)
      const converted = member && value(member, child)
      return converted === undefined ? [] : [[key, converted]]
    }),
  )
}

/** Undefined where no field of the schema is named: `traits.email.x`, `traits.name.x`. */
function value(place: TraitsTree, sent: Json): Json | undefined {
  if (place.members.size > 0) {
    if (!isObject(sent)) return first(sent)
    const members = object(place, sent)
    return Object.keys(members).length > 0 ? members : undefined
  }
  if (isObject(sent)) return undefined
  if (place.types.includes('array'))
    return textsOf(sent).map((text) => scalar(place.items?.types ?? [], text))
  if (place.types.includes('boolean')) return scalar(place.types, textsOf(sent).at(-1) ?? '')
  return scalar(place.types, first(sent))
}

const textsOf = (sent: Json): readonly string[] =>
  (Array.isArray(sent) ? sent : [sent]).filter((one): one is string => typeof one === 'string')

const first = (sent: Json): string => textsOf(sent)[0] ?? ''

const truths = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
])
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A text in one of these types; as it is where it has none of them. */
export function scalar(types: readonly string[], text: string): Json {
  if (types.length === 0 || types.includes('string')) return text
  if (types.includes('boolean')) return truths.get(text) ?? text
  if (types.includes('integer') || types.includes('number')) {
    const number = numeral.test(text) ? Number(text) : Number.NaN
    return Number.isFinite(number) ? number : text
  }
  return text
}
