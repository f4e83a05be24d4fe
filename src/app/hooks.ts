import type { Events } from '#events/events.ts'
import type { LoginHook } from '#flow/login/sign-in.ts'
import type { RegistrationHook } from '#flow/registration/enrolment.ts'
import { revokeActiveSessions } from '#hooks/revoke-active-sessions.ts'
import type { Store } from '#store/store.ts'

export type HooksParts = { readonly store: Store; readonly events: Events }

/** The hooks that a configuration may name, by their name. `session` after a registration is part of its action. */
export function createHooks({ store, events }: HooksParts) {
  const loginHooks: Readonly<Record<string, LoginHook>> = { revoke_active_sessions: revokeActiveSessions({ sessions: store.sessions, events }) }
  const registrationHooks: Readonly<Record<string, RegistrationHook>> = {}
  const registrationAlways: readonly RegistrationHook[] = []
  return { loginHooks, registrationHooks, registrationAlways }
}
