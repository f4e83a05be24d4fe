import type { ShownSetting } from '#config/shown.ts'
import type { Timestamp } from '#lib/time.ts'

/** What the process knows of its configuration. */
export type ConfigurationFacts = {
  /** Without secrets. */
  readonly settings: readonly ShownSetting[]
  readonly warnings: readonly string[]
  readonly files: readonly string[]
  readonly revision: string
  readonly since: Timestamp
  /** The last change of the files; undefined where there was none. */
  readonly reload: { readonly at: Timestamp; readonly fault: string | undefined } | undefined
}
