import { readFile } from 'node:fs/promises'
import type { Config } from '#config/config.ts'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { loadSchemas } from '#schema/load.ts'

/** Loads the identity schemas of a configuration. Throws an error that lists every problem. */
export function schemasOf(config: Pick<Config, 'identity' | 'clients'>): Promise<IdentitySchemas> {
  return loadSchemas({
    sources: config.identity.schemas,
    defaultId: config.identity.defaultSchemaId,
    allowsReferences: !config.identity.disallowReferences,
    fetch: createGuardedFetch({ settings: () => config.clients }),
    readFile,
    maxBytes: 1024 * 1024,
    timeoutMs: 10_000,
  })
}
