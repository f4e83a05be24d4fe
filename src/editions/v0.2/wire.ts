// The JSON of v0.2.
import type { JsonObject } from '#lib/json.ts'
import type { FormConfig, FormField, MethodConfigs } from '../shared/v0.2-v0.4/wire.ts'

export type WireAddress = {
  readonly id: string
  readonly value: string
  readonly via: string
  readonly verified: boolean
  readonly verified_at: string | null
  readonly expires_at: string
}

export type WireIdentity = {
  readonly id: string
  readonly traits_schema_id: string
  readonly traits_schema_url: string
  readonly traits: JsonObject
  readonly addresses?: readonly WireAddress[]
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
}
export type WireLoginRequest = WireRequest & {
  readonly forced: boolean
  readonly methods: MethodConfigs
}
export type WireRegistrationRequest = WireRequest & { readonly methods: MethodConfigs }
export type WireSettingsRequest = WireRequest & {
  readonly active: string
  readonly identity: WireIdentity
  readonly update_successful: boolean
  readonly methods: MethodConfigs
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
