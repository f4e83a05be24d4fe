// The JSON that v0.6 and v0.7 share.
import type { Json } from '#lib/json.ts'

export type Text = {
  readonly id: number
  readonly text: string
  readonly type: 'info' | 'error' | 'success'
  readonly context?: { readonly [key: string]: Json }
}

export type WireNode = {
  readonly type: 'input' | 'text' | 'img' | 'a'
  readonly group: string
  readonly attributes: { readonly [key: string]: unknown }
  readonly messages: readonly Text[]
  readonly meta: { readonly label?: Text }
}

export type Container = {
  readonly action: string
  readonly method: 'POST'
  readonly nodes: readonly WireNode[]
  readonly messages?: readonly Text[]
}

export type WireFlow = {
  readonly id: string
  readonly type: 'browser' | 'api'
  readonly issued_at: string
  readonly expires_at: string
  readonly request_url: string
  readonly active?: string
  readonly ui: Container
}
export type WireLoginFlow = WireFlow & {
  readonly forced: boolean
  readonly created_at: string
  readonly updated_at: string
}
export type WireStatefulFlow = WireFlow & { readonly state: string }

export type WireAddress = {
  readonly id: string
  readonly value: string
  readonly via: string
  readonly created_at: string
  readonly updated_at: string
}

export type WireIdentity<Verifiable> = {
  readonly id: string
  readonly schema_id: string
  readonly schema_url: string
  readonly traits: Json
  readonly verifiable_addresses?: readonly Verifiable[]
  readonly recovery_addresses?: readonly WireAddress[]
  readonly created_at: string
  readonly updated_at: string
}

export type WireSession<Identity> = {
  readonly id: string
  readonly active: boolean
  readonly expires_at: string
  readonly authenticated_at: string
  readonly issued_at: string
  readonly identity: Identity
}

export type WireError = {
  readonly code: number
  readonly status: string
  readonly reason?: string
  readonly message: string
  readonly details?: Json
}
