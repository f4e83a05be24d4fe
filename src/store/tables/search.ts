/**
 * What is sorted and chosen by of every identity, in rows that are shorter than the identity
 * itself.
 */
export type SearchEntriesTable = {
  identity_id: string
  state: string
  schema_id: string
  /** By which rules its terms were made; empty where there are none yet. */
  mark: string
  created_at: number
  updated_at: number
  /** When a session of it last began or was confirmed; 0: never. */
  last_sign_in_at: number
  version: number
  /** All its terms; see search-document.ts. */
  terms: string
}

/**
 * Which identities have a term; unique together. These rows follow from the terms of an entry, and
 * are written with it.
 */
export type SearchTermsTable = {
  term: string
  field: string
  /** Of the identity, so that what a term finds comes out in this order. */
  created_at: number
  identity_id: string
}
