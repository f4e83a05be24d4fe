import type { Caller } from '#flow/caller.ts'
import type { SignedOut } from '#flow/outcome.ts'
import type { Reply } from '#http/reply.ts'

/**
 * The anti-forgery secret of a browser that signs out: a new one, with the token by which the
 * accounts that have signed in there know it.
 */
export function secretAfterLogout(
  csrf: { newSecret(device?: string): string; deviceOf(secret: string): string },
  { csrfKnown, csrfSecret }: Caller,
): string {
  return csrf.newSecret(csrfKnown ? csrf.deviceOf(csrfSecret) : undefined)
}

/** The header that has a browser forget what it has stored of the site; browsers heed it over https. */
export function clearingHeaders(
  { clearsBrowser }: SignedOut,
  { url, request }: Pick<Caller, 'url' | 'request'>,
): NonNullable<Reply['headers']> {
  const isSecure = url.startsWith('https:') || request.headers['X-Forwarded-Proto']?.[0] === 'https'
  return clearsBrowser === true && isSecure
    ? { 'clear-site-data': '"cookies", "storage", "cache"' }
    : {}
}
