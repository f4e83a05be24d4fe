import type { Core, CoreProfile } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { CookieAttributes, CookieSettings } from '#http/cookies.ts'
import type { ApiInfo } from '#http/openapi.ts'
import type { Reply } from '#http/reply.ts'
import type { Mount, Route } from '#http/route.ts'
import type { MessageRenderer, Wording } from '#messages/render.ts'
import type { HealthParts } from './shared/health.ts'
import type { PageTokens } from './shared/offset-pages.ts'

/** URLs of an edition and of its pages, without a trailing slash. */
export type Places = {
  readonly publicUrl: string
  readonly adminUrl: string
  /** The built-in pages, used for steps that the configured pages of older editions cannot do. */
  readonly pagesUrl: string
  /** The configured page for a kind of flow, or for errors. */
  readonly ui: (
    page: 'login' | 'registration' | 'settings' | 'recovery' | 'verification' | 'error',
  ) => string
  /** Whether a URL has the origin of the server, of a configured page or of a return URL. */
  readonly isOwn: (url: string) => boolean
}

/** The path prefixes of an edition, each empty or with a leading and no trailing slash. */
export type Prefixes = { readonly public: string; readonly admin: string }

/** The configuration that determines an edition's cookies. URLs have no trailing slash. */
export type CookieConfig = {
  readonly session: CookieSettings['session']
  /** Attributes of the CSRF and continuity cookies. */
  readonly attributes: CookieAttributes
  /** The configured base URL of the public listener. */
  readonly baseUrl: string
  /** The URL of the edition on the public listener. */
  readonly publicUrl: string
}

/** What an edition requests of the core: the methods it offers, and a value for each rule. */
export type EditionProfile = CoreProfile

/** What the routes of an edition are built from. */
export type EditionParts = {
  readonly core: Core
  /** The core for the admin listener, where pages on other servers read flows without cookies. */
  readonly adminCore: Core
  readonly render: MessageRenderer
  /** How long a link in a message is valid. */
  readonly linkLifespanMs: () => number
  readonly places: () => Places
  readonly csrf: {
    mask(secret: string): string
    newSecret(device?: string): string
    deviceOf(secret: string): string
    hash(secret: string): string
    matches(secret: string, token: string): boolean
    formToken(flowId: string, secretHash: string): string
    matchesForm(flowId: string, secretHash: string, token: string): boolean
  }
  /**
   * A page with one button, sent to the address of the page by POST with the anti-forgery token.
   */
  readonly buttonPage: (
    page: {
      readonly purpose: 'recovery' | 'verification' | 'sign-out'
      readonly button: string
    },
    caller: Caller,
  ) => Promise<Reply>
  readonly pageTokens: PageTokens
  readonly health: HealthParts
  /** The Prometheus metrics with their content type, in the format that an `Accept` header asks for. */
  readonly metrics: {
    answer(accept: string | undefined): Promise<{ readonly raw: string; readonly type: string }>
  }
  readonly report: (error: unknown, caller: Caller) => void
  readonly clock: () => number
  /** Feature flags of the published API that an operator can set. */
  readonly flags: () => {
    readonly fasterSessionExtend: boolean
    readonly useContinueWithTransitions: boolean
  }
}

/** The routes of an edition, and its error handler. */
export type EditionRoutes = {
  readonly public: readonly Route[]
  readonly admin: readonly Route[]
  readonly refuse: Mount['refuse']
  /** What is answered where there is no route; undefined for 404 and 405. */
  readonly unmatched?: {
    readonly public: Mount['unmatched']
    readonly admin: Mount['unmatched']
  }
}

/** How an edition's operations are mounted on the two listeners. */
export type Listeners = {
  /** `Cache-Control` of public and of admin operations; see Mount. */
  readonly cacheControl?: {
    readonly public: Mount['cacheControl']
    readonly admin: Mount['cacheControl']
  }
  /** Whether errors name the request; see Mount. */
  readonly errorsNameRequest: NonNullable<Mount['errorsNameRequest']>
  /** The prefixes at which the admin operations are mounted, below the edition's prefix. */
  readonly adminPaths: readonly string[]
  /** Whether the admin listener also serves the public operations under their own prefix. */
  readonly publicOnAdmin: boolean
}

/** The URLs that others link to: links in messages, and provider callbacks. */
export type EditionLinks = {
  /** The URL of a link in a message, below `base`. */
  message(
    base: string,
    kind: 'recovery' | 'verification',
    query: Readonly<Record<string, string>>,
  ): string
  /** The path of the provider callback, below the edition's prefix. */
  readonly providerCallback: string
  /** The path of the script for passkeys and security keys, where the edition serves it. */
  readonly keyScript?: string
}

/**
 * One published version of the HTTP API, complete: mounts, configuration and tests derive from the
 * list in all.ts.
 */
export type Edition = {
  /** Name in the configuration, in paths and in stored flows. */
  readonly name: string
  /** Path prefixes below the edition's name, as its published clients expect them. */
  readonly prefixes: Prefixes
  /** Places where the edition is served by default, without its name in the path. */
  readonly defaultPlaces: readonly Place[]
  /** Keys that only the configuration files of its time have; for hints to their owners. */
  readonly ownConfigKeys?: readonly string[]
  readonly listeners: Listeners
  readonly cookies: (config: CookieConfig) => CookieSettings
  readonly profile: EditionProfile
  /** The profile of the admin listener, where it differs. */
  readonly adminProfile?: EditionProfile
  readonly links: EditionLinks
  readonly wording: Wording
  /** OpenAPI information besides the operations. */
  readonly api: ApiInfo
  readonly routes: (parts: EditionParts) => EditionRoutes
}

/**
 * A path prefix that several editions can share: none, or `/api/kratos/public` and
 * `/api/kratos/admin`.
 */
export type Place = 'root' | 'apiKratos'

/** The prefixes of the places. */
export const placePrefixes: Readonly<Record<Place, Prefixes>> = {
  root: { public: '', admin: '' },
  apiKratos: { public: '/api/kratos/public', admin: '/api/kratos/admin' },
}
