export type RememberedTable = {
  id: string
  identity_id: string
  secret_hash: string
  /** JSON: the proof, what protected the account, the browser. */
  facts: string
  created_at: number
  expires_at: number
}
