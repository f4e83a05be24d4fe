// Signing up and in by an account at a provider, and linking one.
import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Programs } from '#lib/programs.ts'
import type { Clock } from '#lib/time.ts'
import { createReadProviderResult } from './provider-result.ts'
import { isWayIn, linksOf, proofOf, revealed, withLink } from './credential.ts'
import { createAuthorizationRequests } from './authorization-request.ts'
import { oidcLogin } from './login.ts'
import type { Provider } from './provider.ts'
import { oidcRegistration } from './registration.ts'
import { createCallbacks } from './callback.ts'
import { oidcSettings } from './settings.ts'

export type OidcParts = {
  readonly accounts: Accounts
  /** The configured providers, in the order in which they are shown. */
  readonly providers: () => readonly Provider[]
  /** Whether the account has any way to sign in. */
  readonly canSignIn: (account: Account) => boolean
  readonly programs: Programs
  readonly cipher: Pick<Cipher, 'seal' | 'open'>
  readonly newSecret: () => string
  readonly hashSecret: (secret: string) => string
  /** Whether traits that a provider did not tell stand in its own group, where the rules leave it open. */
  readonly groupsTraits: () => boolean
  readonly events: Events
  readonly clock: Clock
}

export function createOidc(parts: OidcParts): Method {
  const authorizationRequests = createAuthorizationRequests(parts)
  const readResult = createReadProviderResult(parts)
  const returns = createCallbacks({ ...parts, readResult })
  return {
    name: 'oidc',
    isMeant: (submission) => stringField(submission, 'provider') !== undefined,
    login: oidcLogin({ ...parts, authorizationRequests, readResult }),
    registration: oidcRegistration({ ...parts, authorizationRequests, readResult }),
    settings: oidcSettings({ ...parts, authorizationRequests }),
    federation: {
      authorizationRequest: (flow, provider, caller, call) =>
        authorizationRequests.authorizationRequest(flow, provider, {}, caller, call),
      placeOf: returns.placeOf,
      pendingRequest: returns.pendingRequest,
      withLink: (account, link) => withLink(parts.accounts, account, link),
      proofOf: (link) => proofOf(link, parts.clock()),
      providersOf: (account) => linksOf(account).map(({ provider }) => provider),
    },
    isFirstFactor: (credential) => isWayIn(credential, parts.providers()),
    reveal: (credential) => revealed(credential, parts.cipher),
  }
}
