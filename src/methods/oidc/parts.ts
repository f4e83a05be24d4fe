import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { Caller } from '#flow/caller.ts'
import type { AuthorizationRequest, ProviderResult } from '#flow/federation/federation.ts'
import type { Flow } from '#flow/flow.ts'
import type { MethodCall } from '#flow/method-call.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Programs } from '#lib/programs.ts'
import type { Clock } from '#lib/time.ts'
import type { ProviderUser, Provider } from './provider.ts'

export type OidcParts = {
  readonly accounts: Accounts
  /** The configured providers, in the order in which they are shown. */
  readonly providers: () => readonly Provider[]
  /** Whether the account has any way to sign in. */
  readonly canSignIn: (account: Account) => boolean
  readonly programs: Programs
  readonly cipher: Cipher
  readonly newSecret: () => string
  readonly hashSecret: (secret: string) => string
  /**
   * Whether traits that a provider did not tell are in the group of the provider, where the rules
   * leave it open.
   */
  readonly groupsTraits: () => boolean
  readonly events: Events
  readonly clock: Clock
}

/** What was sent with the choice of a provider. */
export type RequestInput = {
  readonly typed?: JsonObject
  readonly transientPayload?: JsonObject | undefined
  readonly upstreamParameters?: JsonObject | undefined
}

export type AuthorizationRequests = {
  find(id: string): Provider | undefined
  /**
   * Throws Refusal for an unknown or wrongly configured provider, InvalidInput when it does not
   * answer.
   */
  authorizationRequest(
    flow: Flow,
    id: string,
    input: RequestInput,
    caller: Caller,
    call: MethodCall,
  ): Promise<AuthorizationRequest>
}

/** Reads the tokens and claims of a provider. `typed`: traits that the person has typed. */
export type ReadProviderResult = (
  provider: Provider,
  user: ProviderUser,
  typed: JsonObject,
) => ProviderResult

/** What login and registration need. */
export type SignInParts = OidcParts & {
  readonly authorizationRequests: AuthorizationRequests
  readonly readResult: ReadProviderResult
}
