// What is known of a provider, whichever protocol it uses.
import type { JsonObject } from '#lib/json.ts'
import type { Claims } from './claims.ts'
import type { ProviderRequests } from './provider-requests.ts'
import type { ProviderSettings } from './provider-config.ts'

/** What an authorization request is made of. `challenge`: the S256 challenge of PKCE (RFC 7636). */
export type ProviderRequest = {
  readonly redirectUrl: string
  readonly state: string
  readonly nonce: string | undefined
  readonly challenge: string | undefined
  /** Parameters that the page asked for, such as `login_hint`. */
  readonly upstreamParameters: Readonly<Record<string, string>>
  /** Whether the user shall authenticate again, even with a session at the provider. */
  readonly reauthenticate: boolean
}

/** The response to an authorization request, and the values that it must match. */
export type ProviderResponse = {
  readonly redirectUrl: string
  readonly parameters: Readonly<Record<string, string>>
  readonly state: string
  readonly nonce: string | undefined
  readonly verifier: string | undefined
  /** What the provider gave with its address. */
  readonly kept: Kept | undefined
}

/** What a provider gives with its address and must be known for its response; secret. */
export type Kept = { readonly token: string; readonly secret: string }

export type AuthorizationAddress = { readonly url: string; readonly kept?: Kept }

export type Tokens = {
  readonly idToken: string | undefined
  readonly accessToken: string | undefined
  readonly refreshToken: string | undefined
}

/** The user that a provider has identified, and the tokens for further requests. */
export type ProviderUser = {
  readonly claims: Claims
  readonly tokens: Tokens
  /** Where the claims are from. */
  readonly sources?: { readonly idTokenClaims?: JsonObject; readonly userinfo?: JsonObject }
}

export type Provider = {
  readonly settings: ProviderSettings
  /** Whether the provider supports PKCE and nonces. Throws Refusal or InvalidInput. */
  protections(): Promise<{ readonly pkce: boolean; readonly nonce: boolean }>
  /** The address of the authorization request. Throws Refusal or InvalidInput. */
  authorizeUrl(request: ProviderRequest): Promise<AuthorizationAddress>
  /**
   * Throws Refusal for a response that cannot be verified, InvalidInput when the provider does not
   * answer.
   */
  identify(answer: ProviderResponse): Promise<ProviderUser>
  /**
   * The claims of an ID token that an app has got by itself; undefined where ID tokens are not
   * accepted. Throws Refusal or InvalidInput.
   */
  readonly verify?: (idToken: string, nonce: string) => Promise<Claims>
}

/** How a provider of OpenID Connect differs from others. */
export type OpenIdPreset = {
  readonly protocol: 'openid'
  /** The issuer to discover; undefined where it must be configured and is not. */
  issuer(settings: ProviderSettings): string | undefined
  /** Further issuers that ID tokens may name. */
  readonly alsoIssuers?: readonly string[]
  scope?(configured: readonly string[]): readonly string[]
  /** Further parameters of the authorization request. */
  parameters?(settings: ProviderSettings): Readonly<Record<string, string>>
  readonly takesIdTokens?: boolean
  /** Whether an ID token may say that the device it is from knows no nonce. */
  readonly nonceMayLack?: boolean
  /** Makes the client secret, where it is made anew for each request. */
  secret?(settings: ProviderSettings, now: number): Promise<string>
  /** Makes standard claims of the provider's own. `parameters`: those of the callback. */
  refine?(
    claims: JsonObject,
    parts: {
      readonly calls: ProviderRequests
      readonly settings: ProviderSettings
      readonly accessToken: string | undefined
      readonly parameters: Readonly<Record<string, string>>
    },
  ): Promise<JsonObject>
}

/** A provider of OAuth 2.0 alone, which tells the user in its own way. */
export type OAuthPreset = {
  readonly protocol: 'oauth'
  /** The endpoints, where none are configured. */
  endpoints(settings: ProviderSettings): { readonly authorize: string; readonly token: string }
  readonly pkce?: boolean
  /** The separator of scopes. */
  readonly separator?: string
  readonly parameters?: Readonly<Record<string, string>>
  /** The parameter by which somebody who is signed in at the provider is asked again. */
  readonly prompt?: 'consent'
  /** Where the client secret is sent. */
  readonly secretIn?: 'body' | 'header'
  /** Exchanges the code for tokens, where the provider has its own way. */
  exchange?(calls: ProviderRequests, settings: ProviderSettings, code: string): Promise<JsonObject>
  /**
   * The claims of the user. They must have `sub`; `email_verified` only if the provider tells it.
   * `token`: the whole token response.
   */
  claims(
    calls: ProviderRequests,
    accessToken: string,
    settings: ProviderSettings,
    token: JsonObject,
  ): Promise<JsonObject>
}

/** A provider of OAuth 1.0a. */
export type OAuth1Preset = {
  readonly protocol: 'oauth1'
  /** The endpoints for a request token, for its authorization, and for the access token. */
  endpoints(settings: ProviderSettings): {
    readonly request: string
    readonly authorize: string
    readonly access: string
  }
  /** Further parameters of the address to which the browser goes. */
  parameters(request: ProviderRequest): Readonly<Record<string, string>>
  /** The claims of the user. `get` signs its request. They must have `sub`. */
  claims(get: (url: string) => Promise<JsonObject>, settings: ProviderSettings): Promise<JsonObject>
}

export type Preset = OpenIdPreset | OAuthPreset | OAuth1Preset
