// The phone numbers among the traits, in one form.
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { e164 } from './phone.ts'
import { sitesOf } from './trait-uses.ts'
import type { TraitsTree } from './traits-tree.ts'

type Path = readonly (string | undefined)[]

/**
 * Writes the numbers that text messages are sent to in E.164. Answers the same traits when all are.
 */
export function createPhoneWriter(traits: TraitsTree): (values: JsonObject) => JsonObject {
  const paths = sitesOf(traits)
    .filter(
      ({ use }) =>
        use.verification === 'sms' ||
        use.recovery === 'sms' ||
        use.identifiers.some(({ via }) => via === 'sms'),
    )
    .map(({ path }) => path)
  return (values) => paths.reduce<Json>((done, path) => written(done, path), values) as JsonObject
}

function written(value: Json, [key, ...rest]: Path, isEnd = false): Json {
  if (isEnd || (key === undefined && rest.length === 0 && typeof value === 'string'))
    return typeof value === 'string' ? (e164(value) ?? value) : value
  if (key === undefined && Array.isArray(value)) {
    const entries = (value as readonly Json[]).map((one) => written(one, rest, rest.length === 0))
    return entries.every((one, at) => one === (value as readonly Json[])[at]) ? value : entries
  }
  if (key === undefined || !isObject(value) || !Object.hasOwn(value, key)) return value
  const before = value[key] as Json
  const after = written(before, rest, rest.length === 0)
  return after === before ? value : { ...value, [key]: after }
}
