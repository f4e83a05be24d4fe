import { choice, flag, formed, type JsonSchema } from '#lib/json-schema.ts'
import { duration, maybe, or, section } from './node.ts'
import { hooks } from './hooks.ts'

const returnUrl = () => maybe(formed('link'))
const requiredAal = () => or(choice('aal1', 'highest_available'), 'highest_available')

type HookList = ReturnType<typeof hooks>

/** What happens after a flow: for all methods, and for each of `methods`. */
const after = <M extends { readonly [name: string]: HookList }>(all: HookList, methods: M) => {
  const own = Object.fromEntries(
    Object.entries(methods).map(([name, list]) => [
      name,
      section({ default_browser_return_url: returnUrl(), hooks: list }),
    ]),
  ) as {
    readonly [K in keyof M]: JsonSchema<{
      readonly default_browser_return_url: string | undefined
      readonly hooks: readonly { readonly hook: string }[]
    }>
  }
  return section({ default_browser_return_url: returnUrl(), hooks: all, ...own })
}

const flow = () => ({
  ui_url: maybe(formed('page-link')),
  lifespan: or(duration, '1h'),
  before: section({ hooks: hooks() }),
})

const messageFlow = () => ({
  ...flow(),
  enabled: or(flag, false),
  use: or(choice('link', 'code'), 'code'),
  notify_unknown_recipients: maybe(flag),
})

const loginHooks = () =>
  hooks(
    'revoke_active_sessions',
    'require_verified_address',
    'verification',
    'show_verification_ui',
  )
const registrationHooks = () => hooks('session', 'show_verification_ui')
const settingsHooks = () => hooks('revoke_active_sessions')

export const flows = section({
  login: section({
    ...flow(),
    style: or(choice('unified', 'identifier_first'), 'unified'),
    after: after(loginHooks(), {
      password: loginHooks(),
      code: loginHooks(),
      webauthn: loginHooks(),
      passkey: loginHooks(),
      totp: loginHooks(),
      lookup_secret: loginHooks(),
      oidc: hooks('revoke_active_sessions', 'require_verified_address'),
    }),
  }),
  registration: section({
    ...flow(),
    enabled: or(flag, true),
    login_hints: or(flag, false),
    enable_legacy_one_step: maybe(flag),
    style: maybe(choice('unified', 'profile_first')),
    after: after(hooks(), {
      password: registrationHooks(),
      code: registrationHooks(),
      webauthn: registrationHooks(),
      passkey: registrationHooks(),
      oidc: registrationHooks(),
    }),
  }),
  settings: section({
    ...flow(),
    privileged_session_max_age: or(duration, '1h'),
    required_aal: requiredAal(),
    after: after(hooks(), {
      password: settingsHooks(),
      totp: settingsHooks(),
      oidc: settingsHooks(),
      webauthn: settingsHooks(),
      passkey: settingsHooks(),
      lookup_secret: settingsHooks(),
      profile: hooks('show_verification_ui', 'verify_new_address', 'notify_previous_addresses'),
    }),
  }),
  recovery: section({ ...messageFlow(), after: after(hooks('revoke_active_sessions'), {}) }),
  verification: section({ ...messageFlow(), after: after(hooks(), {}) }),
  logout: section({ after: section({ default_browser_return_url: returnUrl() }) }),
  error: section({ ui_url: maybe(formed('page-link')) }),
})
