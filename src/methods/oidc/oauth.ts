import { credentialHeaders } from '#lib/http-credentials.ts'
import type { JsonObject } from '#lib/json.ts'
import type { ProviderRequests } from './provider-requests.ts'
import { readClaims, textAt } from './claims.ts'
import type { ProviderSettings } from './provider-config.ts'
import { providerFault, Untrusted } from './errors.ts'
import type { OAuthPreset, Provider, ProviderResponse } from './provider.ts'

export type OAuthParts = {
  readonly settings: ProviderSettings
  readonly preset: OAuthPreset
  readonly calls: ProviderRequests
}

/**
 * A provider of OAuth 2.0 (RFC 6749): authorization code, then the provider's own API for the user.
 */
export function createOAuth({ settings, preset, calls }: OAuthParts): Provider {
  const usual = preset.endpoints(settings)
  const endpoints = {
    authorize: settings.authUrl ?? usual.authorize,
    token: settings.tokenUrl ?? usual.token,
  }
  const secret = settings.clientSecret ?? ''

  async function exchange(
    code: string,
    redirectUrl: string,
    verifier: string | undefined,
  ): Promise<JsonObject> {
    if (preset.exchange) return preset.exchange(calls, settings, code)
    const inHeader = preset.secretIn === 'header'
    return calls.postForm(
      endpoints.token,
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUrl,
        ...(inHeader ? {} : { client_id: settings.clientId, client_secret: secret }),
        ...(verifier === undefined ? {} : { code_verifier: verifier }),
      },
      credentialHeaders(
        inHeader
          ? {
              kind: 'basic',
              user: encodeURIComponent(settings.clientId),
              password: encodeURIComponent(secret),
            }
          : undefined,
      ),
    )
  }

  async function identify({ redirectUrl, parameters, verifier }: ProviderResponse) {
    const token = await exchange(parameters['code'] ?? '', redirectUrl, verifier)
    const accessToken = textAt(token, 'access_token')
    if (accessToken === undefined) throw new Untrusted('The provider gave no access token.')
    const claims = await preset.claims(calls, accessToken, settings, token)
    return {
      claims: readClaims(claims, textAt(claims, 'iss') ?? new URL(endpoints.token).origin),
      tokens: {
        idToken: textAt(token, 'id_token'),
        accessToken,
        refreshToken: textAt(token, 'refresh_token'),
      },
    }
  }

  return {
    settings,
    protections: async () => ({ pkce: preset.pkce === true, nonce: false }),

    async authorizeUrl({ redirectUrl, state, challenge, upstreamParameters, reauthenticate }) {
      const url = new URL(endpoints.authorize)
      const parameters = {
        client_id: settings.clientId,
        redirect_uri: redirectUrl,
        response_type: 'code',
        state,
        ...(settings.scope.length > 0
          ? { scope: settings.scope.join(preset.separator ?? ' ') }
          : {}),
        ...preset.parameters,
        ...(reauthenticate && preset.prompt ? { prompt: preset.prompt } : {}),
        ...upstreamParameters,
        ...(challenge === undefined
          ? {}
          : { code_challenge: challenge, code_challenge_method: 'S256' }),
      }
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
      url.searchParams.sort()
      return { url: url.href }
    },

    async identify(answer) {
      try {
        return await identify(answer)
      } catch (error) {
        throw providerFault(error, settings.label)
      }
    },
  }
}
