export type ApiTokensTable = {
  id: string
  name: string
  /** The SHA-256 of the secret. */
  hash: string
  role: string
  created_at: number
  expires_at: number | null
  last_used_at: number | null
  created_by: string
}

export type OperatorsTable = {
  identity_id: string
  role: string
  created_at: number
  created_by: string
}
