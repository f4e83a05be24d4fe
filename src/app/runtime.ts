import type { Config } from '#config/config.ts'
import type { Reading } from '#config/read.ts'
import { once } from '#lib/once.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'

/**
 * What the server runs with now. Everything that may change without a restart is read through it.
 */
export type Runtime = { reading: Reading; schemas: IdentitySchemas }

export const configOf = (runtime: Runtime) => runtime.reading.config

/** Works something out once for each configuration, not once for each request. */
export function ofConfig<T>(runtime: Runtime, work: (config: Config) => T): () => T {
  return once(() => configOf(runtime), work)
}
