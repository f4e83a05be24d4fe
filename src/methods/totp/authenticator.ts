// Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, a
// new one every 30 seconds.
import type { Timestamp } from '#lib/time.ts'
import { typedCode } from '#lib/typed-code.ts'

const secretBytes = 20
const periodMs = 30_000
/** How many steps the clock of a phone may be off (RFC 6238, section 5.2). */
const tolerance = 1
/** In characters: longer names would make the modules of the QR code too small to scan. */
const maxCharacters = { issuer: 48, account: 64 }

const library = () => import('otpauth')

/**
 * An `otpauth://totp/…` address with a new secret. `issuer` and `account` are what the app shows.
 */
export async function newAuthenticator(issuer: string, account: string): Promise<string> {
  const { Secret, TOTP } = await library()
  return new TOTP({
    issuer: cut(issuer, maxCharacters.issuer),
    label: cut(account, maxCharacters.account),
    secret: new Secret({ size: secretBytes }),
  }).toString()
}

const cut = (text: string, length: number): string =>
  [...text.toWellFormed()].slice(0, length).join('')

/** The secret in base32, for those who type it into the app. */
export function secretOf(url: string): string {
  return new URL(url).searchParams.get('secret') ?? ''
}

/** The time step that this code belongs to, near the given time; undefined for a wrong code. */
export async function stepOf(
  url: string,
  code: string,
  at: Timestamp,
): Promise<number | undefined> {
  const { Secret, TOTP } = await library()
  const digits = typedCode(code)
  if (!/^\d{6}$/.test(digits)) return undefined
  const delta = TOTP.validate({
    token: digits,
    secret: Secret.fromBase32(secretOf(url)),
    timestamp: at,
    window: tolerance,
  })
  return delta === null ? undefined : Math.floor(at / periodMs) + delta
}
