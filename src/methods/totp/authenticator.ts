// One-time passwords by time (RFC 6238) as authenticator apps make them: SHA-1, six digits, a new
// one every 30 seconds.
import type { Timestamp } from '#lib/time.ts'

const secretBytes = 20
const periodMs = 30_000
/** How many steps the clock of a phone may be off (RFC 6238, section 5.2). */
const tolerance = 1
/** In characters: longer names make the picture too fine to be scanned. */
const longest = { issuer: 48, account: 64 }

const library = () => import('otpauth')

/**
 * The address (`otpauth://totp/…`) of a new secret. `issuer` and `account` are what the app shows.
 */
export async function newAuthenticator(issuer: string, account: string): Promise<string> {
  const { Secret, TOTP } = await library()
  return new TOTP({
    issuer: cut(issuer, longest.issuer),
    label: cut(account, longest.account),
    secret: new Secret({ size: secretBytes }),
  }).toString()
}

const cut = (text: string, length: number): string =>
  [...text.toWellFormed()].slice(0, length).join('')

/** The secret in base32, for typing in. */
export function secretOf(url: string): string {
  return new URL(url).searchParams.get('secret') ?? ''
}

/**
 * The time step for which this code is the right one at that moment; undefined when it is wrong.
 */
export async function stepOf(
  url: string,
  code: string,
  at: Timestamp,
): Promise<number | undefined> {
  const { Secret, TOTP } = await library()
  const digits = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const delta = TOTP.validate({
    token: digits,
    secret: Secret.fromBase32(secretOf(url)),
    timestamp: at,
    window: tolerance,
  })
  return delta === null ? undefined : Math.floor(at / periodMs) + delta
}
