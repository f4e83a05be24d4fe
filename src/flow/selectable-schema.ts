import { Refusal } from '#errors/refusal.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'

/**
 * The requested schema, when people may choose it, or it is the default one. Throws Refusal for any
 * other.
 */
export function selectableSchema(
  schemas: IdentitySchemas,
  id: string | undefined,
): IdentitySchema | undefined {
  if (id === undefined || id === '') return undefined
  const schema = schemas.find(id)
  if (schema?.id !== schemas.defaultId && !schema?.selfserviceSelectable)
    throw new Refusal('bad-request', {
      reason: 'This identity schema does not exist or cannot be chosen.',
    })
  return schema
}
