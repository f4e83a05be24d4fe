// What is configured about providers.
import type { Json } from '#lib/json.ts'

/** A claim that is asked for: null plainly (OpenID Connect Core 1.0, 5.5.1). */
export type ClaimRequest = null | {
  readonly essential?: boolean
  readonly value?: Json
  readonly values?: readonly Json[]
}

export type ProviderSettings = {
  /** Stands in identifiers and in addresses. */
  readonly id: string
  /** Which kind of provider it is; see presets/. */
  readonly preset: string
  /** What people call it. */
  readonly label: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly issuerUrl: string | undefined
  readonly authUrl: string | undefined
  readonly tokenUrl: string | undefined
  /** The program that makes traits of claims: base64://, file://, http:// or https://. */
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
  /** Other clients whose ID tokens are taken from apps. */
  readonly audiences: readonly string[]
  readonly claimsSource: 'id_token' | 'userinfo'
  /** Undefined where nothing was said. */
  readonly pkce: 'auto' | 'never' | 'force' | undefined
  /**
   * Who has the right word about an account that is there already: its owner, by signing in; or,
   * where an administrator has said so, the provider.
   */
  readonly linking: 'confirm' | 'automatic'
}

export type OidcSettings = {
  readonly enabled: boolean
  /**
   * In place of the public address, where providers send browsers back to; without a slash at the
   * end.
   */
  readonly baseRedirectUrl: string | undefined
  readonly providers: readonly ProviderSettings[]
}
