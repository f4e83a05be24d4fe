import { resolve } from 'node:path'
import type { Config, FeatureFlags } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import { flows } from './flows.ts'
import { hashers, identity } from './identity.ts'
import { baseUrl, listeners } from './listeners.ts'
import { mail } from './mail.ts'
import { methods } from './methods.ts'
import { absolute, ms, msOrNone, type Plan } from './plan.ts'
import { cookies, session } from './session.ts'

export type Ground = Omit<Plan, 'publicUrl'>

/**
 * The configuration that checked settings amount to. What the schema cannot check is told to
 * `ground.fault`.
 */
export function build(said: Settings, ground: Ground): Config {
  const plan: Plan = {
    ...ground,
    dev: ground.dev || said.dev,
    publicUrl: baseUrl(said.serve.public),
  }
  const others = cookies(said.cookies, plan)
  const returning = returns(said, plan)
  return {
    version: said.version === undefined ? undefined : String(said.version),
    dev: plan.dev,
    dsn: said.dsn ?? `sqlite://${resolve(plan.cwd, 'data', 'pallas.sqlite')}`,
    ...listeners(said, plan),
    selfservice: {
      ...returning,
      flows: flows(said.selfservice.flows, returning.defaultReturnUrl, plan),
      methods: methods(said.selfservice.methods, plan),
    },
    session: session(said.session, others, plan),
    cookies: others,
    identity: identity(said.identity, plan),
    hashers: hashers(said.hashers, plan),
    security: { mitigateEnumeration: said.security.account_enumeration.mitigate },
    log: { level: said.log.level, format: said.log.format },
    mail: mail(said, plan),
    cleanup: cleanup(said),
    clients: {
      disallowPrivateNetworks: said.clients.http.disallow_private_ip_ranges,
      privateNetworkExceptions: said.clients.http.private_ip_exception_urls,
      hookHeaders: said.clients.web_hook.header_allowlist,
    },
    oauth2Provider:
      said.oauth2_provider?.url === undefined
        ? undefined
        : { url: said.oauth2_provider.url, headers: said.oauth2_provider.headers ?? {} },
    featureFlags: featureFlags(said.feature_flags),
    pallas: pallas(said.pallas, plan),
  }
}

/**
 * Where people are sent when nothing else is said; that place and the flows themselves are always
 * allowed.
 */
function returns(
  { selfservice }: Settings,
  plan: Plan,
): Pick<Config['selfservice'], 'defaultReturnUrl' | 'allowedReturnUrls'> {
  const defaultReturnUrl = absolute(
    selfservice.default_browser_return_url ?? `${plan.publicUrl}/ui/welcome`,
    plan,
  )
  const allowed = selfservice.allowed_return_urls.map((url) => absolute(url, plan))
  return {
    defaultReturnUrl,
    allowedReturnUrls: [
      ...new Set([...allowed, defaultReturnUrl, `${plan.publicUrl}/self-service`]),
    ],
  }
}

function featureFlags(said: Settings['feature_flags']): FeatureFlags {
  return {
    useContinueWithTransitions: said.use_continue_with_transitions,
    chooseRecoveryAddress: said.choose_recovery_address,
    fasterSessionExtend: said.faster_session_extend,
    cacheableSessions: said.cacheable_sessions
      ? { maxAgeMs: msOrNone(said.cacheable_sessions_max_age) }
      : undefined,
    passwordProfileRegistrationNodeGroup: said.password_profile_registration_node_group,
    legacyOidcRegistrationNodeGroup: said.legacy_oidc_registration_node_group,
    legacyContinueWithVerificationUi: said.legacy_continue_with_verification_ui,
    legacyRequireVerifiedLoginError: said.legacy_require_verified_login_error,
  }
}

function cleanup({ database, pallas }: Settings): Config['cleanup'] {
  const { batch_size, sleep, older_than } = database.cleanup
  return {
    intervalMs: ms(pallas.cleanup.interval),
    batchSize: batch_size,
    pauseMs: ms(sleep.tables),
    olderThanMs: ms(older_than),
  }
}

function pallas(said: Settings['pallas'], plan: Plan): Config['pallas'] {
  const { max_failures, wait } = said.guessing
  if (max_failures === true)
    plan.fault(['pallas', 'guessing', 'max_failures'], 'must be a number, or false for no limit')
  return {
    editions: { root: said.editions.root, apiKratos: said.editions.api_kratos },
    guessing:
      typeof max_failures === 'boolean' || max_failures === 0
        ? undefined
        : { maxFailures: max_failures, waitMs: ms(wait) },
    trustedProxies: said.trusted_proxies,
    hooks: said.hooks === undefined ? undefined : resolve(plan.cwd, said.hooks),
    webHooks: {
      giveUpAfterMs: ms(said.web_hooks.give_up_after),
      retentionMs: ms(said.web_hooks.retention),
    },
    events: {
      webHooks: said.events.web_hooks.map(({ url, headers, topics }) => ({
        url,
        headers: headers ?? {},
        topics,
      })),
    },
    sqlite: { synchronous: said.sqlite.synchronous },
    pages: { productName: said.pages.product_name },
  }
}
