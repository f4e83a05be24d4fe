import { InvalidInput } from '#errors/invalid-input.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import { message } from '#messages/message.ts'
import { readClaims, textAt } from './claims.ts'
import { isUnreachable, providerFault, Untrusted } from './errors.ts'
import { authorizationHeader, signatureOf } from './oauth1-signature.ts'
import type { ProviderRequests } from './provider-requests.ts'
import type { ProviderSettings } from './provider-config.ts'
import type { Kept, OAuth1Preset, Provider, ProviderRequest, ProviderResponse } from './provider.ts'

export type OAuth1Parts = {
  readonly settings: ProviderSettings
  readonly preset: OAuth1Preset
  readonly calls: ProviderRequests
  readonly newSecret: () => string
  readonly clock: Clock
}

/**
 * A provider of OAuth 1.0a (RFC 5849): a request token, which the user authorizes, and the access
 * token in exchange for it. Every request is signed.
 */
export function createOAuth1({ settings, preset, calls, newSecret, clock }: OAuth1Parts): Provider {
  const endpoints = preset.endpoints(settings)

  function signed(
    method: 'GET' | 'POST',
    url: string,
    { token, secret }: Partial<Kept>,
    more: Readonly<Record<string, string>> = {},
  ): Readonly<Record<string, string>> {
    const parameters = {
      ...more,
      oauth_consumer_key: settings.clientId,
      oauth_nonce: newSecret(),
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: String(Math.floor(clock() / 1000)),
      ...(token === undefined ? {} : { oauth_token: token }),
      oauth_version: '1.0',
    }
    const signature = signatureOf({
      method,
      url,
      parameters,
      clientSecret: settings.clientSecret ?? '',
      tokenSecret: secret ?? '',
    })
    return { authorization: authorizationHeader({ ...parameters, oauth_signature: signature }) }
  }

  function tokenIn(answer: JsonObject): Kept {
    const token = textAt(answer, 'oauth_token'),
      secret = textAt(answer, 'oauth_token_secret')
    if (token === undefined || secret === undefined)
      throw new Untrusted('The provider gave no token.')
    return { token, secret }
  }

  async function authorize(request: ProviderRequest) {
    // NOTE this protocol has no parameter for a state, and gives the callback back as it is
    const callback = withQuery(request.redirectUrl, { state: request.state })
    const answer = await calls.postForm(
      endpoints.request,
      {},
      signed('POST', endpoints.request, {}, { oauth_callback: callback }),
    )
    // NOTE without it the provider has not understood where to return to (RFC 5849, 2.1)
    if (textAt(answer, 'oauth_callback_confirmed') !== 'true')
      throw new Untrusted('The provider did not confirm the callback address.')
    const kept = tokenIn(answer)
    const parameters = { oauth_token: kept.token, ...preset.parameters(request) }
    return { url: withQuery(endpoints.authorize, parameters), kept }
  }

  async function identify({ parameters, kept }: ProviderResponse) {
    const { oauth_token: returned, oauth_verifier: verifier } = parameters
    if (!kept || returned !== kept.token)
      throw new Untrusted('The provider returned another token than the one it gave.')
    if (verifier === undefined || verifier === '')
      throw new Untrusted('The provider sent no verifier.')
    const access = tokenIn(
      await calls.postForm(
        endpoints.access,
        {},
        signed('POST', endpoints.access, kept, { oauth_verifier: verifier }),
      ),
    )
    const claims = await preset.claims(
      (url) => calls.get(url, signed('GET', url, access)),
      settings,
    )
    return {
      claims: readClaims(claims, textAt(claims, 'iss') ?? new URL(endpoints.access).origin),
      tokens: { idToken: undefined, accessToken: access.token, refreshToken: undefined },
    }
  }

  /** Whatever fails, the person can choose another way on the form. */
  async function onForm<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      if (error instanceof InvalidInput || isUnreachable(error))
        throw providerFault(error, settings.label)
      const reason =
        `${settings.label} could not tell us who you are. ` +
        'Please try again later, or another way.'
      throw new InvalidInput([{ message: message('validation.generic', { reason }) }], {
        cause: error,
      })
    }
  }

  return {
    settings,
    protections: async () => ({ pkce: false, nonce: false }),
    authorizeUrl: (request) => onForm(authorize(request)),
    identify: (answer) => onForm(identify(answer)),
  }
}
