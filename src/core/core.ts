// The actions that an edition may call. They know no HTTP, and of their caller its rules only.
import type { MessageAdministration } from '#courier/administration.ts'
import type { Exchange } from '#flow/federation/exchange.ts'
import type { ProviderTests } from '#flow/federation/provider-test.ts'
import type { Callback } from '#flow/federation/provider-callback.ts'
import type { Deletions } from '#flow/deletions.ts'
import type { Leaving } from '#flow/leaving.ts'
import type { FactorResets } from '#flow/factor-resets.ts'
import type { Login } from '#flow/login/login.ts'
import type { Logout } from '#flow/logout/logout.ts'
import type { RecoveryAdministration } from '#flow/recovery/administration.ts'
import type { Recovery } from '#flow/recovery/recovery.ts'
import type { SubmitSignedOut } from '#flow/recovery/signed-out.ts'
import type { Registration } from '#flow/registration/registration.ts'
import type { Settings } from '#flow/settings/settings.ts'
import type { StoredErrors } from '#flow/stored-errors.ts'
import type { VerificationAdministration } from '#flow/verification/administration.ts'
import type { Verification } from '#flow/verification/verification.ts'
import type { Outbox } from '#hooks/outbox/outbox.ts'
import type { Administration } from '#identity/administration.ts'
import type { Credential } from '#identity/credential.ts'
import type { ShieldAdministration } from '#identity/shield-administration.ts'
import type { IdentitySearching } from '#identity/search.ts'
import type { Jobs } from '#jobs/jobs.ts'
import type { PeopleExport } from '#identity/people-export.ts'
import type { JsonObject } from '#lib/json.ts'
import type { PersonalData } from '#personal-data/personal-data.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { ApiTokens } from '#operators/api-tokens.ts'
import type { Impersonations } from '#session/impersonations.ts'
import type { Operators } from '#operators/operators.ts'
import type { SessionAdministration } from '#session/administration.ts'
import type { ConsoleSessions } from '#session/console-sessions.ts'
import type { ConsoleSignIn } from '#session/console-sign-in.ts'
import type { OwnActivity } from '#session/own-activity.ts'
import type { OwnSessions } from '#session/own-sessions.ts'
import type { RememberedAdministration } from '#session/remembered-administration.ts'
import type { Samples } from './samples.ts'
import type { Sessions } from '#session/sessions.ts'

export type Core = {
  readonly login: Login
  readonly registration: Registration
  readonly settings: Settings
  readonly recovery: Recovery
  readonly submitRecoverySignedOut: SubmitSignedOut
  readonly verification: Verification
  readonly logout: Logout
  /** What follows when a provider sends a browser back. */
  readonly callback: Callback
  /** Trial sign-ins at providers. */
  readonly providerTests: ProviderTests
  /** Gives an app the session that a browser began for it. */
  readonly exchange: Exchange
  /** The errors that error pages show. */
  readonly errors: StoredErrors
  readonly ownSessions: OwnSessions
  /** What has happened to the account of the caller. */
  readonly ownActivity: OwnActivity
  readonly sessions: Sessions
  /** What is held about a person, for the person. */
  readonly personalData: PersonalData
  readonly schemas: () => IdentitySchemas
  /** For previews of pages. */
  readonly samples: Samples

  readonly administration: Administration
  readonly rememberedAdministration: RememberedAdministration
  /** Removals of second factors that wait. */
  readonly factorResets: FactorResets
  /** Accounts that are to be deleted. */
  readonly deletions: Deletions
  /** How people delete their own. */
  readonly leaving: Leaving
  readonly shieldAdministration: ShieldAdministration
  readonly recoveryAdministration: RecoveryAdministration
  readonly verificationAdministration: VerificationAdministration
  readonly sessionAdministration: SessionAdministration
  /** Tokens of the admin API. */
  readonly apiTokens: ApiTokens
  /** People with a role. */
  readonly operators: Operators
  /** Operators who are signed in to the console, and how they get there. */
  readonly consoleSessions: ConsoleSessions
  readonly consoleSignIn: ConsoleSignIn
  /** Work on many people. */
  readonly jobs: Jobs
  readonly peopleExport: PeopleExport
  readonly impersonations: Impersonations
  readonly identitySearch: IdentitySearching
  readonly messages: MessageAdministration
  readonly outbox: Pick<Outbox, 'list' | 'replay'>
  /** The configuration of a credential as administrators see it: without secrets, decrypted. */
  readonly reveal: (credential: Credential, identityId: string) => JsonObject
}
