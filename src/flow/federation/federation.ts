// Methods by which another server, the provider, proves who somebody is: the browser goes there and
// comes back with an answer.
import { Refusal } from '#errors/refusal.ts'
import type { NewCredential } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { AuthenticationMethod } from '#session/session.ts'
import type { Caller } from '../caller.ts'
import type { Flow, FlowKind } from '../flow.ts'
import type { MailAddress } from '../mailed-method.ts'
import type { MethodCall } from '../method-call.ts'

/**
 * The browser goes to a provider. `flow` stores what identifies the answer. `continuityToken`: the
 * token that the browser must bring back; apps have none.
 */
export type AuthorizationRequest = {
  readonly kind: 'provider-redirect'
  readonly flow: Flow
  readonly url: string
  readonly continuityToken: { readonly token: string; readonly expiresAt: Timestamp } | undefined
}

/** What the browser brings back. `provider`: which one the callback URL names. */
export type Answer = {
  readonly provider: string | undefined
  readonly parameters: Readonly<Record<string, string>>
}

/** What the provider knows about a person, for an account of one schema. */
export type Profile = {
  readonly traits: JsonObject
  /** Left out where the provider's data says nothing of it. */
  readonly metadataPublic?: Json
  readonly metadataAdmin?: Json
  /** Addresses that the provider has verified. */
  readonly verified: readonly MailAddress[]
}

/** What a provider has told of a person, as it is and as the mapper gets it, without tokens. */
export type ProviderTold = {
  readonly idTokenClaims?: JsonObject
  readonly userinfo?: JsonObject
  readonly mapperInput: JsonObject
  readonly mapperUrl: string
}

/** A person as a provider has proved them. */
export type ProviderResult = {
  readonly provider: { readonly id: string; readonly label: string }
  /** The identifier of the credential. */
  readonly identifier: string
  readonly proof: AuthenticationMethod
  /**
   * The link to store with an account that exists; and the same as the credential of a new account.
   */
  readonly link: JsonObject
  readonly credential: NewCredential
  /** Traits that were submitted before the browser went to the provider. */
  readonly typed: JsonObject
  /** Throws InvalidInput when the provider's data cannot be mapped to the schema. */
  profile(schema: IdentitySchema): Promise<Profile>
  /** What it has told, and what the mapper makes of it; `run` throws as `profile`. */
  trial(): {
    readonly told: ProviderTold
    run(): Promise<{ readonly output: Json; readonly profile: Profile }>
  }
  /** Whether the account follows what the provider tells at each login. */
  readonly updatesAccount: boolean
  /** Whether an account with the same address is linked without its owner signing in. */
  linksByItself(account: Account, profile: Profile): boolean
}

/** The authorization request that an answer belongs to. */
export type PendingRequest = {
  readonly flow: Flow
  /** SHA-256 of the continuity token; undefined where there is none. */
  readonly continuityTokenHash: string | undefined
  /**
   * Asks the provider who the person is. Throws InvalidInput when the person has refused or the
   * provider does not answer, Refusal for an answer that is not valid.
   */
  fetchResult(): Promise<ProviderResult>
}

export type FederationMethod = {
  isConfigured(provider: string): boolean
  /** The request that sends a browser to a provider. Throws Refusal, InvalidInput. */
  authorizationRequest(
    flow: Flow,
    provider: string,
    caller: Caller,
    call: MethodCall,
  ): Promise<AuthorizationRequest>
  /** The flow of an answer. Throws Refusal for one that cannot be read. */
  placeOf(answer: Answer): { readonly kind: FlowKind; readonly flowId: string }
  /** Whether the flow waits for this answer. */
  isAwaited(answer: Answer, flow: Flow): boolean
  /**
   * The request that the answer belongs to, and the flow without it: it works once. Throws Refusal
   * when there is none.
   */
  pendingRequest(answer: Answer, flow: Flow): PendingRequest
  /** The account with one more linked provider account. */
  withLink(account: Account, link: JsonObject): Account
  /** The proof of a login by this link. */
  proofOf(link: JsonObject): AuthenticationMethod
  /** Ids of the providers that the account is linked with. */
  providersOf(account: Account): readonly string[]
}

/** The chosen provider is not configured. */
export class UnknownProvider extends Refusal {
  constructor() {
    super('not-found', { reason: 'There is no such provider.' })
  }
}
