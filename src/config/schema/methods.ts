import {
  anything,
  choice,
  flag,
  formed,
  integer,
  type JsonSchema,
  limitedText,
  list,
  mapOf,
  text,
} from '#lib/json-schema.ts'
import { duration, maybe, open, or, section, url } from './node.ts'
import { migrateHook } from './hooks.ts'

const switchedOff = () => or(flag, false)

/**
 * How a claim is requested, by its name; null without further conditions (OpenID Connect Core 1.0,
 * 5.5.1).
 */
const claims = () =>
  maybe(
    mapOf({
      ...section({
        essential: maybe(flag),
        value: maybe(anything),
        values: maybe(list(anything)),
      }),
      type: ['object', 'null'],
    }),
  )

const provider = () =>
  section({
    id: limitedText({ minLength: 1 }),
    provider: choice(
      'generic',
      'amazon',
      'apple',
      'auth0',
      'dingtalk',
      'discord',
      'facebook',
      'fedcm-test',
      'github',
      'github-app',
      'gitlab',
      'google',
      'lark',
      'line',
      'linkedin',
      'linkedin_v2',
      'microsoft',
      'netid',
      'patreon',
      'salesforce',
      'slack',
      'spotify',
      'uaepass',
      'vk',
      'x',
      'yandex',
    ),
    label: maybe(text),
    client_id: text,
    client_secret: maybe(text),
    issuer_url: maybe(url),
    auth_url: maybe(url),
    token_url: maybe(url),
    mapper_url: url,
    scope: maybe(list(text)),
    microsoft_tenant: maybe(text),
    subject_source: maybe(choice('userinfo', 'me', 'oid')),
    apple_team_id: maybe(text),
    apple_private_key_id: maybe(text),
    apple_private_key: maybe(text),
    requested_claims: maybe(open(section({ userinfo: claims(), id_token: claims() }))),
    organization_id: maybe(text),
    additional_id_token_audiences: maybe(list(text)),
    claims_source: maybe(choice('id_token', 'userinfo')),
    pkce: maybe(choice('auto', 'never', 'force')),
    fedcm_config_url: maybe(url),
    net_id_token_origin_header: maybe(text),
    account_linking_mode: maybe(choice('confirm_with_existing_credential', 'automatic')),
    update_identity_on_login: maybe(choice('never', 'automatic')),
    aal2_acr_values: maybe(list(text)),
    aal2_amr_values: maybe(list(text)),
  })

const relyingParty = {
  id: limitedText({ minLength: 1 }),
  display_name: limitedText({ minLength: 1 }),
  origins: maybe(list(url)),
}

export const methods = section({
  password: section({
    enabled: or(flag, true),
    config: section({
      haveibeenpwned_host: or(limitedText({ minLength: 1 }), 'api.pwnedpasswords.com'),
      haveibeenpwned_enabled: or(flag, true),
      max_breaches: or(integer(0, 100), 0),
      ignore_network_errors: or(flag, true),
      min_password_length: or(integer(6), 8),
      identifier_similarity_check_enabled: or(flag, true),
      migrate_hook: migrateHook(),
    }),
  }),
  profile: section({ enabled: or(flag, true) }),
  code: open(
    section({
      enabled: or(flag, true),
      passwordless_enabled: switchedOff(),
      mfa_enabled: switchedOff(),
      config: open(
        section({
          lifespan: or(duration, '1h'),
          max_submissions: or(integer(1, 255), 5),
          missing_credential_fallback_enabled: switchedOff(),
        }),
      ),
    }),
  ),
  link: section({
    enabled: switchedOff(),
    config: open(section({ lifespan: or(duration, '1h'), base_url: maybe(formed('base-url')) })),
  }),
  totp: section({ enabled: switchedOff(), config: section({ issuer: maybe(text) }) }),
  lookup_secret: section({ enabled: switchedOff() }),
  webauthn: section({
    enabled: switchedOff(),
    config: maybe(
      section({
        passwordless: maybe(flag),
        rp: open(section({ ...relyingParty, origin: maybe(url), icon: maybe(url) })),
      }),
    ),
  }),
  passkey: section({
    enabled: switchedOff(),
    config: maybe(
      section({
        rp: open(section(relyingParty)),
        authenticator_selection: maybe(
          section({
            attachment: maybe(choice('platform', 'cross-platform')),
            resident_key: maybe(choice('required', 'preferred', 'discouraged')),
            user_verification: maybe(choice('required', 'preferred', 'discouraged')),
          }),
        ),
        attestation: maybe(
          section({ preference: maybe(choice('none', 'indirect', 'direct', 'enterprise')) }),
        ),
        timeouts: maybe(section({ registration: maybe(duration), login: maybe(duration) })),
      }),
    ),
  }),
  oidc: section({
    enabled: switchedOff(),
    config: section({
      base_redirect_uri: maybe(formed('base-url')),
      providers: or(list(provider()) as JsonSchema<readonly Provider[]>, []),
    }),
  }),
  b2b: maybe(mapOf(anything)),
})

export type Provider = {
  readonly id: string
  readonly provider: string
  readonly [key: string]: unknown
}
