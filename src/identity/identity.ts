import type { Json, JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

export type IdentityState = 'active' | 'inactive'
export type AddressStatus = 'pending' | 'sent' | 'completed'

/** An address whose owner can prove that it is theirs. `value` is in canonical form. */
export type VerifiableAddress = {
  readonly id: string
  readonly value: string
  readonly via: AddressChannel
  readonly verified: boolean
  readonly status: AddressStatus
  readonly verifiedAt: Timestamp | undefined
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

/** An address to which a recovery message may go. `value` is in canonical form. */
export type RecoveryAddress = {
  readonly id: string
  readonly value: string
  readonly via: AddressChannel
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

/** A person or a thing that can sign in. Addresses follow from the traits and the schema. */
export type Identity = {
  readonly id: string
  readonly schemaId: string
  readonly traits: JsonObject
  readonly state: IdentityState
  readonly stateChangedAt: Timestamp
  readonly externalId: string | undefined
  readonly organizationId: string | undefined
  readonly metadataPublic: Json
  readonly metadataAdmin: Json
  readonly verifiableAddresses: readonly VerifiableAddress[]
  readonly recoveryAddresses: readonly RecoveryAddress[]
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
  /** Grows by one with every stored change; a change made against an older version is refused. */
  readonly version: number
}
