import { bundle, ReferenceFault, type BundleParts } from './bundle.ts'
import { compileSchema, type Named } from './compile.ts'
import { SchemaFaults, type SchemaFault } from './faults.ts'
import type { IdentitySchema, IdentitySchemas } from './identity-schema.ts'
import { readSource } from './source.ts'
import { createValidators } from './validator.ts'

export type SchemaSource = Named & { readonly url: string }
export type LoadParts = Omit<BundleParts, 'allowsReferences'> & {
  readonly sources: readonly SchemaSource[]
  readonly defaultId: string
  /** Whether a schema may refer to other documents; without a word it may. */
  readonly allowsReferences?: boolean
}

/**
 * Loads, checks and compiles all identity schemas. Throws SchemaFaults with all faults of all of
 * them.
 */
export async function loadSchemas({
  sources,
  defaultId,
  allowsReferences = true,
  ...parts
}: LoadParts): Promise<IdentitySchemas> {
  const validators = createValidators()
  const loaded = await Promise.all(
    sources.map(async (source): Promise<IdentitySchema | readonly SchemaFault[]> => {
      try {
        const raw = parse(await readSource(source.url, parts))
        const whole = await bundle(raw, source.url, { ...parts, allowsReferences })
        const compiled = compileSchema(source, whole, validators)
        // NOTE callers see the document as it was written
        if ('id' in compiled)
          return whole === raw ? compiled : { ...compiled, raw: raw as IdentitySchema['raw'] }
        return compiled.map((fault) => ({ schemaId: source.id, ...fault }))
      } catch (error) {
        const pointer = error instanceof ReferenceFault ? error.pointer : ''
        return [{ schemaId: source.id, pointer, reason: reasonOf(error) }]
      }
    }),
  )
  const schemas = loaded.filter((one): one is IdentitySchema => 'id' in one)
  const faults = [
    ...loaded.flatMap((one) => ('id' in one ? [] : one)),
    ...namingFaults(sources, defaultId),
  ]
  if (faults.length > 0) throw new SchemaFaults(faults)
  const byId = new Map(schemas.map((schema) => [schema.id, schema]))
  return { defaultId, list: () => schemas, find: (id) => byId.get(id) }
}

function namingFaults(sources: readonly SchemaSource[], defaultId: string): readonly SchemaFault[] {
  const ids = sources.map(({ id }) => id)
  return [
    ...[...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((schemaId) => ({
      schemaId,
      pointer: '',
      reason: 'there is more than one of this name',
    })),
    ...(ids.includes(defaultId)
      ? []
      : [
          {
            schemaId: defaultId,
            pointer: '',
            reason: 'is the default, but there is none of this name',
          },
        ]),
  ]
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // NOTE the message of the parser would contain parts of the document
    throw new SyntaxError('is not JSON in UTF-8')
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
