import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { CredentialType } from './credential-types.ts'

/** One way of proving who one is. What `config` holds is known to the method of that type alone. */
export type Credential = {
  readonly type: CredentialType
  /** In canonical form; unique among all credentials of the type. */
  readonly identifiers: readonly string[]
  readonly config: JsonObject
  /** Version of the shape of `config`. */
  readonly version: number
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}
