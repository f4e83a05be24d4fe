export type CredentialsTable = {
  identity_id: string
  type: string
  /** The position among the credentials of the identity. */
  position: number
  /** JSON */
  identifiers: string
  /** JSON */
  config: string
  version: number
  created_at: number
  updated_at: number
}
