import type { Json, JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Message } from '#messages/message.ts'
import type { Aal } from '#session/session.ts'

export const flowKinds = ['login', 'registration', 'settings', 'recovery', 'verification'] as const
export type FlowKind = (typeof flowKinds)[number]
export type FlowType = 'browser' | 'api'
export type FlowState =
  | 'choose_method'
  | 'sent_email'
  | 'passed_challenge'
  | 'show_form'
  | 'success'
  /** A recovery that lets its person choose among the addresses of the account. */
  | 'recovery_awaiting_address'
  | 'recovery_awaiting_address_choice'
  | 'recovery_confirming_address'
  | 'recovery_awaiting_code'

/** What a field of a form has been given and told, kept between one showing and the next. */
export type FieldNote = {
  readonly value?: Json
  readonly messages: readonly Message[]
}

/** Kept as data: keys of messages with their facts, never words, never rendered nodes. */
export type FormNotes = {
  readonly messages: readonly Message[]
  /** By field name, in the order in which they came up. */
  readonly fields: Readonly<Record<string, FieldNote>>
  /** What was sent last chose no method. */
  readonly withoutMethod?: boolean
}

/** One attempt of somebody to sign in, sign up, change, recover or verify something. */
export type Flow = {
  readonly id: string
  readonly kind: FlowKind
  readonly type: FlowType
  /** Name of the edition that opened it; it is finished through that edition. */
  readonly edition: string
  readonly state: FlowState
  /** The method last chosen. */
  readonly active: string | undefined
  readonly requestUrl: string
  readonly returnTo: string | undefined
  readonly issuedAt: Timestamp
  readonly expiresAt: Timestamp
  readonly updatedAt: Timestamp
  /** SHA-256 of the anti-forgery secret of the browser that opened it; undefined for API flows. */
  readonly csrfHash: string | undefined
  readonly requestedAal: Aal
  /** A signed-in person is asked to prove it again. */
  readonly refresh: boolean
  /** Whose flow it is, where that is known from the start (settings, refresh). */
  readonly identityId: string | undefined
  /** The identity schema that was asked for. */
  readonly schemaId: string | undefined
  readonly organizationId: string | undefined
  readonly transientPayload: JsonObject | undefined
  readonly form: FormNotes
  /** What methods remember from one step to the next, by method name; never shown. */
  readonly memory: JsonObject
  /** True once the flow has done what it was for. */
  readonly completed: boolean
  readonly version: number
}

export const noNotes: FormNotes = { messages: [], fields: {} }
