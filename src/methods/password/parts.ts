import type { Events } from '#events/events.ts'
import type { Problem } from '#errors/invalid-input.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { PasswordMigration } from './migration.ts'
import type { Shield } from '#shield/shield.ts'

/** Makes and checks hashes, a limited number at once. */
export type PasswordHasher = {
  /** `network`: that of the client. */
  hash(password: string, network: string | undefined): Promise<string>
  /** Takes the same time when there is no hash: as long as `like` would take. */
  matches(
    password: string,
    hash: string | undefined,
    options: { readonly network: string | undefined; readonly like?: string | undefined },
  ): Promise<boolean>
  needsRehash(hash: string): boolean
}

/** Decides whether a password may be used, given the identifiers and traits of its owner. */
export type PasswordPolicy = {
  check(
    password: string,
    identifiers: readonly string[],
    traits: JsonObject,
    /** In bytes, where the caller takes no longer one. */
    longest?: number,
  ): Promise<readonly Problem[]>
}

export type PasswordParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly hasher: PasswordHasher
  readonly policy: PasswordPolicy
  readonly shield: Shield
  /** The system that has passwords which have not been used here yet. */
  readonly migration: PasswordMigration
  /** HMAC in base64url under a secret of the server. */
  readonly sign: (text: string) => string
  readonly events: Events
  readonly clock: Clock
}
