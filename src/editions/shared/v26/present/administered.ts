import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { WireIdentity } from '../wire.ts'
import { presentCredential, presentIdentity } from './identity.ts'

/** Which credentials are included with their config, and how that is decrypted. */
export type Shown = {
  /** Credential types whose config is included. */
  readonly types: readonly CredentialType[]
  readonly reveal: (credential: Credential, identityId: string) => JsonObject
}

/** An identity with the members that only administrators see, without credentials. */
export function presentAdministered(
  { identity }: Pick<Account, 'identity'>,
  publicUrl: string,
): WireIdentity {
  return { ...presentIdentity(identity, publicUrl), metadata_admin: identity.metadataAdmin }
}

/** An identity with its credentials; their config is included for the given types. */
export function presentWithCredentials(
  account: Account,
  publicUrl: string,
  { types, reveal }: Shown,
): WireIdentity {
  const { identity, credentials } = account
  const shown = credentials.map((one) =>
    types.includes(one.type)
      ? presentCredential({ ...one, config: reveal(one, identity.id) }, true)
      : presentCredential(one, false),
  )
  return {
    ...presentAdministered(account, publicUrl),
    credentials: Object.fromEntries(shown.map((one) => [one.type, one])),
  }
}
