import type { AddressChannel } from '#schema/address-channel.ts'
import type { Timestamp } from '#lib/time.ts'
import type { TemplateType } from './courier.ts'

/** `processing`: some worker has it in hand. `abandoned`: given up, for an operator to look at. */
export const messageStatuses = ['queued', 'processing', 'sent', 'abandoned'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** One try to hand a message over. */
export type Dispatch = {
  readonly id: string
  readonly status: 'success' | 'failed'
  /** What the receiving side said, or why it could not be reached. */
  readonly error: string | undefined
  readonly at: Timestamp
}

/** What a person reads. Text messages have no subject and no HTML. */
export type Content = {
  readonly subject: string
  readonly text: string
  readonly html: string | undefined
}

/** A message as it is kept. */
export type Message = {
  readonly id: string
  readonly status: MessageStatus
  readonly channel: AddressChannel
  readonly recipient: string
  readonly template: TemplateType
  readonly language: string | undefined
  /** The data of the template as encrypted JSON; empty once it is sent, for it may hold a code. */
  readonly data: string
  /** The content that was sent, as encrypted JSON, where it is kept for a developer to read. */
  readonly content: string | undefined
  /** The same on every try (RFC 5322, 3.6.4), with its angle brackets. */
  readonly messageId: string
  /** Tries so far. */
  readonly sendCount: number
  /** Tries that were refused for good; the only ones that count against the configured limit. */
  readonly refusals: number
  /** When it was put into the queue, the last time. */
  readonly queuedAt: Timestamp
  /**
   * When it may be taken; while a worker has it, when its lease ends. Undefined once there is
   * nothing more to do.
   */
  readonly dueAt: Timestamp | undefined
  /** The latest of them, oldest first. */
  readonly dispatches: readonly Dispatch[]
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

/** How many dispatches a message keeps. */
export const dispatchesKept = 20
