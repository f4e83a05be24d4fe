import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

/** A message that went to the built-in mailbox instead of to a mail server. */
export type MailboxEntry = {
  /** That of the message. */
  readonly id: string
  readonly channel: AddressChannel
  readonly recipient: string
  readonly template: string
  /** The content of the message as encrypted JSON. */
  readonly content: string
  readonly receivedAt: Timestamp
}

export type MailboxStore = {
  /** Puts a message in, or replaces it when it is there already. */
  put(entry: MailboxEntry): Promise<void>
  find(id: string): Promise<MailboxEntry | undefined>
  /** Newest first, of all or of one recipient. */
  list(recipient: string | undefined, limit: number): Promise<readonly MailboxEntry[]>
  /** One of them; answers how many were deleted. */
  delete(id: string): Promise<number>
  /** Of all or of one recipient; answers how many were deleted. */
  clear(recipient: string | undefined): Promise<number>
  /** Deletes all but the newest `kept`. */
  trim(kept: number): Promise<void>
}
