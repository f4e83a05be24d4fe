/** Accounts that are deleted once their time has come. */
export type DeletionsTable = {
  identity_id: string
  id: string
  /** `person` or `administrator`. */
  requested_by: string
  requested_at: number
  due_at: number
  /** When the owner is told once more; null once they are. */
  remind_at: number | null
}

/** What is left of a deleted identity. */
export type TombstonesTable = {
  identity_id: string
  erased_at: number
  /** The kind of who has done it. */
  erased_by: string
  /** When what nobody was known by was deleted, too. */
  swept_at: number | null
}

/** Identifiers of deleted identities, by their HMAC. */
export type ReservedTable = {
  value_digest: string
  free_at: number
}
