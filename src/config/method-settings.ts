// What is configured of the ways to sign in.
import type { OidcSettings } from '#methods/oidc/provider-config.ts'
import type { PasskeyOptions } from '#methods/passkey/parts.ts'
import type { RelyingParty } from '#methods/shared/webauthn/relying-party.ts'

export type MethodSettings = {
  readonly password: {
    readonly enabled: boolean
    readonly minLength: number
    readonly similarityCheck: boolean
    readonly breaches: {
      readonly enabled: boolean
      readonly host: string
      readonly maxBreaches: number
      readonly ignoreNetworkErrors: boolean
    }
    /** The call that checks a password in another system, as configured. */
    readonly migrateHook: Readonly<Record<string, unknown>> | undefined
  }
  readonly profile: { readonly enabled: boolean }
  readonly code: {
    readonly enabled: boolean
    readonly passwordless: boolean
    /** Whether codes are the second factor. */
    readonly secondFactor: boolean
    readonly lifespanMs: number
    readonly maxSubmissions: number
    readonly missingCredentialFallback: boolean
  }
  readonly link: {
    readonly enabled: boolean
    readonly lifespanMs: number
    readonly baseUrl: string | undefined
  }
  readonly totp: { readonly enabled: boolean; readonly issuer: string }
  readonly lookupSecret: { readonly enabled: boolean }
  readonly webauthn: {
    readonly enabled: boolean
    /** Whether security keys are the first factor; otherwise they are the second. */
    readonly passwordless: boolean
    readonly party: RelyingParty
  }
  readonly passkey: {
    readonly enabled: boolean
    readonly party: RelyingParty
    readonly options: PasskeyOptions
  }
  readonly oidc: OidcSettings
}
