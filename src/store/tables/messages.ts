export type MessagesTable = {
  id: string
  status: string
  channel: string
  recipient: string
  recipient_digest: string
  template: string
  language: string | null
  /** Encrypted. */
  data: string
  /** Encrypted. */
  content: string | null
  message_id: string
  send_count: number
  refusals: number
  queued_at: number
  /** Null when there is nothing left to do. */
  due_at: number | null
  /** The lease of the worker that delivers it. */
  lease: string | null
  /** JSON */
  dispatches: string
  /** The trace that it belongs to. */
  trace: string | null
  created_at: number
  updated_at: number
  /** Whose account it is about, where that is known. */
  identity_id: string | null
}

export type MailboxTable = {
  id: string
  channel: string
  recipient: string
  recipient_digest: string
  template: string
  /** Encrypted. */
  content: string
  received_at: number
}
