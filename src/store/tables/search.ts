/**
 * What identities are filtered and sorted by, in rows that are shorter than those of identities.
 */
export type SearchEntriesTable = {
  identity_id: string
  state: string
  schema_id: string
  /** The mark of the rules that made the terms; empty without terms. */
  mark: string
  created_at: number
  updated_at: number
  /** When a session last began or was confirmed; 0: never. */
  last_sign_in_at: number
  version: number
  /** All terms; see search-document.ts. */
  terms: string
}

/**
 * The identities that have a term. These rows follow from the terms of the entries, and are written
 * with them.
 */
export type SearchTermsTable = {
  term: string
  field: string
  /** That of the identity, so that the index has the identities of a term in this order. */
  created_at: number
  identity_id: string
}
