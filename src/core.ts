// The actions an edition may call, put together from the parts of the line. It knows no HTTP and no
// edition but its name.
import type { MessageAdministration } from '#courier/administration.ts'
import type { AuthorizationServer } from '#flow/authorization.ts'
import type { ErrorStore } from '#flow/error-store.ts'
import { createLogin, type LoginParts, type LoginSettings } from '#flow/login/login.ts'
import { createLogout } from '#flow/logout/logout.ts'
import type { Method } from '#flow/method.ts'
import { createRecoveryAdministration } from '#flow/recovery/administration.ts'
import {
  createRecovery,
  type RecoveryParts,
  type RecoverySettings,
} from '#flow/recovery/recovery.ts'
import {
  createRegistration,
  type RegistrationParts,
  type RegistrationSettings,
} from '#flow/registration/registration.ts'
import type { ReturnSettings } from '#flow/flow-settings.ts'
import type { PendingUpdateParts } from '#flow/settings/pending-update.ts'
import {
  createSettings,
  type SettingsParts,
  type SettingsSettings,
} from '#flow/settings/settings.ts'
import { createStoredErrors } from '#flow/stored-errors.ts'
import type { FlowParts } from '#flow/steps.ts'
import { createVerificationBegin, type VerificationBegin } from '#flow/verification/begin.ts'
import { createVerification, type VerificationSettings } from '#flow/verification/verification.ts'
import type { Outbox } from '#hooks/outbox/outbox.ts'
import { createProviderSignIn } from '#flow/federation/provider-sign-in.ts'
import { createCallback } from '#flow/federation/provider-callback.ts'
import { createExchange } from '#flow/federation/exchange.ts'
import { createLinking } from '#flow/federation/linking.ts'
import type { Events } from '#events/events.ts'
import type { FlowHooks } from '#flow/hooks.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import { createAdministration } from '#identity/administration.ts'
import type { Credential } from '#identity/credential.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySearching } from '#identity/search.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Rules } from '#rules.ts'
import { once } from '#lib/once.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { secondFactors } from '#identity/credential-types.ts'
import { createSessionAdministration } from '#session/administration.ts'
import { createAssurance, type AalRule } from '#session/assurance.ts'
import { createOwnSessions } from '#session/own-sessions.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Tokenizer } from '#session/tokenizer.ts'

/** What a caller wants of its core: the methods that are offered, and one value for each rule. */
export type CoreProfile = { readonly methods: readonly string[] | 'all'; readonly rules: Rules }

export type CoreParts = FlowParts &
  PendingUpdateParts & {
    /** The methods that are offered here. */
    readonly methods: () => readonly Method[]
    /** All that are switched on, offered here or not. */
    readonly everyMethod: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly accounts: Accounts
    readonly identities: IdentityStore
    readonly errors: ErrorStore
    readonly addressStatuses: AddressStatuses
    readonly guessing: Guessing
    readonly sessions: Sessions
    readonly tokenizer: Tokenizer
    readonly authorization: AuthorizationServer
    readonly outbox: Pick<Outbox, 'list' | 'replay'>
    readonly transact: <T>(work: () => Promise<T>) => Promise<T>
    /** The hooks of flows, which begin verifications by flows of this core. */
    readonly hooksFor: (core: { readonly verification: VerificationBegin }) => FlowHooks
    readonly returns: () => ReturnSettings
    readonly settings: {
      readonly login: () => LoginSettings
      readonly registration: () => RegistrationSettings
      readonly settings: () => SettingsSettings
      readonly recovery: () => RecoverySettings
      readonly verification: () => VerificationSettings
      /** What a session must have reached where people see and end their sessions. */
      readonly sessionAal: () => AalRule
      /** How long others may keep an answer about a session. */
      readonly sessionCache: () => { readonly maxAgeMs: number | undefined } | undefined
      readonly logout: () => { readonly defaultReturnUrl: string }
      /** The page for sign-ins. */
      readonly loginUrl: () => string
      /** Whether people are told how the owner of an account signs in. */
      readonly loginHints: () => boolean
    }
    readonly messages: MessageAdministration
    readonly identitySearch: IdentitySearching
    readonly hasher: { hash(password: string): Promise<string> }
    readonly events: Events
  }

export type Core = ReturnType<typeof createCore>

export function createCore(parts: CoreParts) {
  const { settings } = parts
  const assurance = createAssurance({
    identities: parts.identities,
    factors: once(parts.everyMethod, (methods) =>
      secondFactors.filter((type) => methods.some((method) => method.name === type)),
    ),
  })
  const formsOf =
    <T extends { readonly style: string }>(read: () => T) =>
    (): T =>
      parts.rules.forms === 'one' ? { ...read(), style: 'unified' } : read()
  const verificationSettings = mailedBy(parts, settings.verification)
  const hooks = parts.hooksFor({
    verification: createVerificationBegin({ ...parts, settings: verificationSettings }),
  })
  const loginParts = {
    ...parts,
    assurance,
    sessionAal: settings.sessionAal,
    settings: formsOf(settings.login),
    hooks,
  }
  const linking = createLinking({
    ...parts,
    assurance,
    loginLifespanMs: () => settings.login().lifespanMs,
    loginUrl: settings.loginUrl,
    hints: settings.loginHints,
  })
  const registrationParts = {
    ...parts,
    taken: linking.taken,
    settings: formsOf(settings.registration),
    hooks,
  }
  const exchange = createExchange(parts)
  const providerSignIn = createProviderSignIn({
    ...parts,
    login: loginParts,
    registration: registrationParts,
    linking,
  })
  const changing = createSettings({
    ...parts,
    assurance,
    settings: settings.settings,
    hooks,
  } satisfies SettingsParts)
  const recovery = {
    ...parts,
    settings: mailedBy(parts, settings.recovery),
    settingsAfterwards: settings.settings,
    hooks,
  }
  return {
    login: createLogin({ ...loginParts, providerSignIn, linking, exchange } satisfies LoginParts),
    registration: createRegistration({
      ...registrationParts,
      providerSignIn,
      exchange,
    } satisfies RegistrationParts),
    settings: changing,
    callback: createCallback({
      ...parts,
      login: loginParts,
      registration: registrationParts,
      settings: changing,
      providerSignIn,
      exchange,
      lifespanMs: (kind) => settings[kind]().lifespanMs,
    }),
    exchange,
    recovery: createRecovery(recovery satisfies RecoveryParts),
    recoveryAdministration: createRecoveryAdministration(recovery),
    verification: createVerification({ ...parts, hooks, settings: verificationSettings }),
    logout: createLogout({
      authorization: parts.authorization,
      sessions: parts.sessions,
      settings: settings.logout,
      returns: parts.returns,
      events: parts.events,
    }),
    ownSessions: createOwnSessions({
      sessions: parts.sessions,
      assurance,
      requiredAal: settings.sessionAal,
      cache: settings.sessionCache,
      tokenizer: parts.tokenizer,
      clock: parts.clock,
      events: parts.events,
    }),
    errors: createStoredErrors({
      store: parts.errors,
      csrf: parts.csrf,
      clock: parts.clock,
      newId: parts.newId,
    }),
    administration: createAdministration({
      ...parts,
      isFirstFactor: (credential) =>
        parts
          .everyMethod()
          .some(
            (method) =>
              method.name === credential.type && method.isFirstFactor?.(credential) === true,
          ),
    }),
    sessionAdministration: createSessionAdministration({
      sessions: parts.sessions,
      events: parts.events,
    }),
    /** What an administrator is shown of a credential. */
    reveal: (credential: Credential, identityId: string): JsonObject =>
      parts
        .everyMethod()
        .find((method) => method.name === credential.type)
        ?.reveal?.(credential, identityId) ?? credential.config,
    messages: parts.messages,
    outbox: parts.outbox,
    identitySearch: parts.identitySearch,
    schemas: parts.schemas,
    sessions: parts.sessions,
  }
}

/**
 * Where an edition does not offer the method that is configured for a kind of flow, it uses the one
 * of its kind that it has.
 */
function mailedBy<T extends { readonly use: 'link' | 'code' }>(
  { methods }: Pick<CoreParts, 'methods'>,
  read: () => T,
): () => T {
  return () => {
    const settings = read(),
      other = settings.use === 'code' ? 'link' : 'code'
    const has = (name: string) => methods().some((method) => method.name === name)
    return !has(settings.use) && has(other) ? { ...settings, use: other } : settings
  }
}
