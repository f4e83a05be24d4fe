export type OutboxTable = {
  id: string
  identity_id: string
  position: number
  topic: string
  address: string
  /** Encrypted. */
  call_data: string
  status: string
  tries: number
  /** Null when there is nothing more to do. */
  due_at: number | null
  /** Who has it in hand. */
  lease: string | null
  error: string | null
  created_at: number
  updated_at: number
}
