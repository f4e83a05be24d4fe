// Registration and login with an account at a provider, and linking such accounts.
import type { Method } from '#flow/method.ts'
import { isPressed } from '#flow/submission.ts'
import type { OidcParts } from './parts.ts'
import { createReadProviderResult } from './provider-result.ts'
import {
  hasConfiguredProvider,
  linksOf,
  proofOf,
  withDecryptedTokens,
  withLink,
} from './credential.ts'
import { createAuthorizationRequests } from './authorization-request.ts'
import { oidcLogin } from './login.ts'
import { oidcRegistration } from './registration.ts'
import { createCallbacks } from './callback.ts'
import { oidcSettings } from './settings.ts'

export function createOidc(parts: OidcParts): Method {
  const authorizationRequests = createAuthorizationRequests(parts)
  const readResult = createReadProviderResult(parts)
  const callbacks = createCallbacks({ ...parts, readResult })
  return {
    name: 'oidc',
    isMeant: (submission) => isPressed(submission, 'provider'),
    login: oidcLogin({ ...parts, authorizationRequests, readResult }),
    registration: oidcRegistration({ ...parts, authorizationRequests, readResult }),
    settings: oidcSettings({ ...parts, authorizationRequests }),
    federation: {
      isConfigured: (provider) => authorizationRequests.find(provider) !== undefined,
      authorizationRequest: (flow, provider, caller, call) =>
        authorizationRequests.authorizationRequest(
          flow,
          provider,
          { transientPayload: flow.transientPayload },
          caller,
          call,
        ),
      placeOf: callbacks.placeOf,
      isAwaited: callbacks.isAwaited,
      pendingRequest: callbacks.pendingRequest,
      withLink: (account, link) => withLink(parts.accounts, account, link),
      proofOf: (link) => proofOf(link, parts.clock()),
      providersOf: (account) => linksOf(account).map(({ provider }) => provider),
    },
    isFirstFactor: (credential) => hasConfiguredProvider(credential, parts.providers()),
    reveal: (credential) => withDecryptedTokens(credential, parts.cipher),
  }
}
