// Builders of JSON Schema (draft 7), for the accepted configuration and for API documents.

/** A JSON Schema, with the type of the values that it accepts. */
export type JsonSchema<T = unknown> = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly uniqueItems?: boolean
  readonly items?: JsonSchema
  readonly properties?: { readonly [key: string]: JsonSchema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly discriminator?: { readonly propertyName: string }
  readonly oneOf?: readonly JsonSchema[]
  /** Only the type has it; no schema does. */
  readonly acceptedType?: T
}
export type Accepted<S> = S extends JsonSchema<infer T> ? T : never

export const text: JsonSchema<string> = { type: 'string' }
export const flag: JsonSchema<boolean> = { type: 'boolean' }
export const anything: JsonSchema = {}

export const limitedText = (limits: {
  readonly minLength?: number
  readonly maxLength?: number
}): JsonSchema<string> => ({ type: 'string', ...limits })
/** Text in a named format. */
export const formed = (format: string): JsonSchema<string> => ({ type: 'string', format })
export const integer = (minimum: number, maximum?: number): JsonSchema<number> => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
})
export const number = (minimum: number, maximum: number): JsonSchema<number> => ({
  type: 'number',
  minimum,
  maximum,
})
export const choice = <const T extends readonly string[]>(...values: T): JsonSchema<T[number]> => ({
  type: 'string',
  enum: values,
})
export const list = <T>(
  items: JsonSchema<T>,
  limits: { readonly minItems?: number; readonly uniqueItems?: boolean } = {},
): JsonSchema<readonly T[]> => ({ type: 'array', items, ...limits })
/** An object with any keys. */
export const mapOf = <T>(values: JsonSchema<T>): JsonSchema<{ readonly [key: string]: T }> => ({
  type: 'object',
  additionalProperties: values,
})
