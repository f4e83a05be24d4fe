// Ways to prove who one is at another server: the browser leaves for it, and comes back with an
// answer.
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
 * The browser has to go to another server. `flow` remembers by what its answer is known.
 * `continuityToken`: what the browser must have when it comes back; apps have none.
 */
export type AuthorizationRequest = {
  readonly kind: 'provider-redirect'
  readonly flow: Flow
  readonly url: string
  readonly continuityToken: { readonly token: string; readonly expiresAt: Timestamp } | undefined
}

/** What a browser brings back. `provider`: whom the address names that it came back to. */
export type Answer = {
  readonly provider: string | undefined
  readonly parameters: Readonly<Record<string, string>>
}

/** What the other server says of somebody, for an account of one schema. */
export type Profile = {
  readonly traits: JsonObject
  readonly metadataPublic: Json
  readonly metadataAdmin: Json
  /** Addresses that the other server has proved to be theirs. */
  readonly verified: readonly MailAddress[]
}

/** Somebody whom another server has named. */
export type ProviderResult = {
  readonly provider: { readonly id: string; readonly label: string }
  /** By which a credential is found. */
  readonly identifier: string
  readonly proof: AuthenticationMethod
  /**
   * What an account remembers of it, ready to be stored; and the same as the credential of a new
   * account.
   */
  readonly link: JsonObject
  readonly credential: NewCredential
  /** Traits that were typed before the browser left. */
  readonly typed: JsonObject
  /** Throws InvalidInput when nothing can be made of what the other server says. */
  profile(schema: IdentitySchema): Promise<Profile>
  /** Whether an account with the same address may be linked without being asked. */
  linksByItself(account: Account, profile: Profile): boolean
}

/** A departure that an answer belongs to. */
export type PendingRequest = {
  readonly flow: Flow
  /** SHA-256 of what the browser must bring; undefined where there was none. */
  readonly continuityTokenHash: string | undefined
  /**
   * Asks the other server who it is. Throws InvalidInput when the person has refused, or nobody
   * answers; Refusal for what cannot be believed.
   */
  fetchResult(): Promise<ProviderResult>
}

export type FederationMethod = {
  /** Sends a browser to a provider. Throws Refusal, InvalidInput. */
  authorizationRequest(
    flow: Flow,
    provider: string,
    caller: Caller,
    call: MethodCall,
  ): Promise<AuthorizationRequest>
  /** For which flow an answer is. Throws Refusal for one that is no answer. */
  placeOf(answer: Answer): { readonly kind: FlowKind; readonly flowId: string }
  /**
   * The departure that it belongs to, and the flow without it: it works once. Throws Refusal when
   * it belongs to none.
   */
  pendingRequest(answer: Answer, flow: Flow): PendingRequest
  /** The account with one more way to sign in. */
  withLink(account: Account, link: JsonObject): Account
  /** As what the link lets its owner sign in. */
  proofOf(link: JsonObject): AuthenticationMethod
  /** Ids of the providers by which the account may sign in. */
  providersOf(account: Account): readonly string[]
}

/** Somebody chose a provider that is not configured. */
export class UnknownProvider extends Refusal {
  constructor() {
    super('not-found', { reason: 'There is no such provider.' })
  }
}
