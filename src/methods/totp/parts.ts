import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { TotpEncryption } from './credential.ts'
import type { Shield } from '#shield/shield.ts'

export type TotpParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly encryption: TotpEncryption
  readonly shield: Shield
  /** The name of this service in the authenticator app. */
  readonly issuer: () => string
  readonly events: Events
  readonly clock: Clock
}
