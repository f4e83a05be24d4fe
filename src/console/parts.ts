import type { AuditAdministration } from '#audit/administration.ts'
import type { Core } from '#core.ts'
import type { HealthParts } from '#editions/shared/health.ts'
import type { Caller } from '#flow/caller.ts'
import type { Account } from '#identity/identity-store.ts'
import type { ProvidersFacts } from './providers/facts.ts'
import type { Clock } from '#lib/time.ts'
import type { Mailbox } from '#courier/mailbox.ts'
import type { Activity } from '#telemetry/activity.ts'
import type { HealthFacts } from '#telemetry/health-facts.ts'
import type { ConsoleAccess } from './access.ts'
import type { ConfigurationFacts } from './configuration/facts.ts'
import type { ConsoleLanguages } from './languages/speech.ts'

export type ConsoleSettings = {
  readonly productName: string
  /** The URL of the admin listener. */
  readonly adminUrl: string
  /** The page of the public listener where operators sign in. */
  readonly signInUrl: string
  /** How long after a sign-in what is dangerous can be done. */
  readonly reauthenticateAfterMs: number
  /** The URL of the newest edition, to which links of recovery lead. */
  readonly publicUrl: string
  /** The page where a recovery code is entered. */
  readonly recoveryUrl: string
  /** Where the built-in pages are. */
  readonly pagesUrl: string
  /** Whether support may open sessions of people. */
  readonly hasImpersonation: boolean
  /** Whether messages go to the built-in mailbox, which has pages of its own. */
  readonly hasMailbox: boolean
  /** Whether guesses and messages are limited. */
  readonly hasShield: boolean
  readonly editions: readonly string[]
  readonly languages: ConsoleLanguages
  /** The trait or public metadata with the language of an operator. */
  readonly languageFrom: readonly string[] | undefined
}

/** What the console is made of. It changes nothing but by the actions of the core. */
export type ConsoleParts = {
  readonly core: Core
  readonly audit: AuditAdministration
  readonly mailbox: Mailbox
  readonly access: ConsoleAccess
  readonly csrf: {
    newSecret(): string
    mask(secret: string): string
    matches(secret: string, token: string): boolean
  }
  /** A person in the JSON of the admin API. */
  readonly present: (account: Account) => object
  readonly settings: () => ConsoleSettings
  readonly health: HealthParts
  /** What the process knows of itself and its database. */
  readonly facts: () => Promise<HealthFacts>
  readonly configuration: () => ConfigurationFacts
  readonly providers: () => ProvidersFacts
  readonly activity: Pick<Activity, 'since'>
  readonly clock: Clock
  readonly report: (error: unknown, caller: Caller) => void
}
