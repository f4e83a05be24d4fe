import type { Events } from '#events/events.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { LookupEncryption } from './credential.ts'
import type { Shield } from '#shield/shield.ts'

export type LookupParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly encryption: LookupEncryption
  readonly shield: Shield
  /** Random letters and digits. */
  readonly newCode: (length: number) => string
  readonly events: Events
  readonly clock: Clock
}
