export type SessionsTable = {
  id: string
  /** Unique. */
  token_hash: string
  identity_id: string
  /** 1, or 0 once revoked. */
  active: number
  issued_at: number
  expires_at: number
  authenticated_at: number
  aal: string
  /** JSON */
  methods: string
  /** JSON */
  devices: string
}
