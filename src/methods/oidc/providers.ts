import type { Clock } from '#lib/time.ts'
import { createProviderRequests } from './provider-requests.ts'
import type { ProviderSettings } from './provider-config.ts'
import { createOAuth } from './oauth.ts'
import { createOpenId } from './openid.ts'
import { presets } from './presets/presets.ts'
import type { Provider } from './provider.ts'

/** The configured providers, sorted by id. Providers of an unknown kind are left out. */
export function createProviders(
  configured: readonly ProviderSettings[],
  parts: { readonly fetch: typeof fetch; readonly clock: Clock },
): readonly Provider[] {
  const calls = createProviderRequests(parts.fetch)
  return configured
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((settings) => {
      const preset = presets[settings.preset]
      if (!preset) return []
      return [
        preset.protocol === 'openid'
          ? createOpenId({ settings, preset, calls, clock: parts.clock })
          : createOAuth({ settings, preset, calls }),
      ]
    })
}

/**
 * Addresses of the providers to which a browser is redirected, as far as they are known without
 * discovery.
 */
export function addressesOf(configured: readonly ProviderSettings[]): readonly string[] {
  return configured.flatMap((settings) => {
    const preset = presets[settings.preset]
    const usual =
      preset?.protocol === 'oauth' ? preset.endpoints(settings).authorize : preset?.issuer(settings)
    return [settings.authUrl ?? usual, settings.issuerUrl].filter((one) => one !== undefined)
  })
}
