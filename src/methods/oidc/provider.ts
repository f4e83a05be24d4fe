// A provider, whatever it speaks.
import type { JsonObject } from '#lib/json.ts'
import type { Claims } from './claims.ts'
import type { Calls } from './provider-requests.ts'
import type { ProviderSettings } from './provider-config.ts'

/**
 * What the browser is sent to the provider with. `challenge`: the S256 of a proof key (RFC 7636).
 */
export type Request = {
  readonly redirectUrl: string
  readonly state: string
  readonly nonce: string | undefined
  readonly challenge: string | undefined
  /** What the page asked for, such as `login_hint`. */
  readonly wished: Readonly<Record<string, string>>
  /** Who is signed in there already shall prove it again. */
  readonly again: boolean
}

/** What came back, and what it must fit. */
export type Return = {
  readonly redirectUrl: string
  readonly parameters: Readonly<Record<string, string>>
  readonly state: string
  readonly nonce: string | undefined
  readonly verifier: string | undefined
}

export type Tokens = {
  readonly idToken: string | undefined
  readonly accessToken: string | undefined
  readonly refreshToken: string | undefined
}

/** Whom a provider has named, and what it gave us to ask it more. */
export type Named = { readonly claims: Claims; readonly tokens: Tokens }

export type Provider = {
  readonly settings: ProviderSettings
  /**
   * By what the provider can protect the code that it gives out. Throws Refusal or InvalidInput.
   */
  protections(): Promise<{ readonly pkce: boolean; readonly nonce: boolean }>
  /** The address of the provider's page. Throws Refusal or InvalidInput. */
  authorizeUrl(request: Request): Promise<string>
  /** Throws Refusal for what cannot be believed, InvalidInput when nobody answers. */
  identify(answer: Return): Promise<Named>
  /**
   * Whom an ID token names that an app got by itself; undefined where none are taken. Throws
   * Refusal or InvalidInput.
   */
  readonly verify?: (idToken: string, nonce: string) => Promise<Claims>
}

/** A provider that speaks OpenID Connect, as it differs from others. */
export type OpenIdPreset = {
  readonly protocol: 'openid'
  /** The issuer to discover; undefined where it has to be configured and is not. */
  issuer(settings: ProviderSettings): string | undefined
  /** Issuers that may stand in ID tokens, too. */
  readonly alsoIssuers?: readonly string[]
  scope?(configured: readonly string[]): readonly string[]
  /** Parameters of the address that the browser is sent to. */
  parameters?(settings: ProviderSettings): Readonly<Record<string, string>>
  readonly takesIdTokens?: boolean
  /** The secret of the client, where it is made anew each time. */
  secret?(settings: ProviderSettings, now: number): Promise<string>
  /** Makes the claims what they usually are. `parameters`: what the browser brought. */
  refine?(
    claims: JsonObject,
    parts: {
      readonly calls: Calls
      readonly settings: ProviderSettings
      readonly accessToken: string | undefined
      readonly parameters: Readonly<Record<string, string>>
    },
  ): Promise<JsonObject>
}

/** A provider that speaks OAuth 2.0 only, and tells who somebody is in a way of its own. */
export type OAuthPreset = {
  readonly protocol: 'oauth'
  /** Where nothing is configured. */
  endpoints(settings: ProviderSettings): { readonly authorize: string; readonly token: string }
  readonly pkce?: boolean
  /** Between the names of scopes. */
  readonly separator?: string
  readonly parameters?: Readonly<Record<string, string>>
  /** How the client proves who it is. */
  readonly secretIn?: 'body' | 'header'
  /** Trades the code for tokens, where that is done otherwise. */
  exchange?(calls: Calls, settings: ProviderSettings, code: string): Promise<JsonObject>
  /**
   * Who it is. The claims must have `sub`; `email_verified` only if the provider says so. `token`:
   * the whole answer with the tokens.
   */
  claims(
    calls: Calls,
    accessToken: string,
    settings: ProviderSettings,
    token: JsonObject,
  ): Promise<JsonObject>
}

export type Preset = OpenIdPreset | OAuthPreset
