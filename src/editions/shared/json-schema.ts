// Short constructors for the component schemas of OpenAPI documents.

export type Schema = Readonly<Record<string, unknown>>

export const text: Schema = { type: 'string' }
export const uuid: Schema = { type: 'string', format: 'uuid' }
export const time: Schema = { type: 'string', format: 'date-time' }
export const yes: Schema = { type: 'boolean' }
export const int64: Schema = { type: 'integer', format: 'int64' }
export const anything: Schema = {}
export const map: Schema = { type: 'object', additionalProperties: true }

export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
export const listOf = (items: Schema): Schema => ({ type: 'array', items })
export const choice = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
export const maybe = (schema: Schema): Schema => ({ ...schema, nullable: true })
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
