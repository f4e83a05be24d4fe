import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

/** Every kind of message that is sent; templates are configured by these names. */
export const templateTypes = [
  'recovery_valid',
  'recovery_invalid',
  'recovery_code_valid',
  'recovery_code_invalid',
  'verification_valid',
  'verification_invalid',
  'verification_code_valid',
  'verification_code_invalid',
  'login_code_valid',
  'registration_code_valid',
] as const
export type TemplateType = (typeof templateTypes)[number]

/**
 * A message to one person. `data` is what its template may say, in the names that people's
 * templates use (`RecoveryCode`, `To`, `Identity`, …).
 */
export type OutgoingMessage = {
  readonly channel: AddressChannel
  /** Exactly the stored address. */
  readonly recipient: string
  readonly template: TemplateType
  readonly data: JsonObject
  /**
   * A BCP 47 tag, where the person's language is known; left out, the traits in `data` may tell it.
   */
  readonly language?: string
}

/** Takes messages to be sent later, by whichever process gets to them. */
export type Courier = {
  /**
   * Stores the message; joins an open transaction, so that it is kept if and only if what causes it
   * is.
   */
  queue(message: OutgoingMessage): Promise<void>
}
