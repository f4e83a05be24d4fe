import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { TemplateType } from './courier.ts'
import type { Content } from './message.ts'

/** A message ready to send. */
export type PreparedMessage = {
  readonly id: string
  readonly messageId: string
  readonly channel: AddressChannel
  /** The stored address. */
  readonly recipient: string
  readonly template: TemplateType
  readonly data: JsonObject
  readonly content: Content
}

export type DeliveryControl = {
  /** Awaited before the last step, with which the server accepts the message. */
  readonly ready: () => Promise<void>
  /** Aborted when the process ends. */
  readonly signal: AbortSignal
}

/** A way to send messages. */
export type Delivery = {
  /** Resolves when the server has accepted the message. Throws Undelivered. */
  send(message: PreparedMessage, control: DeliveryControl): Promise<void>
  /** Closes idle connections; others are closed after use. */
  close(): void
}

/**
 * `unreachable`: no message can be sent at the moment. `later`: this message can be sent later.
 * `refused`: the server does not accept this message.
 */
export type Obstacle = 'unreachable' | 'later' | 'refused'

export class Undelivered extends Error {
  override readonly name = 'Undelivered'
  readonly obstacle: Obstacle
  /** How long the server asks to wait, in milliseconds. */
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
