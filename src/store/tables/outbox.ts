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
  /** Null when there is nothing left to do. */
  due_at: number | null
  /** The lease of the worker that makes the call. */
  lease: string | null
  error: string | null
  /** The trace that it belongs to. */
  trace: string | null
  created_at: number
  updated_at: number
}
