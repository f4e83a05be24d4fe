// The words and values by which an identity is found.
import { sha256 } from '#crypto/tokens.ts'
import { fold, fromEachWord, isLong } from '#lib/fold.ts'
import type { Json } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Account } from './identity-store.ts'
import { wholeField, type SearchEntry, type SearchTerm } from './search-store.ts'

export type MetadataName = 'metadata_public' | 'metadata_admin'

/**
 * Raise it when terms, or the canonical form of identifiers, are made in another way: older entries
 * are then made again, and identifiers and addresses with them.
 */
const version = 2
/**
 * Limits for one identity: terms of traits and identifiers, and values of each of its two metadata.
 */
const limits = { terms: 200, values: 100 }
const maxFieldLength = 64

type SearchedSchema = Pick<IdentitySchema, 'id' | 'search' | 'usesMark'>

const marks = new WeakMap<SearchedSchema, string>()

/**
 * A text that changes with the rules by which the entries of a schema are made, and with what the
 * schema uses traits for: addresses and identifiers are made again together with the entry.
 */
export function markOf(schema: SearchedSchema): string {
  const known = marks.get(schema)
  if (known !== undefined) return known
  const mark = sha256(
    JSON.stringify([version, schema.id, schema.search.names, schema.usesMark]),
  ).slice(0, 16)
  marks.set(schema, mark)
  return mark
}

/** `schema`: undefined when it is no longer configured; traits are not indexed then. */
export function entryOf(
  { identity, credentials }: Account,
  schema: SearchedSchema | undefined,
): SearchEntry {
  const terms: SearchTerm[] = []
  const add = (one: SearchTerm) => {
    if (
      terms.length < limits.terms &&
      !terms.some(({ term, field }) => term === one.term && field === one.field)
    )
      terms.push(one)
  }
  const known: string[] = []
  for (const { name, text } of schema?.search.read(identity.traits) ?? []) {
    const folded = fold(text)
    if (folded === '') continue
    known.push(folded)
    addText(add, folded, fieldOf(name))
    if (isLong(folded)) add(wholeValue(name, folded))
  }
  for (const identifier of credentials.flatMap(({ identifiers }) => identifiers)) {
    const folded = fold(identifier)
    if (folded !== '' && !known.includes(folded)) addText(add, folded, 'identifier')
    known.push(folded)
  }
  const values = [
    ...valuesOf('metadata_public', identity.metadataPublic),
    ...valuesOf('metadata_admin', identity.metadataAdmin),
  ]
  return {
    mark: schema ? markOf(schema) : '',
    terms: values.length === 0 ? terms : [...terms, ...values],
  }
}

function addText(add: (term: SearchTerm) => void, folded: string, field: string): void {
  let place = field
  for (const term of fromEachWord(folded)) {
    add({ field: place, term })
    place = 'word'
  }
}

/** The field of a trait; names that are too long for a key are hashed. */
export const fieldOf = (name: string): string =>
  name.length <= maxFieldLength && isAscii(name) ? name : sha256(name)

const isAscii = (name: string) => /^[\x21-\x5b\x5d-\x7e]+$/.test(name)

/** The term for a whole value at a path, however long it is. */
export const wholeValue = (place: string, folded: string): SearchTerm => ({
  field: wholeField,
  term: sha256(`${place}\n${folded}`),
})

/** The single values of metadata with their paths; every entry of a list counts. */
function valuesOf(name: MetadataName, metadata: Json): readonly SearchTerm[] {
  if (metadata === null) return []
  const found = new Map<string, SearchTerm>()
  const visit = (value: Json, place: string): void => {
    if (found.size >= limits.values || value === null) return
    if (Array.isArray(value)) for (const entry of value as readonly Json[]) visit(entry, place)
    else if (typeof value === 'object')
      for (const [key, member] of Object.entries(value)) visit(member, `${place}.${key}`)
    else {
      const term = wholeValue(place, fold(String(value)))
      found.set(term.term, term)
    }
  }
  visit(metadata, name)
  return [...found.values()]
}
