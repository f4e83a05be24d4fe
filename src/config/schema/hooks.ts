// Hooks, and the HTTP calls that they and the courier make.
import {
  anything,
  choice,
  flag,
  formed,
  type JsonSchema,
  list,
  mapOf,
  text,
} from '#lib/json-schema.ts'
import { maybe, or, section, url, variant } from './node.ts'

/** The credentials of a call. */
export const callAuth = (): JsonSchema<{
  readonly type: string
  readonly config: { readonly [key: string]: string }
}> =>
  variant('type', {
    basic_auth: { config: section({ user: text, password: text }) },
    api_key: { config: section({ name: text, value: text, in: choice('header', 'cookie') }) },
  })

const webHook = () =>
  section({
    id: maybe(text),
    url: url,
    method: or(text, 'POST'),
    headers: maybe(mapOf(text)),
    body: maybe(text),
    response: maybe(section({ ignore: or(flag, false), parse: or(flag, false) })),
    can_interrupt: maybe(flag),
    emit_analytics_event: maybe(flag),
    auth: maybe(callAuth()),
  })

/** The call that checks a password in another system. */
export const migrateHook = () =>
  section({
    enabled: or(flag, false),
    config: maybe(
      section({
        url: formed('web-url'),
        method: or(choice('POST'), 'POST'),
        headers: maybe(mapOf(text)),
        body: maybe(formed('source')),
        emit_analytics_event: maybe(flag),
        auth: maybe(callAuth()),
      }),
    ),
  })

/** The call that sends a message to an HTTP service. */
export const courierCall = () =>
  section({
    url: maybe(formed('web-url')),
    method: or(text, 'POST'),
    headers: maybe(mapOf(text)),
    body: maybe(formed('source')),
    auth: maybe(callAuth()),
  })

export type HookSetting = {
  readonly hook: string
  readonly config?: { readonly [key: string]: unknown }
}
type HookName =
  | 'session'
  | 'revoke_active_sessions'
  | 'require_verified_address'
  | 'verification'
  | 'show_verification_ui'
  | 'verify_new_address'
  | 'notify_previous_addresses'

/** What hooks may be told. */
const configs: { readonly [name in HookName]?: { readonly config: JsonSchema } } = {
  notify_previous_addresses: {
    config: section({ recipients: or(choice('removed', 'all_verified', 'all'), 'removed') }),
  },
}

/** The hooks that are allowed at a place: web hooks and `simple`. */
export const hooks = (...simple: readonly HookName[]): JsonSchema<readonly HookSetting[]> => {
  const plain = Object.fromEntries(simple.map((name) => [name, configs[name] ?? {}]))
  const organization = { config: maybe(mapOf(anything)) }
  const one = variant<HookSetting>('hook', {
    ...plain,
    web_hook: { config: webHook() },
    b2b_sso: organization,
    organization,
  })
  return or(list(one, { uniqueItems: true }), [])
}
