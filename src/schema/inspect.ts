import { isObject } from '#lib/json.ts'
import { extensionFaults, extensionKeyword } from './extension.ts'
import { ownFaults, ownKeyword } from './own-extension.ts'
import { patternFault } from './patterns.ts'
import { step } from './pointer.ts'
import { referencesOf } from './references.ts'

type Fault = { readonly pointer: string; readonly reason: string }

/** The place of the traits in a schema. */
export const traitsPointer = '/properties/traits'

// Each path through the references counts, so that a few references cannot unfold to millions of
// places.
const maxPlaces = 20_000

// The keywords that contain schemas: by name, as a list, or one schema.
const named = [
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  'dependencies',
]
const listed = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items']
const alone = [
  'items',
  'additionalItems',
  'unevaluatedItems',
  'additionalProperties',
  'unevaluatedProperties',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
]
// Keywords whose schemas always apply, so that a trait found there is a form field and its uses
// count.
const certain = ['properties', 'allOf']

// Keywords for traits that JSON Schema does not have.
const extensions = [
  [extensionKeyword, extensionFaults],
  [ownKeyword, ownFaults],
] as const

/** Whether a place always applies to the traits; of a definition it is not known yet. */
type Applies = boolean | 'defined'

/**
 * Finds what ajv accepts and this server does not: references that loop or leave the document,
 * patterns that are not RE2, faulty extension blocks, and extension blocks at places that apply
 * only sometimes.
 */
export function inspect(root: unknown): readonly Fault[] {
  const faults = new Map<string, Fault>()
  const references = referencesOf(root)
  const open = new Set<string>()
  const applied = new Set<string>()
  const doubtful: string[] = []
  let places = 0
  const fault = (pointer: string, reason: string) =>
    void faults.set(`${pointer} ${reason}`, { pointer, reason })

  const follow = (schema: Record<string, unknown>, pointer: string, applies: Applies) => {
    for (const keyword of ['$dynamicRef', '$recursiveRef'])
      if (keyword in schema)
        fault(
          step(pointer, keyword),
          'references whose target is found only later are not understood',
        )
    if (!('$ref' in schema)) return
    const where = step(pointer, '$ref')
    if (typeof schema['$ref'] !== 'string') return fault(where, 'must be text')
    const target = references.resolve(schema['$ref'])
    if (!target)
      return fault(
        where,
        schema['$ref'].includes('#') && !/^[a-z][a-z0-9+.-]*:/i.test(schema['$ref'])
          ? 'points to nothing in this document'
          : 'must point into this document',
      )
    if (open.has(target.pointer)) return fault(where, 'leads back to itself')
    visit(target.schema, target.pointer, applies)
  }

  const visit = (schema: unknown, pointer: string, inTraits: Applies) => {
    const applies = pointer === traitsPointer || inTraits
    if (++places > maxPlaces) return fault('', 'the references unfold into too many places')
    if (!isObject(schema)) return
    open.add(pointer)
    const keywords = Object.entries(schema)
    if (schema['$async'] !== undefined) fault(step(pointer, '$async'), 'is not understood')
    if (pointer !== '' && typeof schema['$id'] === 'string' && !schema['$id'].startsWith('#'))
      fault(step(pointer, '$id'), 'a document inside this document is not understood')
    if (typeof schema['pattern'] === 'string') check(schema['pattern'], step(pointer, 'pattern'))
    if (isObject(schema['patternProperties']))
      for (const source of Object.keys(schema['patternProperties']))
        check(source, step(step(pointer, 'patternProperties'), source))
    for (const [keyword, faultsOf] of extensions) {
      if (schema[keyword] === undefined) continue
      for (const found of faultsOf(schema[keyword], step(pointer, keyword)))
        fault(found.pointer, found.reason)
      if (applies === true) applied.add(step(pointer, keyword))
      else if (!applies) doubtful.push(step(pointer, keyword))
    }
    follow(schema, pointer, applies)
    for (const [keyword, value] of keywords) {
      const where = step(pointer, keyword)
      // NOTE definitions are inspected on their own; whether they apply is decided where they are
      // referred to
      const inside =
        keyword === 'definitions' || keyword === '$defs'
          ? 'defined'
          : (certain.includes(keyword) || (keyword === 'items' && isObject(value))) && applies
      if (named.includes(keyword) && isObject(value))
        for (const [name, child] of Object.entries(value)) visit(child, step(where, name), inside)
      else if (listed.includes(keyword) && Array.isArray(value))
        for (const [index, child] of value.entries()) visit(child, step(where, index), inside)
      else if (alone.includes(keyword)) visit(value, where, inside)
    }
    open.delete(pointer)
  }
  const check = (source: string, pointer: string) => {
    const reason = patternFault(source)
    if (reason !== undefined) fault(pointer, reason)
  }

  visit(root, '', false)
  // NOTE a place that applies may also be referred to from one that applies only sometimes
  for (const pointer of doubtful)
    if (!applied.has(pointer))
      fault(
        pointer,
        'is not understood here; put it below properties, allOf or items of the traits',
      )
  return [...faults.values()]
}
