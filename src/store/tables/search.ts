/** What is sorted and chosen by of every identity, in rows that are much shorter than the identity itself. */
export type SearchIdentitiesTable = {
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
}

/** By what an identity is found; unique together. */
export type SearchTermsTable = {
  identity_id: string
  term: string
  field: string
  /** Of the identity, so that what a term finds comes out in this order. */
  created_at: number
}
