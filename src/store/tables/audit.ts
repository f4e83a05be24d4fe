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
  request_id: string | null
  /** Names with a space between two. */
  fields: string
  affected: number | null
  /** The key of `mac`. */
  key_id: string
  mac: string
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
