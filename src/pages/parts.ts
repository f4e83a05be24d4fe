import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'

/** The part of the configuration that pages use. URLs are absolute and have no slash at the end. */
export type PagesSettings = {
  readonly productName: string
  /** The base URL of the operations that the pages link to. */
  readonly publicUrl: string
  /** Where the pages are: the public base URL and `/ui`. */
  readonly pagesUrl: string
  /** The URL of the admin listener, with the console. */
  readonly adminUrl: string
  /** Whether the configured login page is the built-in one. */
  readonly hasOwnLogin: boolean
  /** Where people go after a flow that names no other place. */
  readonly homeUrl: string
  /** The flows that people may start themselves. */
  readonly offers: {
    readonly registration: boolean
    readonly recovery: boolean
    readonly settings: boolean
    readonly verification: boolean
  }
  readonly minPasswordLength: number
  /** URLs to which submitting a form may redirect. */
  readonly formTargets: readonly string[]
}

export type PagesParts = {
  readonly core: Core
  /** Called for each request, because the configuration may change. */
  readonly settings: () => PagesSettings
  readonly csrf: { mask(secret: string): string; matches(secret: string, token: string): boolean }
  /** Logs a defect. */
  readonly report: (error: unknown, caller: Caller) => void
}
