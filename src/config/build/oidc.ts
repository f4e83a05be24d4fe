import type { ClaimRequest, OidcSettings, ProviderSettings } from '#methods/oidc/provider-config.ts'
import type { Provider } from '../schema/methods.ts'
import type { Settings } from '../schema/settings.ts'

/** The providers of checked settings. */
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

function provider(said: Provider): ProviderSettings {
  const text = (key: string): string | undefined =>
    typeof said[key] === 'string' && said[key] !== '' ? said[key] : undefined
  const texts = (key: string): readonly string[] =>
    Array.isArray(said[key]) ? (said[key] as readonly string[]) : []
  const teamId = text('apple_team_id'),
    keyId = text('apple_private_key_id'),
    privateKey = text('apple_private_key')
  return {
    id: said.id,
    preset: said.provider,
    label: text('label') ?? said.id,
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
    requestedClaims: requestedClaims(said['requested_claims']),
    organizationId: text('organization_id'),
    audiences: texts('additional_id_token_audiences'),
    claimsSource: (text('claims_source') ?? 'id_token') as ProviderSettings['claimsSource'],
    pkce: text('pkce') as ProviderSettings['pkce'],
    linking: said['account_linking_mode'] === 'automatic' ? 'automatic' : 'confirm',
  }
}

/** Places without a claim are left out. */
function requestedClaims(said: unknown): ProviderSettings['requestedClaims'] {
  const places = Object.entries(
    (said ?? {}) as Readonly<Record<string, Readonly<Record<string, ClaimRequest>> | undefined>>,
  )
  const asked = places.filter(([, claims]) => claims && Object.keys(claims).length > 0)
  return asked.length > 0
    ? (Object.fromEntries(asked) as ProviderSettings['requestedClaims'])
    : undefined
}
