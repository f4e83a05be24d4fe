// The configuration of providers.
import type { Json } from '#lib/json.ts'

/** How a claim is requested: null without further conditions (OpenID Connect Core 1.0, 5.5.1). */
export type ClaimRequest = null | {
  readonly essential?: boolean
  readonly value?: Json
  readonly values?: readonly Json[]
}

export type ProviderSettings = {
  /** Part of identifiers and of callback addresses. */
  readonly id: string
  /** The kind of provider; see presets/. */
  readonly preset: string
  /** The name that people see. */
  readonly label: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly issuerUrl: string | undefined
  readonly authUrl: string | undefined
  readonly tokenUrl: string | undefined
  /** The program that maps claims to traits: base64://, file://, http:// or https://. */
  readonly mapperUrl: string
  readonly scope: readonly string[]
  readonly microsoftTenant: string | undefined
  readonly subjectSource: 'userinfo' | 'me' | 'oid'
  readonly apple:
    | { readonly teamId: string; readonly keyId: string; readonly privateKey: string }
    | undefined
  readonly requestedClaims:
    | {
        readonly userinfo?: Readonly<Record<string, ClaimRequest>>
        readonly id_token?: Readonly<Record<string, ClaimRequest>>
      }
    | undefined
  readonly organizationId: string | undefined
  /** Further client ids whose ID tokens are accepted from apps. */
  readonly audiences: readonly string[]
  readonly claimsSource: 'id_token' | 'userinfo'
  /** Undefined where nothing is configured. */
  readonly pkce: 'auto' | 'never' | 'force' | undefined
  /**
   * How a provider account is linked with an existing account: after its owner has signed in to it,
   * or automatically where an administrator has allowed it.
   */
  readonly linking: 'confirm' | 'automatic'
  /** Whether the traits follow what the provider tells at each login. */
  readonly updatesOnLogin: boolean
  /**
   * Values of `acr` and of `amr` with which the provider says that two factors were used (OpenID
   * Connect Core 1.0, 2). One of them makes a session of both factors.
   */
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] }
}

export type OidcSettings = {
  readonly enabled: boolean
  /** Replaces the public address in callback addresses; without a slash at the end. */
  readonly baseRedirectUrl: string | undefined
  readonly providers: readonly ProviderSettings[]
}
