import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'

/** The slice of the configuration that pages use. Addresses are absolute, without a slash at the end. */
export type PagesSettings = {
  readonly productName: string
  /** Where the operations are that the pages lead to. */
  readonly publicUrl: string
  /** Where people go who are done. */
  readonly homeUrl: string
  /** Which flows people may start by themselves. */
  readonly offers: {
    readonly registration: boolean
    readonly recovery: boolean
    readonly settings: boolean
    readonly verification: boolean
  }
  readonly minPasswordLength: number
  /** Addresses to which a form may lead in the end. */
  readonly formTargets: readonly string[]
}

export type PagesParts = {
  readonly core: Core
  /** Answers anew whenever it is asked, for the configuration may change. */
  readonly settings: () => PagesSettings
  readonly csrf: { mask(secret: string): string; matches(secret: string, token: string): boolean }
  /** Tells an operator of a defect. */
  readonly report: (error: unknown, caller: Caller) => void
}
