// An identity schema can be written in two ways: its root describes the identity, with the traits
// at `properties.traits`, or, as in the first configurations, its root describes the traits.
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { extensionKeyword } from './extension.ts'

/** Keywords of the document, which are not about what its root describes. */
const ofDocument = ['$id', '$schema', 'title', 'definitions', '$defs'] as const
const below = '#/properties/traits'

/**
 * Whether the root of a document describes the traits: it has no `properties.traits`, and one of
 * its properties says what a trait is used for. Another root without `properties.traits` is more
 * likely a mistake.
 */
export function describesTraits({ properties }: JsonObject): boolean {
  if (!isObject(properties) || Object.hasOwn(properties, 'traits')) return false
  return Object.values(properties).some(
    (property) => isObject(property) && isObject(property[extensionKeyword]),
  )
}

/** The document of an identity, made of a document whose root describes the traits. */
export function aroundTraits(document: JsonObject): JsonObject {
  const traits = Object.fromEntries(Object.entries(document).filter(([key]) => !isOfDocument(key)))
  return withReferences({ ...headOf(document), type: 'object', properties: { traits } }, (to) =>
    to === '#' || to.startsWith('#/properties/') ? below + to.slice(1) : to,
  )
}

/** The schema of the traits as a document of its own, the reverse of `aroundTraits`. */
export function traitsOf(document: JsonObject): JsonObject {
  const properties = document['properties']
  const traits = isObject(properties) && isObject(properties['traits']) ? properties['traits'] : {}
  return withReferences({ ...headOf(document), ...traits }, (to) =>
    to === below || to.startsWith(`${below}/`) ? `#${to.slice(below.length)}` : to,
  )
}

const isOfDocument = (key: string) => (ofDocument as readonly string[]).includes(key)
const headOf = (document: JsonObject): JsonObject =>
  Object.fromEntries(
    ofDocument.flatMap((key) => (document[key] === undefined ? [] : [[key, document[key]]])),
  )

/** The value with every reference changed by `change`. */
function withReferences<T extends Json>(value: T, change: (to: string) => string): T {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((one) => withReferences(one, change)) as Json as T
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === '$ref' && typeof one === 'string' ? change(one) : withReferences(one as Json, change),
    ]),
  ) as T
}
