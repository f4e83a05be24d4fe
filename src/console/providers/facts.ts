/** A configured provider, without secrets. */
export type ProviderFacts = {
  readonly id: string
  readonly label: string
  /** The name of what it is: `google`, `generic`. */
  readonly preset: string
  readonly clientId: string
  readonly issuer: string | undefined
  readonly scope: readonly string[]
  readonly linking: 'confirm' | 'automatic'
  readonly updatesOnLogin: boolean
  readonly organizationId: string | undefined
  /** The address that is to be registered at the provider. */
  readonly callbackUrl: string
}

export type ProvidersFacts = {
  readonly isEnabled: boolean
  readonly all: readonly ProviderFacts[]
  /** The page where people sign in, on which a trial is made. */
  readonly loginUrl: string
}
