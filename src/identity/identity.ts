import type { Json, JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'

export type IdentityState = 'active' | 'inactive'
export type AddressStatus = 'pending' | 'sent' | 'completed'

/** An address that its owner can verify. `value` is in canonical form. */
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

/** An address that recovery messages are sent to. `value` is in canonical form. */
export type RecoveryAddress = {
  readonly id: string
  readonly value: string
  readonly via: AddressChannel
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

/** That terms were accepted, or that this was taken back. */
export type Consent = {
  /** The trait, with dots: `traits.terms`. */
  readonly trait: string
  /** The version that was in force. */
  readonly version: string
  /** Where its text was. */
  readonly url?: string
  readonly given: boolean
  readonly at: Timestamp
}

/** A person or thing that can sign in. Its addresses follow from traits and schema. */
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
  /** In the order in which they were given and taken back. */
  readonly consents: readonly Consent[]
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
  /** Grows by one with every stored change; changes to an older version are refused. */
  readonly version: number
}
