export type ConsoleSessionsTable = {
  id: string
  /** The SHA-256 of the token. */
  token_hash: string
  identity_id: string
  session_id: string
  authenticated_at: number
  created_at: number
  expires_at: number
  seen_at: number
}

export type ConsoleCodesTable = {
  /** The SHA-256 of the code. */
  code_hash: string
  identity_id: string
  session_id: string
  challenge: string
  authenticated_at: number
  expires_at: number
}
