import type { Config } from '#config/config.ts'
import type { Reading } from '#config/read.ts'
import { once } from '#lib/once.ts'
import type { Timestamp } from '#lib/time.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'

/**
 * The current configuration and identity schemas. A reload replaces them, so everything that may
 * change without a restart is read through this object.
 */
export type Runtime = {
  reading: Reading
  schemas: IdentitySchemas
  /** Since when they are in force. */
  since: Timestamp
  /** The last change of the configuration; undefined where there was none. */
  reload: Reload | undefined
}

/** `fault`: why the changed configuration cannot be used; undefined when it was applied. */
export type Reload = { readonly at: Timestamp; readonly fault: string | undefined }

/** The current configuration. */
export const configOf = (runtime: Runtime) => runtime.reading.config

/** Caches a value derived from the configuration until the configuration changes. */
export function ofConfig<T>(runtime: Runtime, work: (config: Config) => T): () => T {
  return once(() => configOf(runtime), work)
}
