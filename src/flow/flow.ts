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
  /** A recovery in which the person chooses among the addresses of the account. */
  | 'recovery_awaiting_address'
  | 'recovery_awaiting_address_choice'
  | 'recovery_confirming_address'
  | 'recovery_awaiting_code'

/** The value and the messages of a form field, stored until it is shown again. */
export type FieldNote = {
  readonly value?: Json
  readonly messages: readonly Message[]
}

/** Stored as data: keys and facts of messages, no texts and no nodes. */
export type FormNotes = {
  readonly messages: readonly Message[]
  /** By field name, in the order of their first appearance. */
  readonly fields: Readonly<Record<string, FieldNote>>
  /** The last submit named no method. */
  readonly withoutMethod?: boolean
}

/** One attempt of somebody to sign in, sign up, change, recover or verify something. */
export type Flow = {
  readonly id: string
  readonly kind: FlowKind
  readonly type: FlowType
  /** The edition that opened it; only this edition goes on with it. */
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
  /** A signed-in person has to prove again who they are. */
  readonly refresh: boolean
  /** The identity, where it is known from the start (settings, refresh). */
  readonly identityId: string | undefined
  /** The requested identity schema. */
  readonly schemaId: string | undefined
  readonly organizationId: string | undefined
  readonly transientPayload: JsonObject | undefined
  readonly form: FormNotes
  /** What methods store between the steps, by method name; never shown. */
  readonly memory: JsonObject
  /** The flow has succeeded and cannot be submitted again. */
  readonly completed: boolean
  readonly version: number
}

/** The flow without what is stored in it under this name. */
export function withoutMemory(flow: Flow, name: string): Flow {
  const { [name]: _, ...memory } = flow.memory
  return { ...flow, memory }
}

export const noNotes: FormNotes = { messages: [], fields: {} }
