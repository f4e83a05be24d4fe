// Signing up and in with an identifier and a password, and changing it.
import type { PasswordMigration } from '#hooks/web-hook/password-migration.ts'
import type { Events } from '#events/events.ts'
import type { Problem } from '#errors/invalid-input.ts'
import type { Method } from '#flow/method.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import { readPasswordCredential } from './credential.ts'
import { passwordLogin } from './login.ts'
import { passwordRegistration } from './registration.ts'
import { passwordSettings } from './settings.ts'

/** Makes and checks hashes, never many at once. */
export type PasswordHasher = {
  hash(password: string): Promise<string>
  /** Does the same work for a missing hash. */
  matches(password: string, hash: string | undefined): Promise<boolean>
  needsRehash(hash: string): boolean
}

/** Whether a password may be used, given the identifiers of its owner. */
export type PasswordPolicy = {
  check(password: string, identifiers: readonly string[]): Promise<readonly Problem[]>
}

export type PasswordParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly hasher: PasswordHasher
  readonly policy: PasswordPolicy
  readonly guessing: Guessing
  /** The system that keeps passwords which have not been used here yet. */
  readonly migration: PasswordMigration
  readonly events: Events
  readonly clock: Clock
}

export function createPassword(parts: PasswordParts): Method {
  return {
    name: 'password',
    login: passwordLogin(parts),
    registration: passwordRegistration(parts),
    settings: passwordSettings(parts),
    isFirstFactor({ config }) {
      const stored = readPasswordCredential(config)
      return (
        stored !== undefined && (stored.hashedPassword !== undefined || stored.usesMigrationHook)
      )
    },
  }
}
