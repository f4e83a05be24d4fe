/** This service, as authenticators know it (Web Authentication level 3, 4). */
export type RelyingParty = {
  /** A domain: keys work on it and below it. */
  readonly id: string
  readonly name: string
  readonly icon: string | undefined
  /** Where the pages that use the keys are. */
  readonly origins: readonly string[]
}
