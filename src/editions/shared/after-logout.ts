import type { Caller } from '#flow/caller.ts'

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
