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
  created_at: number
  updated_at: number
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
