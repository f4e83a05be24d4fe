export type CodesTable = {
  id: string
  flow_id: string
  hash: string
  /** Null when it was sent to no address; `via` is null then, too. */
  address: string | null
  via: string | null
  identity_id: string | null
  issued_at: number
  expires_at: number
}
