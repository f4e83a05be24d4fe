import type { After, Config, FlowSettings, Hook } from '../config.ts'
import type { HookSetting } from '../schema/hooks.ts'
import type { Settings } from '../schema/settings.ts'
import type { Path } from '../paths.ts'
import { absolute, ms, type Plan } from './plan.ts'

type Kind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
type Said = Settings['selfservice']['flows']
type MethodAfter = {
  readonly default_browser_return_url: string | undefined
  readonly hooks: readonly HookSetting[]
}

export function flows(
  said: Said,
  defaultReturnUrl: string,
  plan: Plan,
): Config['selfservice']['flows'] {
  const { login, registration, settings, recovery, verification } = said
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
        said.logout.after.default_browser_return_url ?? defaultReturnUrl,
        plan,
      ),
    },
    error: { uiUrl: page(said.error.ui_url, 'error', plan) },
  }
}

/** The configured page, or our own. */
function page(configured: string | undefined, kind: Kind | 'error', plan: Plan): string {
  return configured === undefined ? `${plan.publicUrl}/ui/${kind}` : absolute(configured, plan)
}

function flow(kind: Kind, said: Said[Kind], plan: Plan): FlowSettings {
  const path = ['selfservice', 'flows', kind]
  return {
    enabled: true,
    uiUrl: page(said.ui_url, kind, plan),
    lifespanMs: ms(said.lifespan),
    before: hooks(said.before.hooks, [...path, 'before', 'hooks'], plan),
    after: after(said.after, [...path, 'after'], plan),
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
    ([method, said]) => {
      const url = said.default_browser_return_url
      return [
        method,
        {
          defaultReturnUrl: url === undefined ? undefined : absolute(url, plan),
          hooks: hooks(said.hooks, [...path, method, 'hooks'], plan),
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

function hooks(said: readonly HookSetting[], path: Path, plan: Plan): readonly Hook[] {
  return said.map(({ hook, config = {} }, position) => {
    if (hook === 'web_hook') checkWebHook(config, [...path, position, 'config'], plan)
    return { hook, config }
  })
}

/** What a web hook answers is either ignored, or can stop or change the flow. */
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
