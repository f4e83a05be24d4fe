// Constructors for the component schemas of OpenAPI documents, besides those of JSON Schema.
import { formed } from '#lib/json-schema.ts'

export type Schema = Readonly<Record<string, unknown>>

export const uuid = formed('uuid')
export const time = formed('date-time')
export const int64: Schema = { type: 'integer', format: 'int64' }
export const map: Schema = { type: 'object', additionalProperties: true }

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
export const nullable = (schema: Schema): Schema => ({ ...schema, nullable: true })
export const allOf = (...schemas: readonly Schema[]): Schema => ({ allOf: schemas })
export const eitherOf = (...schemas: readonly Schema[]): Schema => ({ oneOf: schemas })

/** An object schema. A member whose name ends in `?` is optional. */
export function object(members: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(members)
  const required = names.filter((name) => !name.endsWith('?'))
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), members[name]])),
    ...(required.length > 0 ? { required } : {}),
  }
}
