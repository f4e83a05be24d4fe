import type { AddressChannel } from '#schema/address-channel.ts'
import type { Timestamp } from '#lib/time.ts'
import type { TemplateType } from './courier.ts'

/** `processing`: a worker is delivering it. `abandoned`: given up, until an operator decides. */
export const messageStatuses = ['queued', 'processing', 'sent', 'abandoned'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** An attempt to deliver a message. */
export type Dispatch = {
  readonly id: string
  readonly status: 'success' | 'failed'
  /** The reply of the server, or why it could not be reached. */
  readonly error: string | undefined
  readonly at: Timestamp
}

/** The content that a person reads. Text messages have no subject and no HTML. */
export type Content = {
  readonly subject: string
  readonly text: string
  readonly html: string | undefined
  /** The language that it is written in (BCP 47), where that is known. */
  readonly language?: string
}

/** A stored message. */
export type Message = {
  readonly id: string
  readonly status: MessageStatus
  readonly channel: AddressChannel
  readonly recipient: string
  readonly template: TemplateType
  readonly language: string | undefined
  /**
   * The data of the template as encrypted JSON; empty once the message is sent, since it may
   * contain a code.
   */
  readonly data: string
  /** The content that was sent, as encrypted JSON, where it is stored for a developer to read. */
  readonly content: string | undefined
  /** The same for all attempts (RFC 5322, section 3.6.4), with angle brackets. */
  readonly messageId: string
  /** The number of attempts. */
  readonly sendCount: number
  /**
   * The number of attempts that the server refused; only these count against the configured limit.
   */
  readonly refusals: number
  /** When it was last queued. */
  readonly queuedAt: Timestamp
  /**
   * When it can be taken; while a worker delivers it, when its lease ends. Undefined when there is
   * nothing left to do.
   */
  readonly dueAt: Timestamp | undefined
  /** The latest attempts, oldest first. */
  readonly dispatches: readonly Dispatch[]
  /** The trace of the request that has queued it. */
  readonly trace: string | undefined
  /** Whose account it is about, where that is known. */
  readonly identityId?: string | undefined
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

/** How many attempts are stored. */
export const dispatchesKept = 20
