// By which words and values an identity is found.
import { sha256 } from '#crypto/tokens.ts'
import { fold, fromEachWord, isLong } from '#lib/fold.ts'
import type { Json } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Account } from './identity-store.ts'
import { wholeField, type SearchEntry, type SearchTerm } from './search-store.ts'

export type MetadataName = 'metadata_public' | 'metadata_admin'

/** To be raised when terms are made in another way: entries of old are made anew then. */
const version = 1
/** Of one identity: terms of its traits and identifiers, and values of each of its two metadata. */
const most = { terms: 200, values: 100 }
const longestField = 64

type SearchedSchema = Pick<IdentitySchema, 'id' | 'search'>

const marks = new WeakMap<SearchedSchema, string>()

/** Says by which rules the entries of a schema are made. */
export function markOf(schema: SearchedSchema): string {
  const known = marks.get(schema)
  if (known !== undefined) return known
  const mark = sha256(JSON.stringify([version, schema.id, schema.search.names])).slice(0, 16)
  marks.set(schema, mark)
  return mark
}

/** `schema` undefined: it is no longer configured; then its traits are not searched. */
export function entryOf(
  { identity, credentials }: Account,
  schema: SearchedSchema | undefined,
): SearchEntry {
  const terms: SearchTerm[] = []
  const add = (one: SearchTerm) => {
    if (
      terms.length < most.terms &&
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
  for (const [index, term] of fromEachWord(folded).entries())
    add({ field: index === 0 ? field : 'word', term })
}

/** The field of a trait; names that are too long for a key are hashed. */
export const fieldOf = (name: string): string =>
  name.length <= longestField && isAscii(name) ? name : sha256(name)

const isAscii = (name: string) => /^[\x21-\x5b\x5d-\x7e]+$/.test(name)

/** Stands for one value at one place, however long. */
export const wholeValue = (place: string, folded: string): SearchTerm => ({
  field: wholeField,
  term: sha256(`${place}\n${folded}`),
})

/**
 * The single values of metadata, each with the names that lead to it; every entry of a list counts.
 */
function valuesOf(name: MetadataName, metadata: Json): readonly SearchTerm[] {
  if (metadata === null) return []
  const found = new Map<string, SearchTerm>()
  const visit = (value: Json, place: string): void => {
    if (found.size >= most.values || value === null) return
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
