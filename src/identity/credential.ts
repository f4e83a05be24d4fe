import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { CredentialType } from './credential-types.ts'

/** A credential of an identity. Only the method of its type knows what `config` contains. */
export type Credential = {
  readonly type: CredentialType
  /** In canonical form; unique among all credentials of the type. */
  readonly identifiers: readonly string[]
  readonly config: JsonObject
  /** The version of the format of `config`. */
  readonly version: number
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}
