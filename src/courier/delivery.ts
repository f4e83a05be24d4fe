import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { TemplateType } from './courier.ts'
import type { Content } from './message.ts'

/** A message ready to be handed over. */
export type Parcel = {
  readonly id: string
  readonly messageId: string
  readonly channel: AddressChannel
  /** Exactly the stored address. */
  readonly recipient: string
  readonly template: TemplateType
  readonly data: JsonObject
  readonly content: Content
}

export type Handover = {
  /** Awaited right before the step with which the receiving side has the message. */
  readonly ready: () => Promise<void>
  /** Stop: the process is ending. */
  readonly signal: AbortSignal
}

/** A way for messages to leave. */
export type Delivery = {
  /** Resolves when the receiving side has taken the message over. Throws Undelivered. */
  send(parcel: Parcel, handover: Handover): Promise<void>
  /** Lets go of connections that wait for use; those in use end with it. */
  close(): void
}

/**
 * `unreachable`: nothing can leave at the moment. `later`: this message not now. `refused`: this
 * message not at all, says the receiving side.
 */
export type Obstacle = 'unreachable' | 'later' | 'refused'

export class Undelivered extends Error {
  override readonly name = 'Undelivered'
  readonly obstacle: Obstacle
  /** How long the receiving side asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined
  constructor(
    obstacle: Obstacle,
    reason: string,
    more: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(reason, more.cause === undefined ? undefined : { cause: more.cause })
    this.obstacle = obstacle
    this.retryAfterMs = more.retryAfterMs
  }
}
