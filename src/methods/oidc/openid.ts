import type * as Client from 'openid-client'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { ProviderRequests } from './provider-requests.ts'
import { objectOf, readClaims, type Claims } from './claims.ts'
import type { ProviderSettings } from './provider-config.ts'
import { configurationFault, providerFault, Untrusted } from './errors.ts'
import { keyIdOf, verifyIdToken } from './id-token.ts'
import { createProviderKeys } from './provider-keys.ts'
import type { OpenIdPreset, Provider, ProviderResponse } from './provider.ts'

export type OpenIdParts = {
  readonly settings: ProviderSettings
  readonly preset: OpenIdPreset
  readonly calls: ProviderRequests
  readonly clock: Clock
}

const jsonHeaders = { headers: { 'content-type': 'application/json' } }

/** How long the discovery document of a provider is used. */
const discoveryMs = 10 * 60_000

/** A provider of OpenID Connect: discovery, authorization code, ID token and userinfo. */
export function createOpenId({ settings, preset, calls, clock }: OpenIdParts): Provider {
  const issuer = preset.issuer(settings)
  let known: { readonly at: number; readonly document: string } | undefined
  const keys = createProviderKeys(calls.fetch, clock)

  async function fetchDiscovery(url: string, init: object): Promise<Response> {
    if (!known || clock() - known.at > discoveryMs || clock() < known.at) {
      const answer = await calls.fetch(url, init)
      if (!answer.ok) return answer
      known = { at: clock(), document: withTokenUrl(await answer.text(), settings.tokenUrl) }
    }
    return new Response(known.document, jsonHeaders)
  }

  /**
   * A fetch for one sign-in that gets the discovery document and the keys only now and then. It
   * reads of the ID token which key it needs.
   */
  function cachingFetch(): (url: string, init: object) => Promise<Response> {
    let kid: string | undefined
    return async (url, init) => {
      if (url.endsWith('/.well-known/openid-configuration')) return fetchDiscovery(url, init)
      const { jwks_uri: jwksUrl, token_endpoint: tokenUrl } = objectOf(
        JSON.parse(known?.document ?? '{}'),
      )
      if (url === jwksUrl) return new Response(JSON.stringify(await keys(url, kid)), jsonHeaders)
      const answer = await calls.fetch(url, init)
      if (url === tokenUrl) kid = await keyIdIn(answer.clone())
      return answer
    }
  }

  async function configuration(): Promise<{
    readonly client: typeof Client
    readonly config: Client.Configuration
  }> {
    if (issuer === undefined) throw new Error('The provider has no issuer_url.')
    const client = await import('openid-client')
    const secret = preset.secret ? await preset.secret(settings, clock()) : settings.clientSecret
    const authentication: Client.ClientAuth = (server, ...rest) => {
      const allowed = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      const authenticate =
        secret === undefined
          ? client.None()
          : !preset.secret && allowed.includes('client_secret_basic')
            ? client.ClientSecretBasic(secret)
            : client.ClientSecretPost(secret)
      return authenticate(server, ...rest)
    }
    const skew = Math.round((clock() - Date.now()) / 1000)
    const config = await client.discovery(
      new URL(issuer),
      settings.clientId,
      { [client.clockSkew]: skew },
      authentication,
      {
        [client.customFetch]: cachingFetch(),
        // NOTE the signature is checked, although the token comes straight from the provider
        execute: [
          client.enableNonRepudiationChecks,
          ...(new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    )
    return { client, config }
  }

  async function discovered() {
    try {
      return await configuration()
    } catch (error) {
      known = undefined
      throw configurationFault(error, settings.label)
    }
  }

  async function identify({ redirectUrl, parameters, state, nonce, verifier }: ProviderResponse) {
    const { client, config } = await discovered()
    const current = new URL(redirectUrl)
    for (const name of ['code', 'state', 'iss'])
      if (parameters[name] !== undefined) current.searchParams.set(name, parameters[name])
    const answer = await client.authorizationCodeGrant(config, current, {
      expectedState: state,
      idTokenExpected: true,
      ...(nonce === undefined ? {} : { expectedNonce: nonce }),
      ...(verifier === undefined ? {} : { pkceCodeVerifier: verifier }),
    })
    const idToken = answer.claims()
    if (!idToken) throw new Untrusted('The provider sent no ID token.')
    const idTokenClaims = idToken as unknown as JsonObject
    const source =
      settings.claimsSource === 'userinfo'
        ? ((await client.fetchUserInfo(
            config,
            answer.access_token,
            idToken.sub,
          )) as unknown as JsonObject)
        : idTokenClaims
    const { acr: _acr, amr: _amr, ...rest } = source
    const claims = { ...rest, ...onlyOfIdToken(idTokenClaims) }
    const refined =
      (await preset.refine?.(claims, {
        calls,
        settings,
        accessToken: answer.access_token,
        parameters,
      })) ?? claims
    return {
      claims: readClaims(refined, idToken.iss),
      sources: {
        idTokenClaims,
        ...(source === idTokenClaims ? {} : { userinfo: source }),
      },
      tokens: {
        idToken: answer.id_token,
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token,
      },
    }
  }

  const scope = () => {
    const wanted = preset.scope?.(settings.scope) ?? settings.scope
    return wanted.includes('openid') ? wanted : [...wanted, 'openid']
  }

  return {
    settings,

    async protections() {
      const { config } = await discovered()
      return { pkce: config.serverMetadata().supportsPKCE(), nonce: true }
    },

    async authorizeUrl({
      redirectUrl,
      state,
      nonce,
      challenge,
      upstreamParameters,
      reauthenticate,
    }) {
      const { client, config } = await discovered()
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUrl,
        scope: scope().join(' '),
        state,
        ...preset.parameters?.(settings),
        ...(reauthenticate ? { prompt: 'login' } : {}),
        ...upstreamParameters,
        ...(nonce === undefined ? {} : { nonce }),
        ...(challenge === undefined
          ? {}
          : { code_challenge: challenge, code_challenge_method: 'S256' }),
        ...(settings.requestedClaims ? { claims: JSON.stringify(settings.requestedClaims) } : {}),
      })
      const address =
        settings.authUrl === undefined ? url : withParameters(settings.authUrl, url.searchParams)
      address.searchParams.sort()
      return { url: address.href }
    },

    async identify(answer) {
      try {
        return await identify(answer)
      } catch (error) {
        throw providerFault(error, settings.label)
      }
    },

    ...(preset.takesIdTokens === true
      ? {
          async verify(idToken: string, nonce: string): Promise<Claims> {
            const { config } = await discovered()
            const { issuer: name, jwks_uri: jwksUrl } = config.serverMetadata()
            try {
              const claims = await verifyIdToken({
                idToken,
                nonce,
                nonceMayLack: preset.nonceMayLack === true,
                issuers: [name, ...(preset.alsoIssuers ?? [])],
                jwksUrl,
                audiences: [settings.clientId, ...settings.audiences],
                keys,
                now: clock(),
              })
              return readClaims(
                (await preset.refine?.(claims, {
                  calls,
                  settings,
                  accessToken: undefined,
                  parameters: {},
                })) ?? claims,
                name,
              )
            } catch (error) {
              throw providerFault(error, settings.label)
            }
          },
        }
      : {}),
  }
}

/** The claims about the sign-in itself; those of userinfo may be of another one. */
const onlyOfIdToken = (claims: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => ['hd', 'acr', 'amr'].includes(name)))

function withParameters(base: string, parameters: URLSearchParams): URL {
  const url = new URL(base)
  for (const [name, value] of parameters) url.searchParams.set(name, value)
  return url
}

/** The discovery document, with the configured token endpoint in place of the published one. */
function withTokenUrl(document: string, url: string | undefined): string {
  return url === undefined
    ? document
    : JSON.stringify({ ...objectOf(JSON.parse(document)), token_endpoint: url })
}

/** The id of the key of the ID token in the answer of a token endpoint. */
async function keyIdIn(answer: Response): Promise<string | undefined> {
  const tokens: unknown = await answer.json().catch(() => undefined)
  return isObject(tokens) ? keyIdOf(tokens['id_token']) : undefined
}
