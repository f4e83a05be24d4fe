// The JSON that the editions with requests share: forms with fields, one form for each way of doing
// a thing.
import type { Json } from '#lib/json.ts'

/**
 * What is said about a field, a form or a request; each edition has its own key for it. Empty when
 * there is nothing to say.
 */
export type Said = { readonly [key: string]: unknown }

export type FormField = Said & {
  readonly name: string
  readonly type: string
  readonly required?: boolean
  readonly value?: Json
  readonly pattern?: string
  readonly disabled?: boolean
}

export type FormConfig = Said & {
  readonly action: string
  readonly method: 'POST'
  readonly fields: readonly FormField[]
}

/** One entry for each way that is offered. */
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
