import { resolve } from 'node:path'
import { offerable } from '#languages/offered.ts'
import type { Consistency } from '#lib/consistency.ts'
import type { Config, FeatureFlags } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import { flows } from './flows.ts'
import { hashers, identity } from './identity.ts'
import { baseUrl, listeners } from './listeners.ts'
import { geoipFile } from './geoip.ts'
import { languages } from './languages.ts'
import { mail } from './mail.ts'
import { methods } from './methods.ts'
import { absolute, daysMs, ms, msOrNone, type Plan } from './plan.ts'
import { editionsOf, guardPages } from './editions.ts'
import { shield } from './shield.ts'
import { theme } from './theme.ts'
import { tracing } from './tracing.ts'
import { withoutStrangers } from './wildcards.ts'
import { cookies, session } from './session.ts'

export type Ground = Omit<Plan, 'publicUrl' | 'allowsInsecureOrigins'>

/**
 * Builds the configuration of checked settings. Faults that the schema cannot find are reported to
 * `ground.fault`.
 */
export function build(input: Settings, ground: Ground): Config {
  const plan: Plan = {
    ...ground,
    dev: ground.dev || input.dev,
    publicUrl: baseUrl(input.serve.public),
    allowsInsecureOrigins: input.feature_flags.legacy_allow_insecure_origins,
  }
  const others = cookies(input.cookies, plan)
  const returning = returns(input, plan)
  const own = pallas(input.pallas, plan)
  guardPages(own.editions, input.selfservice, plan)
  return {
    version: input.version === undefined ? undefined : String(input.version),
    revision: input.revision,
    dev: plan.dev,
    appsMaySendOrigin: originOfApps(plan),
    usualConsistency: usualConsistency(input, plan),
    dsn: input.dsn ?? `sqlite://${resolve(plan.cwd, 'data', 'pallas.sqlite')}`,
    ...listeners(input, plan),
    selfservice: {
      ...returning,
      flows: flows(input.selfservice.flows, returning.defaultReturnUrl, plan),
      methods: methods(input.selfservice.methods, plan),
    },
    session: session(input.session, others, plan),
    cookies: others,
    identity: identity(input, plan),
    hashers: hashers(input.hashers, plan),
    security: { mitigateEnumeration: input.security.account_enumeration.mitigate },
    log: log(input, plan),
    tracing: tracing(input.tracing, plan),
    mail: mail(input, plan),
    cleanup: cleanup(input),
    clients: {
      disallowPrivateNetworks: input.clients.http.disallow_private_ip_ranges,
      privateNetworkExceptions: input.clients.http.private_ip_exception_urls,
      hookHeaders: input.clients.web_hook.header_allowlist,
    },
    oauth2Provider:
      input.oauth2_provider?.url === undefined
        ? undefined
        : { url: input.oauth2_provider.url, headers: input.oauth2_provider.headers ?? {} },
    featureFlags: featureFlags(input.feature_flags),
    pallas: own,
  }
}

function log(
  { log: { level, format, leak_sensitive_values, redaction_text } }: Settings,
  plan: Plan,
) {
  if (leak_sensitive_values)
    plan.warn(
      ['log', 'leak_sensitive_values'],
      'log.leak_sensitive_values: the log has paths and queries of requests as they were sent',
      'risk',
    )
  return { level, format, leaksValues: leak_sensitive_values, redaction: redaction_text }
}

function originOfApps({ dev, appsMaySendOrigin, warn }: Plan): boolean {
  if (appsMaySendOrigin)
    warn(
      [],
      dev
        ? 'DEV_DISABLE_API_FLOW_ENFORCEMENT: pages of any site may send the flows of apps'
        : 'DEV_DISABLE_API_FLOW_ENFORCEMENT has an effect with --dev only',
      dev ? 'risk' : 'ignored',
    )
  return dev && appsMaySendOrigin
}

/**
 * Where people are redirected by default. This address and the pages of flows are always allowed.
 */
function returns(
  { selfservice }: Settings,
  plan: Plan,
): Pick<Config['selfservice'], 'defaultReturnUrl' | 'allowedReturnUrls'> {
  const defaultReturnUrl = absolute(
    selfservice.default_browser_return_url ?? `${plan.publicUrl}/ui/welcome`,
    plan,
  )
  for (const [position, url] of selfservice.allowed_return_urls.entries())
    if (url.includes('*') && !isWildcardUrl(url))
      plan.fault(
        ['selfservice', 'allowed_return_urls', position],
        'has a * where none may stand',
        'a * in place of the first labels of a host, as in https://*.example.org',
      )
  const allowed = withoutStrangers(
    selfservice.allowed_return_urls.map((url) => absolute(url, plan)),
    ['selfservice', 'allowed_return_urls'],
    plan,
  )
  return {
    defaultReturnUrl,
    allowedReturnUrls: [
      ...new Set([...allowed, defaultReturnUrl, `${plan.publicUrl}/self-service`]),
    ],
  }
}

/** A `*` stands for one or more whole labels, below a domain that somebody can have. */
const isWildcardUrl = (url: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/\*(?:\.[^*./:?#@\\]+){2,}(?::[0-9]+)?(?:[/?#][^*]*)?$/i.test(url)

function featureFlags(input: Settings['feature_flags']): FeatureFlags {
  return {
    useContinueWithTransitions: input.use_continue_with_transitions,
    chooseRecoveryAddress: input.choose_recovery_address,
    choosesAddressOnRefresh: input.refresh_login_choose_address,
    fasterSessionExtend: input.faster_session_extend,
    allowsInsecureOrigins: input.legacy_allow_insecure_origins,
    cacheableSessions: input.cacheable_sessions
      ? { maxAgeMs: msOrNone(input.cacheable_sessions_max_age) }
      : undefined,
    legacyOidcRegistrationNodeGroup: input.legacy_oidc_registration_node_group,
    registrationTraitsGroup: input.password_profile_registration_node_group,
    legacyContinueWithVerificationUi: input.legacy_continue_with_verification_ui,
    legacyRequireVerifiedLoginError: input.legacy_require_verified_login_error,
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

function pallas(input: Settings['pallas'], plan: Plan): Config['pallas'] {
  const spoken = languages(input.languages, plan)
  return {
    editions: editionsOf(input.editions, plan),
    recoveryEndsOtherSessions: input.recovery.end_other_sessions,
    passwordBlocklist: input.passwords.blocklist,
    notices: { enabled: input.notices.enabled, signIns: input.notices.sign_ins },
    personalData: {
      isEnabled: input.personal_data.enabled,
      withAdminMetadata: input.personal_data.metadata_admin,
    },
    hstsMs: ms(input.hsts.max_age),
    shield: shield(input, plan),
    secondFactor: {
      rememberMs: remembering(input.second_factor),
      resetDelayMs: resetDelay(input.second_factor, plan),
    },
    deletion: {
      isEnabled: input.deletion.enabled,
      graceMs: daysMs(input.deletion.grace),
      identifiersFreeAfterMs: daysMs(input.deletion.identifiers_free_after),
    },
    operators: operators(input.operators, plan),
    impersonation: {
      isEnabled: input.impersonation.enabled,
      lifespanMs: leastMinute(
        ['pallas', 'impersonation', 'lifespan'],
        input.impersonation.lifespan,
        plan,
      ),
    },
    serve: { workers: input.serve.workers },
    replica: input.replica.dsn === undefined ? undefined : { dsn: input.replica.dsn },
    requests: { deadlineMs: deadline(input, plan) },
    trustedProxies: input.trusted_proxies,
    hooks: input.hooks === undefined ? undefined : resolve(plan.cwd, input.hooks),
    webHooks: {
      giveUpAfterMs: ms(input.web_hooks.give_up_after),
      retentionMs: ms(input.web_hooks.retention),
    },
    events: {
      webHooks: input.events.web_hooks.map(({ url, headers, topics }) => ({
        url,
        headers: headers ?? {},
        topics,
      })),
    },
    audit: {
      enabled: input.audit.enabled,
      retentionMs: ms(input.audit.retention),
      forward: input.audit.forward && {
        url: input.audit.forward.url,
        headers: input.audit.forward.headers ?? {},
      },
    },
    geoipFile: geoipFile(input.geoip, plan),
    sqlite: { synchronous: input.sqlite.synchronous },
    pages: {
      productName: input.pages.product_name,
      theme: theme(input.pages.theme, plan, [...offerable, ...Object.keys(spoken.added)]),
    },
    languages: spoken,
  }
}

function leastMinute(key: readonly string[], duration: string, plan: Plan): number {
  const timeMs = ms(duration)
  if (timeMs < 60_000) plan.fault(key, 'must be at least 1m')
  return timeMs
}

function operators(
  input: Settings['pallas']['operators'],
  plan: Plan,
): Config['pallas']['operators'] {
  // NOTE with less, nobody could do anything in the console
  const least = (key: 'idle' | 'lifespan' | 'reauthenticate_after'): number =>
    leastMinute(['pallas', 'operators', key], input[key], plan)
  return {
    requiresSecondFactor: input.require_second_factor,
    idleMs: least('idle'),
    lifespanMs: least('lifespan'),
    reauthenticateAfterMs: least('reauthenticate_after'),
  }
}

/** Nothing and no time both mean that it is off. */
const remembering = ({ remember }: Settings['pallas']['second_factor']): number | undefined =>
  remember === undefined ? undefined : daysMs(remember) || undefined

function resetDelay({ reset_delay }: Settings['pallas']['second_factor'], plan: Plan): number {
  const delayMs = daysMs(reset_delay)
  if (delayMs === 0)
    plan.warn(
      ['pallas', 'second_factor', 'reset_delay'],
      'pallas.second_factor.reset_delay is no time: an administrator removes second factors at ' +
        'once, and their owner cannot stop it',
      'risk',
    )
  return delayMs
}

/** The least and the longest time that a request may be given. */
const deadlineRange = { least: 1000, longest: 10 * 60_000 }

function deadline({ requests }: Settings['pallas'], plan: Plan): number {
  const deadlineMs = ms(requests.deadline)
  if (deadlineMs < deadlineRange.least || deadlineMs > deadlineRange.longest)
    plan.fault(['pallas', 'requests', 'deadline'], 'must be between 1s and 10m')
  return deadlineMs
}

/** Only where there is a copy to be read it makes a difference. */
function usualConsistency({ preview, pallas: own }: Settings, plan: Plan): Consistency {
  const usual = preview?.default_read_consistency_level ?? 'strong'
  if (usual === 'eventual' && own.replica.dsn === undefined)
    plan.ignored(['preview', 'default_read_consistency_level'])
  return usual
}
