import type { After, Hook } from '#flow/flow-settings.ts'
import type { Config, FlowSettings } from '../config.ts'
import type { HookSetting } from '../schema/hooks.ts'
import type { Settings } from '../schema/settings.ts'
import type { Path } from '../paths.ts'
import { absolute, ms, type Plan } from './plan.ts'

type Kind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
type Input = Settings['selfservice']['flows']
type MethodAfter = {
  readonly default_browser_return_url: string | undefined
  readonly hooks: readonly HookSetting[]
}

export function flows(
  input: Input,
  defaultReturnUrl: string,
  plan: Plan,
): Config['selfservice']['flows'] {
  const { login, registration, settings, recovery, verification } = input
  guardNewAddresses(input, plan)
  return {
    login: { ...flow('login', login, plan), style: login.style },
    registration: {
      ...flow('registration', registration, plan),
      enabled: registration.enabled,
      style:
        registration.style ??
        (registration.enable_legacy_one_step === true ? 'unified' : 'profile_first'),
      loginHints: registration.login_hints,
    },
    settings: {
      ...flow('settings', settings, plan),
      privilegedSessionMaxAgeMs: ms(settings.privileged_session_max_age),
      requiredAal: settings.required_aal,
    },
    recovery: {
      ...flow('recovery', recovery, plan),
      enabled: recovery.enabled,
      use: recovery.use,
      notifyUnknownRecipients: recovery.notify_unknown_recipients,
    },
    verification: {
      ...flow('verification', verification, plan),
      enabled: verification.enabled,
      use: verification.use,
      notifyUnknownRecipients: verification.notify_unknown_recipients,
    },
    logout: {
      defaultReturnUrl: absolute(
        input.logout.after.default_browser_return_url ?? defaultReturnUrl,
        plan,
      ),
    },
    error: { uiUrl: page(input.error.ui_url, 'error', plan) },
  }
}

/** The configured page, or the server's own. */
function page(configured: string | undefined, kind: Kind | 'error', plan: Plan): string {
  return configured === undefined ? `${plan.publicUrl}/ui/${kind}` : absolute(configured, plan)
}

function flow(kind: Kind, input: Input[Kind], plan: Plan): FlowSettings {
  const path = ['selfservice', 'flows', kind]
  return {
    enabled: true,
    uiUrl: page(input.ui_url, kind, plan),
    lifespanMs: ms(input.lifespan),
    before: hooks(input.before.hooks, [...path, 'before', 'hooks'], plan),
    after: after(input.after, [...path, 'after'], plan),
  }
}

function after(
  {
    default_browser_return_url,
    hooks: all,
    ...methods
  }: MethodAfter & { readonly [method: string]: unknown },
  path: Path,
  plan: Plan,
): After {
  const own = Object.entries(methods as { readonly [method: string]: MethodAfter }).map(
    ([method, input]) => {
      const url = input.default_browser_return_url
      return [
        method,
        {
          defaultReturnUrl: url === undefined ? undefined : absolute(url, plan),
          hooks: hooks(input.hooks, [...path, method, 'hooks'], plan),
        },
      ] as const
    },
  )
  return {
    defaultReturnUrl:
      default_browser_return_url === undefined
        ? undefined
        : absolute(default_browser_return_url, plan),
    hooks: hooks(all, [...path, 'hooks'], plan),
    methods: Object.fromEntries(own),
  }
}

function hooks(input: readonly HookSetting[], path: Path, plan: Plan): readonly Hook[] {
  return input.flatMap(({ hook, config = {} }, position) => {
    if (unbuilt.includes(hook)) {
      plan.ignored([...path, position])
      return []
    }
    if (hook === 'web_hook') checkWebHook(config, [...path, position, 'config'], plan)
    return [{ hook, config }]
  })
}

/** Addresses that are stored only once they are verified could not be changed any more. */
function guardNewAddresses({ settings, verification }: Input, plan: Plan): void {
  const { hooks: listed } = settings.after.profile
  const position = listed.findIndex(({ hook }) => hook === 'verify_new_address')
  if (position >= 0 && !verification.enabled)
    plan.fault(
      ['selfservice', 'flows', 'settings', 'after', 'profile', 'hooks', position],
      'needs the verification of addresses, which is switched off',
      'selfservice.flows.verification.enabled: true',
    )
}

/** Hooks that are accepted, but not there. */
const unbuilt = ['b2b_sso', 'organization']

/** The response of a web hook is either ignored, or can interrupt or change the flow. */
function checkWebHook(config: { readonly [key: string]: unknown }, path: Path, plan: Plan): void {
  const response = (config['response'] ?? {}) as {
    readonly ignore?: boolean
    readonly parse?: boolean
  }
  if (response.ignore !== true) return
  if (response.parse === true)
    plan.fault([...path, 'response'], 'cannot be both ignored and parsed')
  if (config['can_interrupt'] === true)
    plan.fault(
      [...path, 'can_interrupt'],
      'needs an answer that is not ignored',
      'take away response.ignore',
    )
}
