import type { Identity } from '#identity/identity.ts'
import type { SearchEntry } from '#identity/search-store.ts'
import { writeDocument } from './search-document.ts'
import type { SearchEntriesTable, SearchTermsTable } from './tables/search.ts'
import { digest, toKey } from './text.ts'

const longestKey = 64

/** The id of a schema; ids that are too long for a key are hashed. */
export function schemaKey(schemaId: string): string {
  const key = toKey(schemaId)
  return key.length <= longestKey ? key : digest(schemaId)
}

export function entryRow(identity: Identity, entry: SearchEntry | undefined): SearchEntriesTable {
  return {
    identity_id: toKey(identity.id),
    state: identity.state,
    schema_id: schemaKey(identity.schemaId),
    mark: entry?.mark ?? '',
    created_at: identity.createdAt,
    updated_at: identity.updatedAt,
    last_sign_in_at: 0,
    version: identity.version,
    terms: writeDocument(entry?.terms ?? []),
  }
}

export function termRows(
  { id, createdAt }: Pick<Identity, 'id' | 'createdAt'>,
  terms: SearchEntry['terms'],
): SearchTermsTable[] {
  const identity_id = toKey(id)
  return terms.map(({ term, field }) => ({ term, field, created_at: createdAt, identity_id }))
}
