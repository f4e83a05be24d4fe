/** A row has everything that a session check reads of an identity. */
export type IdentitiesTable = {
  id: string
  schema_id: string
  /** JSON */
  traits: string
  state: string
  state_changed_at: number
  external_id: string | null
  /** Digest of external_id, unique. */
  external_id_digest: string | null
  organization_id: string | null
  organization_id_digest: string | null
  /** JSON */
  metadata_public: string
  /** JSON */
  metadata_admin: string
  /** JSON */
  verifiable_addresses: string
  /** JSON */
  recovery_addresses: string
  created_at: number
  updated_at: number
  version: number
  /** JSON; null for none. */
  consents: string | null
}
