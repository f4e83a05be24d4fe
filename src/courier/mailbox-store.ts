import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

/** A message in the built-in mailbox, which replaces a mail server. */
export type MailboxEntry = {
  /** The id of the message. */
  readonly id: string
  readonly channel: AddressChannel
  readonly recipient: string
  readonly template: string
  /** The content of the message as encrypted JSON. */
  readonly content: string
  readonly receivedAt: Timestamp
}

export type MailboxStore = {
  /** Stores a message, in place of an earlier version. */
  put(entry: MailboxEntry): Promise<void>
  find(id: string): Promise<MailboxEntry | undefined>
  /** Newest first, all or those of one recipient. */
  list(recipient: string | undefined, limit: number): Promise<readonly MailboxEntry[]>
  /** Deletes one; answers how many were deleted. */
  delete(id: string): Promise<number>
  /** Deletes all or those of one recipient; answers how many were deleted. */
  clear(recipient: string | undefined): Promise<number>
  /** Deletes all but the newest `kept` messages. */
  trim(kept: number): Promise<void>
}
