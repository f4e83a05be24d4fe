// The actions an edition may call, put together from the parts of the line. It knows no HTTP and no edition but its name.
import type { ErrorStore } from '#flow/error-store.ts'
import { createLogin, type LoginParts, type LoginSettings } from '#flow/login/login.ts'
import { createLogout } from '#flow/logout/logout.ts'
import type { Method } from '#flow/method.ts'
import { createRegistration, type RegistrationParts, type RegistrationSettings } from '#flow/registration/registration.ts'
import type { ReturnSettings } from '#flow/flow-settings.ts'
import { createStoredErrors } from '#flow/stored-errors.ts'
import type { FlowParts } from '#flow/steps.ts'
import type { Events } from '#events/events.ts'
import type { LoginHook } from '#flow/login/sign-in.ts'
import type { RegistrationHook } from '#flow/registration/enrolment.ts'
import type { Accounts } from '#identity/accounts.ts'
import { createAdministration } from '#identity/administration.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createOwnSessions } from '#session/own-sessions.ts'
import type { Sessions } from '#session/sessions.ts'

export type CoreParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly accounts: Accounts
  readonly identities: IdentityStore
  readonly errors: ErrorStore
  readonly sessions: Sessions
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly loginHooks: Readonly<Record<string, LoginHook>>
  readonly registrationHooks: Readonly<Record<string, RegistrationHook>>
  /** Run for every registration. */
  readonly registrationAlways: readonly RegistrationHook[]
  readonly returns: () => ReturnSettings
  readonly settings: {
    readonly login: () => LoginSettings
    readonly registration: () => RegistrationSettings
    readonly logout: () => { readonly defaultReturnUrl: string }
  }
  readonly hasher: { hash(password: string): Promise<string> }
  readonly events: Events
}

export type Core = ReturnType<typeof createCore>

export function createCore(parts: CoreParts) {
  const { settings } = parts
  return {
    login: createLogin({ ...parts, settings: settings.login, hooks: parts.loginHooks } satisfies LoginParts & { hooks: unknown }),
    registration: createRegistration({ ...parts, settings: settings.registration, hooks: parts.registrationHooks, always: parts.registrationAlways } satisfies RegistrationParts & { hooks: unknown }),
    logout: createLogout({ sessions: parts.sessions, settings: settings.logout, returns: parts.returns, events: parts.events }),
    ownSessions: createOwnSessions({ sessions: parts.sessions, events: parts.events }),
    errors: createStoredErrors({ store: parts.errors, csrf: parts.csrf, clock: parts.clock, newId: parts.newId }),
    administration: createAdministration(parts),
    schemas: parts.schemas,
    sessions: parts.sessions,
  }
}
