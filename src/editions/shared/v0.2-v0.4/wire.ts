// The JSON that v0.2 and v0.4 share: a form with fields for each method.
import type { Json } from '#lib/json.ts'

/**
 * Messages of a field, a form or a flow, under the edition's own key; an empty object without
 * messages.
 */
export type WireMessages = { readonly [key: string]: unknown }

export type FormField = WireMessages & {
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly value?: Json
  readonly pattern?: string
  readonly disabled?: boolean
}

export type FormConfig = WireMessages & {
  readonly action: string
  readonly method: 'POST'
  readonly fields: readonly FormField[]
}

/** The forms of a flow by method. */
export type MethodConfigs = {
  readonly [method: string]: { readonly method: string; readonly config: FormConfig }
}

export type WireError = {
  readonly code: number
  readonly status: string
  readonly reason?: string
  readonly message: string
  readonly details?: Json
}
