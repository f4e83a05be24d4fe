// The JSON of v0.4.
import type { Json, JsonObject } from '#lib/json.ts'
import type { FormConfig, FormField, MethodConfigs } from '../shared/v0.2-v0.4/wire.ts'

export type Text = {
  readonly id: number
  readonly text: string
  readonly type: 'info' | 'error'
  readonly context?: { readonly [key: string]: Json }
}

export type WireAddress = { readonly id: string; readonly value: string; readonly via: string }
export type WireVerifiableAddress = WireAddress & {
  readonly verified: boolean
  readonly verified_at: string | null
  readonly expires_at: string
}

export type WireIdentity = {
  readonly id: string
  readonly schema_id: string
  readonly schema_url: string
  readonly traits: JsonObject
  readonly verifiable_addresses?: readonly WireVerifiableAddress[]
  readonly recovery_addresses?: readonly WireAddress[]
}

export type WireSession = {
  readonly sid: string
  readonly expires_at: string
  readonly authenticated_at: string
  readonly issued_at: string
  readonly identity: WireIdentity
}

type WireRequest = {
  readonly id: string
  readonly issued_at: string
  readonly expires_at: string
  readonly request_url: string
  readonly messages: readonly Text[] | null
}
type WithMethods = WireRequest & { readonly active?: string; readonly methods: MethodConfigs }
export type WireLoginRequest = WithMethods & { readonly forced: boolean }
export type WireRegistrationRequest = WithMethods
export type WireRecoveryRequest = WithMethods & {
  readonly state: 'choose_method' | 'sent_email' | 'passed_challenge'
}
export type WireSettingsRequest = WithMethods & {
  readonly identity: WireIdentity
  readonly state: 'show_form' | 'success'
}

/** After the message is sent, the form has no fields. */
export type WireVerificationForm =
  | FormConfig
  | { readonly action: ''; readonly method: ''; readonly fields: readonly FormField[] | null }
export type WireVerificationRequest = WireRequest & {
  readonly via: 'email'
  readonly success: boolean
  readonly form: WireVerificationForm
}
