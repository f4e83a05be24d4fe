// Signing in at providers, as the editions do it and the configuration says.
import { name as current } from '#editions/v26.2/edition.ts'
import { name as v0_2 } from '#editions/v0.2/edition.ts'
import { name as v0_4 } from '#editions/v0.4/edition.ts'
import { providersPath as v0_2Path } from '#editions/v0.2/routes.ts'
import { providersPath as v0_4Path } from '#editions/v0.4/routes.ts'
import type { Method } from '#flow/method.ts'
import type { Account } from '#identity/identity-store.ts'
import { createOidc } from '#methods/oidc/oidc.ts'
import type { OidcParts } from '#methods/oidc/parts.ts'
import { createProviders } from '#methods/oidc/providers.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'

export type ProvidersAppParts = Pick<
  OidcParts,
  'accounts' | 'programs' | 'cipher' | 'newSecret' | 'hashSecret' | 'events' | 'clock'
> & {
  readonly runtime: Runtime
  readonly fetch: typeof fetch
  /** All that are switched on. */
  readonly methods: () => readonly Method[]
}

/** Editions in which providers live at another path. */
const paths: Readonly<Record<string, string>> = { [v0_2]: v0_2Path, [v0_4]: v0_4Path }
const usualPath = '/self-service/methods/oidc'

export function createOidcApp({ runtime, fetch, methods, ...parts }: ProvidersAppParts): Method {
  const providers = ofConfig(runtime, ({ selfservice }) =>
    createProviders(selfservice.methods.oidc.providers, { fetch, clock: parts.clock }),
  )
  return createOidc({
    ...parts,
    providers,
    canSignIn: ({ credentials }: Account) =>
      methods().some(
        ({ name, isFirstFactor }) =>
          isFirstFactor &&
          credentials.some(
            (one) => one.type === name && one.identifiers.length > 0 && isFirstFactor(one),
          ),
      ),
    callbackUrl(origin, id, edition) {
      const {
        public: { baseUrl },
        selfservice,
      } = configOf(runtime)
      const base = selfservice.methods.oidc.baseRedirectUrl
      const host =
        base !== undefined && origin.startsWith(baseUrl)
          ? base + origin.slice(baseUrl.length)
          : origin
      return `${host}${paths[edition] ?? usualPath}/callback${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
    },
    // NOTE the configurations of the older editions had no such option; who writes it is heard in
    // all of them
    unsaidPkce: (edition) => (edition === current ? 'auto' : 'never'),
    offersToApps: (edition) => edition === current,
    groupsTraits: (edition) =>
      edition !== current || configOf(runtime).featureFlags.legacyOidcRegistrationNodeGroup,
  })
}
