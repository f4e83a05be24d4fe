// Mounts the built-in pages, with the flows of the newest edition and their configuration.
import { newest } from '#editions/all.ts'
import type { Config } from '#config/config.ts'
import type { Cipher } from '#crypto/cipher.ts'
import { openAddress } from '#flow/login/kept-address.ts'
import type { Mount } from '#http/route.ts'
import { createLanguages } from '#languages/languages.ts'
import { addressesOf } from '#methods/oidc/providers.ts'
import { assetRoutes } from '#pages/assets.ts'
import { cancelResetRoutes } from '#pages/cancel-reset.ts'
import { consoleSignInRoutes } from '#pages/console-sign-in.ts'
import { downloadDataRoutes } from '#pages/download-data.ts'
import { endSessionRoutes } from '#pages/end-session.ts'
import { createButtonPages } from '#pages/button-page.ts'
import { createPages } from '#pages/pages.ts'
import { pageHeaders } from '#pages/policy.ts'
import { lookOf } from '#pages/theme/look.ts'
import { themeRoute } from '#pages/theme/route.ts'
import type { PagesParts, PagesSettings } from '#pages/parts.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'
import { newestUrlOf, type CoreFor } from './editions.ts'
import { cookiesAt } from './mounts.ts'

export type PagesMountParts = Pick<PagesParts, 'csrf' | 'report' | 'locate'> & {
  readonly runtime: Runtime
  readonly coreFor: CoreFor
  readonly cipher: Pick<Cipher, 'decrypt'>
}

/** The mount of the built-in pages. */
export function pagesMount(parts: PagesMountParts): Mount {
  const config = configOf(parts.runtime)
  return createPages(partsOf(parts), {
    cookies: cookiesAt(newest, config, ''),
    baseUrl: config.public.baseUrl,
  })
}

const partsOf = ({
  runtime,
  coreFor,
  csrf,
  cipher,
  report,
  locate,
}: PagesMountParts): PagesParts => ({
  locate,
  core: coreFor(newest),
  csrf,
  openAddress: (sealed) => openAddress(sealed, cipher),
  report,
  settings: settingsFor(runtime),
})

/** Only what messages link to, and the assets that the button pages of all editions use. */
export const assetsMount = (parts: PagesMountParts): Mount => ({
  ...pagesMount(parts),
  routes: [
    ...assetRoutes,
    themeRoute(partsOf(parts)),
    ...endSessionRoutes(partsOf(parts)),
    ...cancelResetRoutes(partsOf(parts)),
    ...downloadDataRoutes(partsOf(parts)),
    ...consoleSignInRoutes(partsOf(parts)),
  ],
})

/** The pages with one button, for the editions. */
export const buttonPagesOf = (
  runtime: Runtime,
  core: PagesParts['core'],
  csrf: PagesParts['csrf'],
) => createButtonPages({ core, settings: settingsFor(runtime), csrf })

/** Made once for each configuration. */
const settingsFor = (runtime: Runtime): (() => PagesSettings) => ofConfig(runtime, settingsOf)

function settingsOf(config: Config): PagesSettings {
  const pagesUrl = `${config.public.baseUrl}/ui`
  const { flows, methods, defaultReturnUrl } = config.selfservice
  const { languages, pages } = config.pallas
  const look = lookOf(pages.theme, languages.fallback)
  const formTargets = formTargetsOf(config)
  return {
    productName: pages.productName,
    look,
    isDev: config.dev,
    publicUrl: newestUrlOf(config),
    pagesUrl,
    adminUrl: config.admin.baseUrl,
    hasOwnLogin: flows.login.uiUrl === `${pagesUrl}/login`,
    homeUrl: defaultReturnUrl,
    recoveryUrl: flows.recovery.uiUrl,
    offers: {
      registration: flows.registration.enabled,
      recovery: flows.recovery.enabled,
      verification: flows.verification.enabled,
      settings: true,
      leaving: config.pallas.deletion.isEnabled,
      personalData: config.pallas.personalData.isEnabled,
    },
    languages: createLanguages(languages),
    languageFrom: languages.from,
    minPasswordLength: methods.password.minLength,
    passwordRules: {
      similarity: methods.password.similarityCheck,
      blocklist: config.pallas.passwordBlocklist,
      product: config.pallas.pages.productName,
    },
    formTargets,
    headers: pageHeaders(formTargets, look),
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
