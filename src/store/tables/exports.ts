export type ExportsTable = {
  id: string
  /** Unique. */
  identity_id: string
  state: string
  /** 1 or 0. */
  with_credentials: number
  requested_at: number
  requests: number
  counted_from: number
  expires_at: number
  /** From when on somebody may make it; null once it is made. */
  due_at: number | null
  lease: string | null
  /** SHA-256 of the secret of the link. */
  link_hash: string | null
}

export type ExportPiecesTable = {
  id: string
  export_id: string
  /** Encrypted. */
  content: string
}
