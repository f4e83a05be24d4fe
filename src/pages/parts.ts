import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { Locate } from '#lib/locate.ts'
import type { Languages } from '#languages/languages.ts'
import type { Look } from './theme/look.ts'
import type { PasswordRules } from './form/view.ts'

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
  /** The configured page for recoveries. */
  readonly recoveryUrl: string
  /** The flows that people may start themselves. */
  readonly offers: {
    readonly registration: boolean
    readonly recovery: boolean
    readonly settings: boolean
    readonly verification: boolean
    /** The deletion of one's own account. */
    readonly leaving: boolean
    readonly personalData: boolean
  }
  readonly languages: Languages
  /** Where the language of a person is: the keys that lead to a trait or to public metadata. */
  readonly languageFrom: readonly string[] | undefined
  readonly minPasswordLength: number
  readonly look: Look
  /** Whether it is for development. */
  readonly isDev: boolean
  readonly passwordRules: PasswordRules
  /** URLs to which submitting a form may redirect. */
  readonly formTargets: readonly string[]
  /** The security headers of pages whose forms end there. */
  readonly headers: Readonly<Record<string, string>>
}

export type PagesParts = {
  readonly core: Core
  /** Called for each request, because the configuration may change. */
  readonly settings: () => PagesSettings
  readonly csrf: { mask(secret: string): string; matches(secret: string, token: string): boolean }
  /** Opens the address that a browser has kept; undefined for what this server has not sealed. */
  readonly openAddress: (sealed: string | undefined) => string | undefined
  readonly locate: Locate
  /** Logs a defect. */
  readonly report: (error: unknown, caller: Caller) => void
}
