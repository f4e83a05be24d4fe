import type { Events } from '#events/events.ts'
import type { LoginHook } from '#flow/login/sign-in.ts'
import type { RegistrationHook } from '#flow/registration/enrolment.ts'
import type { SettingsHook } from '#flow/settings/save.ts'
import { revokeActiveSessions } from '#hooks/revoke-active-sessions.ts'
import type { Store } from '#store/store.ts'

export type HooksParts = { readonly store: Store; readonly events: Events }

/**
 * The hooks that a configuration may name, by their name. `session` after a registration is part of
 * its action.
 */
export function createHooks({ store, events }: HooksParts) {
  const revokeOthers = revokeActiveSessions({ sessions: store.sessions, events })
  const loginHooks: Readonly<Record<string, LoginHook>> = { revoke_active_sessions: revokeOthers }
  const registrationHooks: Readonly<Record<string, RegistrationHook>> = {}
  const registrationAlways: readonly RegistrationHook[] = []
  const settingsHooks: Readonly<Record<string, SettingsHook>> = {
    revoke_active_sessions: revokeOthers,
  }
  const settingsAlways: readonly SettingsHook[] = []
  return { loginHooks, registrationHooks, registrationAlways, settingsHooks, settingsAlways }
}
