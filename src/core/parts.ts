// What a core is put together from, in slices: each action is handed the few that it needs.
import type { Reading } from '#lib/consistency.ts'
import type { MessageAdministration } from '#courier/administration.ts'
import type { Events } from '#events/events.ts'
import type { AuthorizationServer } from '#flow/authorization.ts'
import type { ErrorStore } from '#flow/error-store.ts'
import type { ReturnSettings } from '#flow/flow-settings.ts'
import type { Deletions } from '#flow/deletions.ts'
import type { FactorResets } from '#flow/factor-resets.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import type { FlowHooks } from '#flow/hooks.ts'
import type { LoginSettings } from '#flow/login/parts.ts'
import type { LogoutSettings } from '#flow/logout/logout.ts'
import type { Method } from '#flow/method.ts'
import type { Links } from '#flow/method-call.ts'
import type { RecoverySettings } from '#flow/recovery/parts.ts'
import type { RegistrationSettings } from '#flow/registration/registration.ts'
import type { TakenSignUp } from '#flow/registration/taken.ts'
import type { PendingUpdateParts } from '#flow/settings/pending-update.ts'
import type { SettingsSettings } from '#flow/settings/parts.ts'
import type { CsrfGuard } from '#flow/steps.ts'
import type { AddressChangeWaiting } from '#flow/verification/address-change.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import type { VerificationSettings } from '#flow/verification/parts.ts'
import type { Outbox } from '#hooks/outbox/outbox.ts'
import type { AuditAdministration } from '#audit/administration.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { Importers } from '#identity/imported-secrets.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { AddressChangeStore } from '#identity/address-change-store.ts'
import type { UnprovedStore } from '#identity/unproved-store.ts'
import type { TellSignIn } from '#flow/sign-in-notice.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { IdentitySearching } from '#identity/search.ts'
import type { Clock } from '#lib/time.ts'
import type { Rules } from '#rules.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Jobs } from '#jobs/jobs.ts'
import type { PersonalDataParts } from '#personal-data/personal-data.ts'
import type { ApiTokens } from '#operators/api-tokens.ts'
import type { Impersonations } from '#session/impersonations.ts'
import type { Operators } from '#operators/operators.ts'
import type { TellReported } from '#session/own-activity.ts'
import type { AalRule } from '#session/assurance.ts'
import type { ConsoleSessions, ConsoleSessionSettings } from '#session/console-sessions.ts'
import type { Remembered } from '#session/remembered.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Tokenizer } from '#session/tokenizer.ts'
import type { ProofOfWork } from '#shield/proof-of-work.ts'
import type { Shield } from '#shield/shield.ts'

/** What a caller wants of its core: the methods that are offered, and one value for each rule. */
export type CoreProfile = { readonly methods: readonly string[] | 'all'; readonly rules: Rules }

/** For whom the core works. */
export type CallerSlice = {
  /** Flows are stored with this name; a flow goes on only in the core that opened it. */
  readonly edition: string
  readonly rules: Rules
  readonly links: Links
  /** The methods that are offered. */
  readonly methods: () => readonly Method[]
  /** All methods that are switched on, offered or not. */
  readonly everyMethod: () => readonly Method[]
  /** Where people may be sent after a flow. */
  readonly returns: () => ReturnSettings
  /** The hooks of flows; those that begin a verification open it in this core. */
  readonly hooksFor: (core: {
    readonly verification: VerificationBegin
    readonly addressChange: AddressChangeWaiting
  }) => FlowHooks
}

export type StorageSlice = {
  readonly flows: FlowStore
  readonly identities: IdentityStore
  readonly addressChanges: AddressChangeStore
  readonly unproved: UnprovedStore
  readonly errors: ErrorStore
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
}

export type SecretsSlice = Pick<PendingUpdateParts, 'cipher' | 'newSecret' | 'hashSecret'> & {
  readonly csrf: CsrfGuard
  readonly hasher: { hash(password: string): Promise<string> }
  readonly newId: () => string
}

export type PeopleSlice = {
  readonly schemas: () => IdentitySchemas
  readonly accounts: Accounts
  readonly importers: Importers
  readonly addressStatuses: AddressStatuses
  readonly tellOwner: TellOwner
  readonly tellSignIn: TellSignIn
  readonly tellReported: TellReported
  readonly takenSignUp: TakenSignUp
  readonly shield: Shield
  readonly proofOfWork: ProofOfWork
  readonly identitySearch: IdentitySearching
  readonly reading: Reading
  readonly sessions: Sessions
  readonly remembered: Remembered
  readonly factorResets: FactorResets
  readonly deletions: Deletions
  readonly tokenizer: Tokenizer
  readonly apiTokens: ApiTokens
  readonly operators: Operators
  readonly consoleSessions: ConsoleSessions
  readonly jobs: Jobs
  readonly impersonations: Impersonations
  readonly trail: Pick<AuditAdministration, 'list' | 'find' | 'isRecording'>
  readonly dataExports: PersonalDataParts['exports']
}

/** Other systems, and what waits to be sent to them. */
export type OutgoingSlice = {
  readonly authorization: AuthorizationServer
  readonly outbox: Pick<Outbox, 'list' | 'replay'>
  readonly messages: MessageAdministration
}

export type SettingsSlice = {
  readonly login: () => LoginSettings
  readonly registration: () => RegistrationSettings
  readonly settings: () => SettingsSettings
  /** Whether people may delete their accounts. */
  readonly deletion: () => { readonly isEnabled: boolean; readonly graceMs: number }
  readonly recovery: () => RecoverySettings
  readonly verification: () => VerificationSettings
  /** Whether all other sessions of an account end when it is recovered. */
  readonly recoveryEndsOtherSessions: () => boolean
  readonly logout: () => LogoutSettings
  readonly personalData: PersonalDataParts['settings']
  readonly consoleSessions: () => ConsoleSessionSettings
  /** What a session must have reached where people see and end their sessions. */
  readonly sessionAal: () => AalRule
  /** How long others may cache an answer about a session. */
  readonly sessionCache: () => { readonly maxAgeMs: number | undefined } | undefined
  /** The page for sign-ins. */
  readonly loginUrl: () => string
  /** Whether somebody who signs up with a taken identifier is told how its owner signs in. */
  readonly loginHints: () => boolean
}

export type CoreParts = {
  readonly caller: CallerSlice
  readonly storage: StorageSlice
  readonly secrets: SecretsSlice
  readonly people: PeopleSlice
  readonly outgoing: OutgoingSlice
  readonly settings: SettingsSlice
  readonly clock: Clock
  readonly events: Events
}
