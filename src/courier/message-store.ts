import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Message, MessageStatus } from './message.ts'

/** The exclusive right to deliver some messages for a while. Each taking has a new id. */
export type Lease = { readonly id: string; readonly until: Timestamp }

export type MessageFilter = { readonly status?: MessageStatus; readonly recipient?: string }
export type MessagePlace = { readonly createdAt: Timestamp; readonly id: string }

export type MessageStore = {
  /** Joins an open transaction. */
  insert(message: Message): Promise<void>
  /**
   * Makes the messages of a channel due that are so only after `until`, later than any wait, as
   * after the clock was set back. Answers how many.
   */
  bringForward(channel: AddressChannel, now: Timestamp, until: Timestamp): Promise<number>
  /**
   * Takes up to `limit` due messages of a channel, longest due first. Processes that take at the
   * same moment get different messages. Messages whose lease has ended are due.
   */
  take(
    channel: AddressChannel,
    request: { readonly now: Timestamp; readonly limit: number; readonly lease: Lease },
  ): Promise<readonly Message[]>
  /** Extends a lease, for the messages that are still held under it. */
  keep(lease: Lease): Promise<void>
  /** Stores the message after an attempt. False, without a change, when the lease has ended. */
  finish(message: Message, leaseId: string): Promise<boolean>
  /** Deletes the message instead. False, without a change, when the lease has ended. */
  forget(id: string, leaseId: string): Promise<boolean>
  /**
   * Returns messages that are held under a lease to the queue, due at once, without counting an
   * attempt.
   */
  putBack(leaseId: string, ids: readonly string[], now: Timestamp): Promise<void>
  /**
   * Queues an abandoned message again, without earlier attempts. False when it is not abandoned.
   */
  requeue(id: string, now: Timestamp): Promise<boolean>
  find(id: string): Promise<Message | undefined>
  /** Newest first. `after`: the last message of the previous page. */
  list(
    filter: MessageFilter,
    page: { readonly limit: number; readonly after?: MessagePlace },
  ): Promise<readonly Message[]>
  /**
   * Deletes up to `limit` messages that were sent or abandoned and were created before `before`;
   * answers how many.
   */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
