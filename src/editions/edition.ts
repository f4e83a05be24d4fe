import type { Core, CoreProfile } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { CookieAttributes, CookieSettings } from '#http/cookies.ts'
import type { ApiInfo } from '#http/openapi.ts'
import type { Mount, Route } from '#http/route.ts'
import type { MessageRenderer, Wording } from '#messages/render.ts'
import type { HealthParts } from './shared/health.ts'
import type { PageTokens } from './shared/offset-pages.ts'

/** Where an edition is reached and where its pages are. Addresses have no slash at the end. */
export type Places = {
  readonly publicUrl: string
  readonly adminUrl: string
  /** The server's own pages, for what the configured ones cannot do. */
  readonly pagesUrl: string
  /** The configured page for a kind of flow, or for errors. */
  readonly ui: (
    page: 'login' | 'registration' | 'settings' | 'recovery' | 'verification' | 'error',
  ) => string
}

/** The paths below which an edition is served, each empty or with a leading and no trailing slash. */
export type Prefixes = { readonly public: string; readonly admin: string }

/** What of the configuration decides the cookies of an edition. Addresses have no slash at the end. */
export type CookieConfig = {
  readonly session: CookieSettings['session']
  /** Attributes of the anti-forgery and continuity cookies. */
  readonly attributes: CookieAttributes
  /** The configured address of the public listener. */
  readonly baseUrl: string
  /** The address at which the edition is served there. */
  readonly publicUrl: string
}

/** What an edition asks of its core: the methods that it offers, and one value for each rule. */
export type EditionProfile = CoreProfile

/** What the routes of an edition are put together from. */
export type EditionParts = {
  readonly core: Core
  /** The core as pages on other servers use it, which read flows at the admin listener. */
  readonly adminCore: Core
  readonly render: MessageRenderer
  /** How long the link of a message is good. */
  readonly linkLifespanMs: () => number
  readonly places: () => Places
  readonly csrf: {
    mask(secret: string): string
    newSecret(): string
    hash(secret: string): string
    matches(secret: string, token: string): boolean
    formToken(flowId: string, secretHash: string): string
    fitsForm(flowId: string, secretHash: string, token: string): boolean
  }
  readonly pageTokens: PageTokens
  readonly health: HealthParts
  /** The figures for Prometheus, and their content type. */
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string }
  readonly report: (error: unknown, caller: Caller) => void
  readonly clock: () => number
  /** Behaviours that the published API lets an operator choose. */
  readonly flags: () => {
    readonly fasterSessionExtend: boolean
    readonly useContinueWithTransitions: boolean
  }
}

/** The operations of an edition, and how an error of any of them is answered. */
export type EditionRoutes = {
  readonly public: readonly Route[]
  readonly admin: readonly Route[]
  readonly refuse: Mount['refuse']
}

/** How the operations of an edition are divided between the two listeners. */
export type Listeners = {
  /** `Cache-Control` of public and of admin operations; see Mount. */
  readonly cacheControl?: {
    readonly public: Mount['cacheControl']
    readonly admin: Mount['cacheControl']
  }
  /** What may stand before the paths of admin operations. */
  readonly adminPaths: readonly string[]
  /** Whether the admin listener also serves the public operations, below a prefix of their own. */
  readonly publicOnAdmin: boolean
}

/** Where addresses of an edition lead that are handed out by others: messages and providers. */
export type EditionLinks = {
  /** The address of a link in a message, below `base`. */
  message(
    base: string,
    kind: 'recovery' | 'verification',
    query: Readonly<Record<string, string>>,
  ): string
  /** The path of the callback of providers, below the prefix of the edition. */
  readonly providerCallback: string
}

/**
 * One published version of the HTTP API: everything that the server knows about it. Mounts,
 * configuration and tests derive from the list of these (all.ts).
 */
export type Edition = {
  /** Its name in the configuration, in addresses and in stored flows. */
  readonly name: string
  /** The prefixes that its clients have had from the start, below its name. */
  readonly prefixes: Prefixes
  /** Where it is served without its name before it, unless the configuration says otherwise. */
  readonly defaultPlaces: readonly Place[]
  readonly listeners: Listeners
  readonly cookies: (config: CookieConfig) => CookieSettings
  readonly profile: EditionProfile
  /** The profile for pages on other servers, where theirs is another. */
  readonly adminProfile?: EditionProfile
  readonly links: EditionLinks
  readonly wording: Wording
  /** What its OpenAPI document says besides the operations. */
  readonly api: ApiInfo
  readonly routes: (parts: EditionParts) => EditionRoutes
}

/** A place that several editions can share: no prefix at all, or `/api/kratos/public` and `/admin`. */
export type Place = 'root' | 'apiKratos'

export const placePrefixes: Readonly<Record<Place, Prefixes>> = {
  root: { public: '', admin: '' },
  apiKratos: { public: '/api/kratos/public', admin: '/api/kratos/admin' },
}
