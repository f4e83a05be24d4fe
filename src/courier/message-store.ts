import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Message, MessageStatus } from './message.ts'

/** The right to handle messages for a while. Its id is made anew for every taking. */
export type Lease = { readonly id: string; readonly until: Timestamp }

export type MessageFilter = { readonly status?: MessageStatus; readonly recipient?: string }
export type MessagePlace = { readonly createdAt: Timestamp; readonly id: string }

export type MessageStore = {
  /** Joins an open transaction. */
  insert(message: Message): Promise<void>
  /**
   * Takes up to `limit` due messages of a channel, longest due first. Of several processes that
   * take at the same moment each gets other messages. Those whose lease has ended count as due.
   */
  take(
    channel: AddressChannel,
    request: { readonly now: Timestamp; readonly limit: number; readonly lease: Lease },
  ): Promise<readonly Message[]>
  /** Lengthens a lease, for the messages that are still held under it. */
  keep(lease: Lease): Promise<void>
  /** Stores how a try ended. False when the lease had been lost; then nothing is changed. */
  finish(message: Message, leaseId: string): Promise<boolean>
  /**
   * Gives messages that are held under a lease back to the queue, due at once, as if they had not
   * been taken.
   */
  putBack(leaseId: string, ids: readonly string[], now: Timestamp): Promise<void>
  /**
   * Puts an abandoned message into the queue again, with its tries counted from nothing. False when
   * it is not abandoned.
   */
  requeue(id: string, now: Timestamp): Promise<boolean>
  find(id: string): Promise<Message | undefined>
  /** Newest first. `after` is the last one of the page before. */
  list(
    filter: MessageFilter,
    page: { readonly limit: number; readonly after?: MessagePlace },
  ): Promise<readonly Message[]>
  /**
   * Deletes up to `limit` messages that are sent or abandoned and were made before `before`;
   * answers how many.
   */
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
