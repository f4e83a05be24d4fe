import type { ClaimRequest, OidcSettings, ProviderSettings } from '#methods/oidc/provider-config.ts'
import type { Provider } from '../schema/methods.ts'
import type { Settings } from '../schema/settings.ts'

/** The configured providers. */
export function oidcSettings({
  enabled,
  config,
}: Settings['selfservice']['methods']['oidc']): OidcSettings {
  return {
    enabled,
    baseRedirectUrl: config.base_redirect_uri?.replace(/\/+$/, ''),
    providers: config.providers.map(provider),
  }
}

function provider(input: Provider): ProviderSettings {
  const text = (key: string): string | undefined =>
    typeof input[key] === 'string' && input[key] !== '' ? input[key] : undefined
  const texts = (key: string): readonly string[] =>
    Array.isArray(input[key]) ? (input[key] as readonly string[]) : []
  const teamId = text('apple_team_id'),
    keyId = text('apple_private_key_id'),
    privateKey = text('apple_private_key')
  return {
    id: input.id,
    preset: input.provider,
    label: text('label') ?? input.id,
    clientId: text('client_id') ?? '',
    clientSecret: text('client_secret'),
    issuerUrl: text('issuer_url'),
    authUrl: text('auth_url'),
    tokenUrl: text('token_url'),
    mapperUrl: text('mapper_url') ?? '',
    scope: texts('scope'),
    microsoftTenant: text('microsoft_tenant'),
    subjectSource: (text('subject_source') ?? 'userinfo') as ProviderSettings['subjectSource'],
    apple:
      teamId !== undefined && keyId !== undefined && privateKey !== undefined
        ? { teamId, keyId, privateKey }
        : undefined,
    requestedClaims: requestedClaims(input['requested_claims']),
    organizationId: text('organization_id'),
    audiences: texts('additional_id_token_audiences'),
    claimsSource: (text('claims_source') ?? 'id_token') as ProviderSettings['claimsSource'],
    pkce: text('pkce') as ProviderSettings['pkce'],
    linking: input['account_linking_mode'] === 'automatic' ? 'automatic' : 'confirm',
    updatesOnLogin: input['update_identity_on_login'] === 'automatic',
    secondFactor: { acr: texts('aal2_acr_values'), amr: texts('aal2_amr_values') },
  }
}

/** The requested claims, without empty parts. */
function requestedClaims(input: unknown): ProviderSettings['requestedClaims'] {
  const places = Object.entries(
    (input ?? {}) as Readonly<Record<string, Readonly<Record<string, ClaimRequest>> | undefined>>,
  )
  const asked = places.filter(([, claims]) => claims && Object.keys(claims).length > 0)
  return asked.length > 0
    ? (Object.fromEntries(asked) as ProviderSettings['requestedClaims'])
    : undefined
}
