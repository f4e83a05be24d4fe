/**
 * The owners of values that must be unique. These rows follow from identities and credentials, and
 * are written with them.
 */
export type UniqueValuesTable = {
  /** Unique together with the kind. */
  value_digest: string
  /** What the value is to the identity; see unique-values.ts. */
  kind: string
  identity_id: string
}
