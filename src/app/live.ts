import type { Reading } from '#config/read.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'

/** What the server runs with now. Everything that may change without a restart is read through it. */
export type Live = { reading: Reading; schemas: IdentitySchemas }

export const configOf = (live: Live) => live.reading.config
