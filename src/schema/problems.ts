import type { ErrorObject } from 'ajv'
import type { Problem } from '#errors/invalid-input.ts'
import { message, type Message } from '#messages/message.ts'
import { placeAt, type TraitsTree } from './traits-tree.ts'
import { steps } from './pointer.ts'
import { reasonFor } from './reasons.ts'
import { maxProblems } from './trait-limits.ts'

/** A problem, and what it is sorted by. */
type Found = { readonly problem: Problem; readonly rank: number; readonly first: boolean }

/**
 * Converts the errors of ajv for `{ traits }` to problems, in the order of the fields. `ranks`: the
 * positions of the fields.
 */
export function problemsOf(
  errors: readonly ErrorObject[],
  traits: TraitsTree,
  ranks: ReadonlyMap<string, number>,
): readonly Problem[] {
  if (errors.length === 0) return []
  const found = mergeUnknown(withoutWrappers(errors)).map(({ error, names }): Found => {
    const place = placeAt(traits, steps(error.instancePath).slice(1)).name
    const missing: unknown = error.params['missingProperty']
    const field = typeof missing === 'string' ? `${place}.${missing}` : place
    return {
      problem: { field, message: messageFor(error, names) },
      rank: ranks.get(field) ?? ranks.size,
      first: error.keyword === 'format',
    }
  })
  const ordered = found
    .sort((a, b) => a.rank - b.rank || Number(b.first) - Number(a.first))
    .map(({ problem }) => problem)
  const different = new Map(ordered.map((problem) => [JSON.stringify(problem), problem]))
  return [...different.values()].slice(0, maxProblems)
}

const wrappers = ['anyOf', 'oneOf', 'if', 'contains', 'propertyNames']
const reportedAsWhole = ['contains', 'propertyNames']

/**
 * Of alternatives, only the errors inside them are reported; of list entries and names, only the
 * error of the whole.
 */
function withoutWrappers(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  // NOTE errors are as many as the values sent, paths of the schema are few
  const hidden = new Set(
    errors.filter((e) => reportedAsWhole.includes(e.keyword)).map((e) => `${e.schemaPath}/`),
  )
  const isHidden = memoized((path: string) => [...hidden].some((whole) => path.startsWith(whole)))
  const inner = errors.filter((e) => !isHidden(e.schemaPath))
  const leaves = inner.filter(
    (e) =>
      !wrappers.includes(e.keyword) ||
      reportedAsWhole.includes(e.keyword) ||
      Array.isArray(e.params['passingSchemas']),
  )
  return leaves.length > 0 ? leaves : inner
}

/** The function, which answers again what it has answered before. */
function memoized(test: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return (text) => {
    const found = known.get(text) ?? test(text)
    known.set(text, found)
    return found
  }
}

/** Reports the unknown properties of an object in one error. */
function mergeUnknown(
  errors: readonly ErrorObject[],
): readonly { readonly error: ErrorObject; readonly names: readonly string[] }[] {
  const merged = new Map<string, { error: ErrorObject; names: string[] }>()
  for (const [index, error] of errors.entries()) {
    const name: unknown = error.params['additionalProperty'] ?? error.params['unevaluatedProperty']
    const key = typeof name === 'string' ? error.instancePath : `#${index}`
    const entry = merged.get(key) ?? { error, names: [] }
    if (typeof name === 'string') entry.names.push(name)
    merged.set(key, entry)
  }
  return [...merged.values()]
}

function messageFor(error: ErrorObject, names: readonly string[]): Message {
  const { params, schema: wanted, data } = error
  const length = typeof data === 'string' ? [...data].length : 0
  const items = Array.isArray(data) ? data.length : 0
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return message('validation.required', { property: params['missingProperty'] })
    case 'minLength':
      return message('validation.too-short', {
        min_length: wanted as number,
        actual_length: length,
      })
    case 'maxLength':
      return message('validation.too-long', { max_length: wanted as number, actual_length: length })
    case 'pattern':
      return message('validation.pattern', { pattern: wanted as string })
    case 'minimum':
      return message('validation.minimum', { minimum: wanted as number, actual: data as number })
    case 'exclusiveMinimum':
      return message('validation.exclusive-minimum', {
        minimum: wanted as number,
        actual: data as number,
      })
    case 'maximum':
      return message('validation.maximum', { maximum: wanted as number, actual: data as number })
    case 'exclusiveMaximum':
      return message('validation.exclusive-maximum', {
        maximum: wanted as number,
        actual: data as number,
      })
    case 'multipleOf':
      return message('validation.multiple-of', { base: wanted as number, actual: data as number })
    case 'maxItems':
      return message('validation.too-many-items', {
        max_items: wanted as number,
        actual_items: items,
      })
    case 'minItems':
      return message('validation.too-few-items', {
        min_items: wanted as number,
        actual_items: items,
      })
    case 'uniqueItems':
      return message('validation.unique-items', { index_a: params['j'], index_b: params['i'] })
    case 'type':
      return message('validation.type', {
        allowed_types: [wanted].flat() as string[],
        actual_type: typeName(data),
      })
    case 'const':
      return message('validation.constant', { expected: JSON.stringify(params['allowedValue']) })
    case 'format':
      if (wanted === 'email' && data !== '')
        return message('validation.not-an-email', { value: shown(data) })
      if (wanted === 'tel' && data !== '')
        return message('validation.not-a-phone-number', { value: shown(data) })
      return message('validation.generic', reasonFor(error, names))
    default:
      return message('validation.generic', reasonFor(error, names))
  }
}

/** A value as it is repeated to its sender; no address is longer. */
const shown = (data: unknown): string => String(data).slice(0, 320)

/** The name of a type in the published API; integers are numbers. */
export function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
