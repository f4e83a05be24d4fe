/** The session tokens that a request brought, each by its way. */
export type PresentedTokens = {
  readonly sessionToken: string | undefined
  readonly cookieToken: string | undefined
  readonly bearerToken: string | undefined
}

/**
 * The one that counts: the header before the cookie before the bearer token. A wrong one is not
 * made good by another.
 */
export function presentedToken(presented: PresentedTokens): string | undefined {
  return presented.sessionToken ?? presented.cookieToken ?? presented.bearerToken
}
