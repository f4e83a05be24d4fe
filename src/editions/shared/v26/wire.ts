// The JSON of v26.2.
import type { Json } from '#lib/json.ts'

export type Text = {
  readonly id: number
  readonly text: string
  readonly type: 'info' | 'error' | 'success'
  readonly context?: { readonly [key: string]: Json }
}

export type WireNode = {
  readonly type: 'input' | 'text' | 'img' | 'a' | 'script'
  readonly group: string
  readonly attributes: { readonly node_type: string } & { readonly [key: string]: unknown }
  readonly messages: readonly Text[]
  readonly meta: { readonly label?: Text }
}

export type Container = {
  readonly action: string
  readonly method: 'POST' | 'GET'
  readonly nodes: readonly WireNode[] | null
  readonly messages?: readonly Text[]
}

export type WireFlow = {
  readonly id: string
  readonly type: 'browser' | 'api'
  readonly issued_at: string
  readonly expires_at: string
  readonly request_url: string
  readonly state: string
  readonly ui: Container
  readonly return_to?: string
  readonly active?: string
  readonly transient_payload?: Json
  readonly organization_id?: string | null
  readonly identity_schema?: string
  readonly oauth2_login_challenge?: string
  readonly oauth2_login_request?: Json
  readonly refresh?: boolean
  readonly requested_aal?: string
  readonly test_context?: Json
  readonly created_at?: string
  readonly updated_at?: string
}

/** Some members of a flow; those that are undefined are left out of its JSON. */
export type WireFlowPart = { readonly [Name in keyof WireFlow]?: WireFlow[Name] | undefined }

export type WireAddress = {
  readonly id: string
  readonly value: string
  readonly via: string
  readonly created_at: string
  readonly updated_at: string
}
export type WireVerifiableAddress = WireAddress & {
  readonly verified: boolean
  readonly status: string
  readonly verified_at?: string
}

export type WireCredential = {
  readonly type: string
  readonly identifiers: readonly string[] | null
  readonly version: number
  readonly created_at: string
  readonly updated_at: string
  readonly config?: Json
}

export type WireIdentity = {
  readonly id: string
  readonly schema_id: string
  readonly schema_url: string
  readonly state: string
  readonly state_changed_at: string
  readonly traits: Json
  readonly verifiable_addresses?: readonly WireVerifiableAddress[]
  readonly recovery_addresses?: readonly WireAddress[]
  readonly metadata_public: Json
  readonly metadata_admin?: Json
  readonly organization_id: string | null
  readonly external_id?: string
  readonly credentials?: { readonly [type: string]: WireCredential }
  readonly created_at: string
  readonly updated_at: string
}

export type WireDevice = {
  readonly id: string
  readonly ip_address: string
  readonly user_agent: string
  readonly location: string
}
export type WireProof = {
  readonly method: string
  readonly aal: string
  readonly completed_at: string
  readonly provider?: string
  readonly organization?: string
  readonly upstream_acr?: string
  readonly upstream_amr?: readonly string[]
}

export type WireSession = {
  readonly id: string
  readonly active: boolean
  readonly expires_at: string
  readonly authenticated_at: string
  readonly authenticator_assurance_level: string
  readonly authentication_methods: readonly WireProof[]
  readonly issued_at: string
  readonly identity: WireIdentity | null
  readonly devices: readonly WireDevice[]
}

export type ContinueWith =
  | { readonly action: 'set_ory_session_token'; readonly ory_session_token: string }
  | { readonly action: 'redirect_browser_to'; readonly redirect_browser_to: string }
  | {
      readonly action: 'show_verification_ui'
      readonly flow: {
        readonly id: string
        readonly url?: string
        readonly verifiable_address: string
      }
    }
  | {
      readonly action: 'show_recovery_ui' | 'show_settings_ui'
      readonly flow: { readonly id: string; readonly url?: string }
    }

export type WireError = {
  readonly id?: string
  readonly code: number
  readonly status: string
  readonly request?: string
  readonly reason?: string
  readonly message: string
  readonly details?: Json
}
