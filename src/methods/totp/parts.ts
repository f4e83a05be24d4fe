import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { TotpEncryption } from './credential.ts'

export type TotpParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly encryption: TotpEncryption
  readonly guessing: Guessing
  /** The name of this service in the authenticator app. */
  readonly issuer: () => string
  readonly events: Events
  readonly clock: Clock
}
