import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

/**
 * Messages that tell the owner of an account of a change, or of a sign-up with their address; no
 * published API has names for them.
 */
const noticeTypes = [
  'password_changed_valid',
  'second_factor_changed_valid',
  'sign_in_method_changed_valid',
  'address_changed_valid',
  'account_changed_valid',
  'registration_taken_valid',
  'new_sign_in_valid',
  'second_factor_reset_begun_valid',
  'second_factor_reset_done_valid',
  'activity_reported_valid',
  'deletion_requested_valid',
  'deletion_soon_valid',
  'deletion_cancelled_valid',
  'account_deleted_valid',
  'data_ready_valid',
  'data_downloaded_valid',
] as const
export type NoticeType = (typeof noticeTypes)[number]

/** The kinds of messages; templates are configured by these names. */
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
  'verifiable_address_changed',
  ...noticeTypes,
] as const
export type TemplateType = (typeof templateTypes)[number]

/**
 * Where a template is configured, and its folder: `recovery_code_valid` at `recovery_code`, `valid`;
 * a message that is of one sort only, at its name.
 */
export function templatePlace(type: TemplateType): readonly string[] {
  const [, group, sort] = /^(.+)_(valid|invalid)$/.exec(type) ?? []
  return group === undefined || sort === undefined ? [type] : [group, sort]
}

/** What nothing is kept of once it has left, or cannot: its recipient is nobody here any more. */
export const isForgotten = (type: TemplateType): boolean => type === 'account_deleted_valid'

export const isNotice = (type: TemplateType): type is NoticeType =>
  noticeTypes.some((one) => one === type)

/**
 * A message to one recipient. `data`: the data of its template, with the names that are used in
 * templates (`RecoveryCode`, `To`, `Identity`, …).
 */
export type OutgoingMessage = {
  readonly channel: AddressChannel
  /** The stored address. */
  readonly recipient: string
  readonly template: TemplateType
  readonly data: JsonObject
  /** A BCP 47 tag, where the language is known; otherwise it may be in the traits of `data`. */
  readonly language?: string
  /** How long it waits before it leaves. */
  readonly delayMs?: number
}

/** Queues messages, which any process may send. */
export type Courier = {
  /** Stores the message; joins an open transaction, so that it is sent only if that is stored. */
  queue(message: OutgoingMessage): Promise<void>
}
