export type CodesTable = {
  id: string
  flow_id: string
  hash: string
  /** Null where it was sent to no address; then `via` is null as well. */
  address: string | null
  via: string | null
  identity_id: string | null
  issued_at: number
  expires_at: number
}
