import type { Config } from '../config.ts'
import defaultSchema from '../default.schema.json' with { type: 'json' }
import type { Settings } from '../schema/settings.ts'
import { bytes, type Plan } from './plan.ts'

/**
 * The schema of a person with an email address and a name, for servers without a configured schema.
 */
const ownSchema = `base64://${Buffer.from(JSON.stringify(defaultSchema)).toString('base64')}`

export function identity(
  { identity: input, security }: Pick<Settings, 'identity' | 'security'>,
  plan: Plan,
): Config['identity'] {
  const all = input.schemas ?? [{ id: 'default', url: ownSchema, selfservice_selectable: false }]
  const ids = all.map(({ id }) => id)
  const schemas = all.filter(({ id }, position) => {
    if (ids.indexOf(id) === position) return true
    plan.warn(
      ['identity', 'schemas', position, 'id'],
      `identity.schemas.${position}.id is the id of an earlier schema, too: that one counts`,
    )
    return false
  })
  if (!ids.includes(input.default_schema_id))
    plan.fault(
      ['identity', 'default_schema_id'],
      'names no schema of identity.schemas',
      `allowed: ${[...new Set(ids)].join(', ')}`,
    )
  return {
    defaultSchemaId: input.default_schema_id,
    disallowReferences: security.disallow_ref_in_identity_schemas,
    schemas: schemas.map(({ id, url, selfservice_selectable }) => ({
      id,
      url,
      selfserviceSelectable: selfservice_selectable,
    })),
  }
}

/**
 * Weaker settings are accepted with a warning (OWASP Password Storage Cheat Sheet: argon2id with 19
 * MiB and 2 passes, bcrypt with 12).
 */
export function hashers(input: Settings['hashers'], plan: Plan): Config['hashers'] {
  const { iterations, parallelism } = input.argon2
  const least = 8 * parallelism
  const asked = Math.floor(bytes(input.argon2.memory) / 1024)
  const memoryKiB = Math.max(asked, least)
  if (asked < least)
    plan.warn(
      ['hashers', 'argon2', 'memory'],
      'hashers.argon2.memory is less than argon2 can work with: it is taken for ' +
        `${least}KB, the least for parallelism ${parallelism}`,
    )
  const weak =
    input.algorithm === 'argon2'
      ? memoryKiB < 19 * 1024 && memoryKiB * iterations < 2 * 19 * 1024
      : input.bcrypt.cost < 12
  if (weak && !plan.dev)
    plan.warn(
      ['hashers', input.algorithm],
      `hashers.${input.algorithm} is weaker than recommended (argon2: 19MB of memory and 2 ` +
        'iterations; bcrypt: cost 12)',
      'risk',
    )
  return {
    algorithm: input.algorithm,
    bcrypt: { cost: input.bcrypt.cost },
    argon2: {
      memoryKiB,
      iterations,
      parallelism,
      saltBytes: input.argon2.salt_length,
      keyBytes: input.argon2.key_length,
    },
  }
}
