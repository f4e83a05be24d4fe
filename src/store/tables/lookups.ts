// Who has what must be unique. These rows follow from identities and credentials, and are written with them.

export type CredentialIdentifiersTable = {
  /** Unique together with the type. */
  identifier_digest: string
  type: string
  /** For searching by a part of it. */
  identifier: string
  identity_id: string
}

/** Of the verifiable addresses, and of the recovery addresses. */
export type AddressesTable = {
  /** Unique together with the channel. */
  value_digest: string
  via: string
  identity_id: string
}
