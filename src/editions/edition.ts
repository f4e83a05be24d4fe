import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { CookieSettings } from '#http/cookies.ts'
import type { ApiInfo } from '#http/openapi.ts'
import type { Route } from '#http/route.ts'
import type { Mount } from '#http/route.ts'
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

/**
 * The paths below which an edition is served, each empty or with a leading and no trailing slash.
 */
export type Place = { readonly publicPrefix: string; readonly adminPrefix: string }

/** What an edition is put together from. */
export type EditionParts = {
  readonly core: Core
  /** The core on the terms of an administrator's pages. */
  readonly adminCore: Core
  /** How long the link of a message is good. */
  readonly linkLifespanMs: () => number
  readonly places: () => Places
  readonly cookies: CookieSettings
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

/** One published API of the server, put together for one place. */
export type Edition = {
  readonly name: string
  /** What its OpenAPI document says besides the operations. */
  readonly api: ApiInfo
  readonly public: readonly Route[]
  readonly admin: readonly Route[]
  readonly cookies: CookieSettings
  readonly refuse: Mount['refuse']
}

/** An address with a query parameter more. */
export function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const [base = '', hash] = url.split('#', 2)
  const query = new URLSearchParams(parameters).toString()
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash === undefined ? '' : `#${hash}`}`
}
