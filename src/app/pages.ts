// Mounts the built-in pages, with the flows of the newest edition and their configuration.
import { newest } from '#editions/all.ts'
import type { Config } from '#config/config.ts'
import type { Mount } from '#http/route.ts'
import { addressesOf } from '#methods/oidc/providers.ts'
import { assetRoutes } from '#pages/assets.ts'
import { cancelResetRoutes } from '#pages/cancel-reset.ts'
import { consoleSignInRoutes } from '#pages/console-sign-in.ts'
import { endSessionRoutes } from '#pages/end-session.ts'
import { createButtonPages } from '#pages/button-page.ts'
import { createPages } from '#pages/pages.ts'
import type { PagesParts, PagesSettings } from '#pages/parts.ts'
import { configOf, type Runtime } from './runtime.ts'
import { newestUrlOf, type CoreFor } from './editions.ts'
import { cookiesAt } from './mounts.ts'

export type PagesMountParts = Pick<PagesParts, 'csrf' | 'report'> & {
  readonly runtime: Runtime
  readonly coreFor: CoreFor
}

/** The mount of the built-in pages. */
export function pagesMount(parts: PagesMountParts): Mount {
  const config = configOf(parts.runtime)
  return createPages(partsOf(parts), {
    cookies: cookiesAt(newest, config, ''),
    baseUrl: config.public.baseUrl,
  })
}

const partsOf = ({ runtime, coreFor, csrf, report }: PagesMountParts): PagesParts => ({
  core: coreFor(newest),
  csrf,
  report,
  settings: () => settingsOf(configOf(runtime)),
})

/** Only what messages link to, and the assets that the button pages of all editions use. */
export const assetsMount = (parts: PagesMountParts): Mount => ({
  ...pagesMount(parts),
  routes: [
    ...assetRoutes,
    ...endSessionRoutes(partsOf(parts)),
    ...cancelResetRoutes(partsOf(parts)),
    ...consoleSignInRoutes(partsOf(parts)),
  ],
})

/** The pages with one button, for the editions. */
export const buttonPagesOf = (runtime: Runtime, csrf: PagesParts['csrf']) =>
  createButtonPages({ settings: () => settingsOf(configOf(runtime)), csrf })

function settingsOf(config: Config): PagesSettings {
  const pagesUrl = `${config.public.baseUrl}/ui`
  const { flows, methods, defaultReturnUrl } = config.selfservice
  return {
    productName: config.pallas.pages.productName,
    publicUrl: newestUrlOf(config),
    pagesUrl,
    adminUrl: config.admin.baseUrl,
    hasOwnLogin: flows.login.uiUrl === `${pagesUrl}/login`,
    homeUrl: defaultReturnUrl,
    offers: {
      registration: flows.registration.enabled,
      recovery: flows.recovery.enabled,
      verification: flows.verification.enabled,
      settings: true,
    },
    minPasswordLength: methods.password.minLength,
    formTargets: formTargetsOf(config),
  }
}

function formTargetsOf({
  public: { baseUrl },
  selfservice: { flows, methods: ways, defaultReturnUrl, allowedReturnUrls },
}: Config): readonly string[] {
  const { login, registration, settings, recovery, verification, logout, error } = flows
  const kinds = [login, registration, settings, recovery, verification]
  const after = kinds.flatMap(({ after: { defaultReturnUrl: ownUrl, methods } }) => [
    ownUrl,
    ...Object.values(methods).map((method) => method.defaultReturnUrl),
  ])
  return [
    baseUrl,
    defaultReturnUrl,
    ...allowedReturnUrls,
    logout.defaultReturnUrl,
    error.uiUrl,
    ...kinds.map(({ uiUrl }) => uiUrl),
    ...after.filter((one) => one !== undefined),
    ...(ways.oidc.enabled ? addressesOf(ways.oidc.providers) : []),
  ]
}
