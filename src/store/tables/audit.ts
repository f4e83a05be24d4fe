export type AuditEntriesTable = {
  id: string
  stream: number
  /** Its place in the stream, from 1 on. */
  position: number
  at: number
  action: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  actor_right: string
  target_kind: string
  target_id: string | null
  client_address: string | null
  /** Of the address of a person: what `client_digest` is made of, besides the address itself. */
  client_salt: string | null
  /** Stands in the chain in the place of the address. */
  client_digest: string | null
  request_id: string | null
  /** Names with a space between two. */
  fields: string
  affected: number | null
  /** The key of `mac`. */
  key_id: string
  mac: string
  /** Of the client, where entries of earlier releases have none. */
  device: string | null
}

/** The end of each stream, and the entry before the first that is kept. */
export type AuditHeadsTable = {
  stream: number
  position: number
  mac: string
  anchor_position: number
  anchor_mac: string
  /** The key of `seal`. */
  key_id: string
  seal: string
}

/** The segments of each stream that `pallas_audit_targets` has. */
export type AuditSegmentsTable = {
  stream: number
  segment: number
}

/** The places of the entries about somebody or something, by segments of the streams. */
export type AuditTargetsTable = {
  stream: number
  segment: number
  target_id: string
  position: number
}
