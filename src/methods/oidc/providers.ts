import type { Clock } from '#lib/time.ts'
import { createProviderRequests } from './provider-requests.ts'
import type { ProviderSettings } from './provider-config.ts'
import { createOAuth } from './oauth.ts'
import { createOAuth1 } from './oauth1.ts'
import { createOpenId } from './openid.ts'
import { presetOf } from './presets/presets.ts'
import type { Preset, Provider } from './provider.ts'

export type ProvidersParts = {
  readonly fetch: typeof fetch
  readonly newSecret: () => string
  readonly clock: Clock
}

/** The configured providers, sorted by id. Providers of an unknown kind are left out. */
export function createProviders(
  configured: readonly ProviderSettings[],
  { fetch, newSecret, clock }: ProvidersParts,
): readonly Provider[] {
  const calls = createProviderRequests(fetch)
  const create = (settings: ProviderSettings, preset: Preset): Provider => {
    switch (preset.protocol) {
      case 'openid':
        return createOpenId({ settings, preset, calls, clock })
      case 'oauth':
        return createOAuth({ settings, preset, calls })
      case 'oauth1':
        return createOAuth1({ settings, preset, calls, newSecret, clock })
    }
  }
  return configured
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((settings) => {
      const preset = presetOf(settings)
      return preset ? [create(settings, preset)] : []
    })
}

/**
 * Addresses of the providers to which a browser is redirected, as far as they are known without
 * discovery.
 */
export function addressesOf(configured: readonly ProviderSettings[]): readonly string[] {
  return configured.flatMap((settings) => {
    const preset = presetOf(settings)
    const usual =
      preset?.protocol === 'openid'
        ? preset.issuer(settings)
        : preset?.endpoints(settings).authorize
    return [settings.authUrl ?? usual, settings.issuerUrl].filter((one) => one !== undefined)
  })
}

/** The address of the discovery document (OpenID Connect Discovery 1.0, 4); undefined where there is none. */
export function discoveryUrlOf(settings: ProviderSettings): string | undefined {
  const preset = presetOf(settings)
  const issuer = preset?.protocol === 'openid' ? preset.issuer(settings) : undefined
  return issuer && `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}
