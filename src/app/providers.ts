// Builds the oidc method with the configured providers.
import type { Method } from '#flow/method.ts'
import { createOidc } from '#methods/oidc/oidc.ts'
import type { OidcParts } from '#methods/oidc/parts.ts'
import { createProviders } from '#methods/oidc/providers.ts'
import { canSignInWith } from './can-sign-in.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'

export type ProvidersAppParts = Pick<
  OidcParts,
  'accounts' | 'programs' | 'cipher' | 'newSecret' | 'hashSecret' | 'events' | 'clock'
> & {
  readonly runtime: Runtime
  readonly fetch: typeof fetch
  /** The enabled methods. */
  readonly methods: () => readonly Method[]
}

/** Creates the oidc method. The providers are created again when the configuration changes. */
export function createOidcApp({ runtime, fetch, methods, ...parts }: ProvidersAppParts): Method {
  const providers = ofConfig(runtime, ({ selfservice }) =>
    createProviders(selfservice.methods.oidc.providers, {
      fetch,
      newSecret: parts.newSecret,
      clock: parts.clock,
    }),
  )
  return createOidc({
    ...parts,
    providers,
    canSignIn: canSignInWith(methods),
    groupsTraits: () => configOf(runtime).featureFlags.legacyOidcRegistrationNodeGroup,
  })
}
