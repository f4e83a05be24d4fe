/** The session tokens of a request. */
export type PresentedTokens = {
  readonly sessionToken: string | undefined
  readonly cookieToken: string | undefined
  /** Takes the next session cookie as `cookieToken`; answers whether there was one. */
  nextCookieToken?(): boolean
  readonly bearerToken: string | undefined
}

/**
 * The token that counts: header before cookie before bearer token. When it is wrong, the others are
 * not tried; of several cookies of the same name, the next one is.
 */
export function presentedToken(presented: PresentedTokens): string | undefined {
  return presented.sessionToken ?? presented.cookieToken ?? presented.bearerToken
}
