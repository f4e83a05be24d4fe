import type { Config } from '../config.ts'
import type { Provider } from '../schema/methods.ts'
import type { Settings } from '../schema/settings.ts'
import type { Path } from '../paths.ts'
import { isOfOAuth1 } from '#methods/oidc/presets/x.ts'
import { defaultOptions, type PasskeyOptions } from '#methods/passkey/parts.ts'
import { oidcSettings } from './oidc.ts'
import { ms, type Plan } from './plan.ts'
import { relyingParty } from './relying-party.ts'

type Input = Settings['selfservice']['methods']
const path = (...below: Path): Path => ['selfservice', 'methods', ...below]

export function methods(input: Input, plan: Plan): Config['selfservice']['methods'] {
  const { password, code, link, totp, webauthn, passkey, oidc } = input
  if (code.passwordless_enabled && code.mfa_enabled)
    plan.fault(
      path('code'),
      'cannot be both the first and the second factor',
      'passwordless_enabled or mfa_enabled',
    )
  if (webauthn.enabled && webauthn.config === undefined)
    plan.fault(path('webauthn', 'config'), 'is missing', 'rp.id and rp.display_name')
  if (passkey.enabled && passkey.config === undefined)
    plan.fault(path('passkey', 'config'), 'is missing', 'rp.id and rp.display_name')
  if (webauthn.config?.rp.origin !== undefined && webauthn.config.rp.origins !== undefined)
    plan.fault(path('webauthn', 'config', 'rp'), 'names origin and origins', 'one of the two')
  checkProviders(oidc.config.providers, plan)
  if (oidc.enabled) tellProtocols(oidc, plan)
  return {
    password: { enabled: password.enabled, ...passwordPolicy(password.config) },
    profile: { enabled: input.profile.enabled },
    code: {
      enabled: code.enabled,
      passwordless: code.passwordless_enabled,
      secondFactor: code.mfa_enabled,
      lifespanMs: ms(code.config.lifespan),
      maxSubmissions: code.config.max_submissions,
      missingCredentialFallback: code.config.missing_credential_fallback_enabled,
    },
    link: {
      enabled: link.enabled,
      lifespanMs: ms(link.config.lifespan),
      baseUrl: link.config.base_url?.replace(/\/+$/, ''),
    },
    totp: { enabled: totp.enabled, issuer: totp.config.issuer ?? new URL(plan.publicUrl).hostname },
    lookupSecret: { enabled: input.lookup_secret.enabled },
    webauthn: {
      enabled: webauthn.enabled,
      passwordless: webauthn.config?.passwordless === true,
      party: relyingParty(webauthn.config?.rp, plan),
    },
    passkey: {
      enabled: passkey.enabled,
      party: relyingParty(passkey.config?.rp, plan),
      options: passkeyOptions(passkey.config),
    },
    oidc: oidcSettings(oidc),
  }
}

function passkeyOptions(config: Input['passkey']['config']): PasskeyOptions {
  const { attachment, resident_key, user_verification } = config?.authenticator_selection ?? {}
  const { registration, login } = config?.timeouts ?? {}
  return {
    attachment: attachment ?? defaultOptions.attachment,
    residentKey: resident_key ?? defaultOptions.residentKey,
    verification: user_verification ?? defaultOptions.verification,
    attestation: config?.attestation?.preference ?? defaultOptions.attestation,
    timeoutsMs: {
      registration:
        registration === undefined ? defaultOptions.timeoutsMs.registration : ms(registration),
      login: login === undefined ? defaultOptions.timeoutsMs.login : ms(login),
    },
  }
}

type PasswordConfig = Omit<Config['selfservice']['methods']['password'], 'enabled'>

function passwordPolicy(input: Input['password']['config']): PasswordConfig {
  return {
    minLength: input.min_password_length,
    similarityCheck: input.identifier_similarity_check_enabled,
    breaches: {
      enabled: input.haveibeenpwned_enabled,
      host: input.haveibeenpwned_host,
      maxBreaches: input.max_breaches,
      ignoreNetworkErrors: input.ignore_network_errors,
    },
    migrateHook: input.migrate_hook.enabled ? (input.migrate_hook.config ?? {}) : undefined,
  }
}

const appleKeys = ['apple_team_id', 'apple_private_key_id', 'apple_private_key'] as const

function checkProviders(providers: readonly Provider[], plan: Plan): void {
  const ids = new Set<string>()
  for (const [position, provider] of providers.entries()) {
    const here = path('oidc', 'config', 'providers', position)
    if (ids.has(provider.id)) plan.fault([...here, 'id'], 'is the id of another provider, too')
    ids.add(provider.id)
    const needed: readonly string[] =
      provider.provider === 'apple'
        ? appleKeys
        : provider.provider === 'microsoft'
          ? ['client_secret', 'microsoft_tenant']
          : ['client_secret']
    const unfit = [
      ...appleKeys,
      'microsoft_tenant',
      ...(provider.provider === 'apple' ? ['client_secret'] : []),
    ].filter((key) => !needed.includes(key))
    for (const key of needed)
      if (provider[key] === undefined)
        plan.fault([...here, key], `is missing, and the provider ${provider.provider} needs it`)
    for (const key of unfit)
      if (provider[key] !== undefined && provider[key] !== '')
        plan.fault([...here, key], `does not belong to the provider ${provider.provider}`)
  }
}

/** The preset of X stands for two protocols, of which the published one is not what most have. */
function tellProtocols(oidc: Input['oidc'], plan: Plan): void {
  for (const [position, provider] of oidcSettings(oidc).providers.entries())
    if (provider.preset === 'x' && !isOfOAuth1(provider))
      plan.warn(
        path('oidc', 'config', 'providers', position, 'client_id'),
        `the provider ${provider.id} speaks OAuth 2.0 with X, since its client_id is no API key: ` +
          'for OAuth 1.0a, set client_id and client_secret to the API key and its secret',
      )
}
