// Time-based one-time passwords (RFC 6238) as authenticator apps make them: SHA-1, six digits, a
// new one every 30 seconds. Apps that were set up elsewhere may make others.
import type { Timestamp } from '#lib/time.ts'
import { typedCode } from '#lib/typed-code.ts'

const secretBytes = 20
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

const algorithms = { SHA1: 'SHA1', SHA256: 'SHA256', SHA512: 'SHA512' } as const
type Algorithm = keyof typeof algorithms

/** What an app makes its codes of. */
export type Authenticator = {
  /** In base32. */
  readonly secret: string
  readonly algorithm: Algorithm
  readonly digits: number
  readonly periodS: number
}

/** In characters of base32, which are five bits each: 10 to 128 bytes. */
const secretPattern = /^[A-Z2-7]{16,205}$/

/** Reads an address `otpauth://totp/…`; undefined for any other, and for codes of an unknown kind. */
export function readAuthenticator(text: string): Authenticator | undefined {
  if (text.length > 2048 || !URL.canParse(text)) return undefined
  const { protocol, hostname, searchParams } = new URL(text)
  if (protocol !== 'otpauth:' || hostname.toLowerCase() !== 'totp') return undefined
  const secret = (searchParams.get('secret') ?? '').replaceAll(/[\s=]/g, '').toUpperCase()
  const algorithm = (searchParams.get('algorithm') ?? 'SHA1').toUpperCase().replace('-', '')
  const digits = searchParams.get('digits') ?? '6',
    period = searchParams.get('period') ?? '30'
  return secretPattern.test(secret) &&
    Object.hasOwn(algorithms, algorithm) &&
    /^[678]$/.test(digits) &&
    /^(?:[1-9]\d|[12]\d\d|300)$/.test(period)
    ? {
        secret,
        algorithm: algorithms[algorithm as Algorithm],
        digits: Number(digits),
        periodS: Number(period),
      }
    : undefined
}

/** The time step that this code belongs to, near the given time; undefined for a wrong code. */
export async function stepOf(
  url: string,
  code: string,
  at: Timestamp,
): Promise<number | undefined> {
  const { Secret, TOTP } = await library()
  const token = typedCode(code),
    app = readAuthenticator(url)
  if (!app || !/^\d+$/.test(token) || token.length !== app.digits) return undefined
  const { secret, algorithm, digits, periodS } = app
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    algorithm,
    digits,
    period: periodS,
    timestamp: at,
    window: tolerance,
  })
  return delta === null ? undefined : Math.floor(at / (periodS * 1000)) + delta
}
