// The cookie policies of the editions. They differ in the CSRF cookie.
import { createHash } from 'node:crypto'
import type { CookieSettings } from '#http/cookies.ts'
import type { CookieConfig } from '../edition.ts'

/** The cookies of an edition whose CSRF cookie differs from the configured attributes by this. */
const withCsrfCookie =
  (csrf: (config: CookieConfig) => Pick<CookieSettings['csrf'], 'sameSite' | 'name'>) =>
  (config: CookieConfig): CookieSettings => ({
    session: config.session,
    continuity: { ...config.attributes, name: 'ory_kratos_continuity' },
    remembered: { ...config.session, name: 'pallas_remembered' },
    csrf: { ...config.attributes, ...csrf(config) },
  })

/**
 * CSRF cookie named after the server's base URL, so that two servers on one host do not overwrite
 * each other's cookie. It has the SameSite of the session cookie, since a request needs both.
 */
export const csrfCookieOfServer = withCsrfCookie(({ session, baseUrl }) => ({
  sameSite: session.sameSite,
  name: `csrf_token_${createHash('sha256').update(baseUrl).digest('hex')}`,
}))

/**
 * CSRF cookie named after the URL of the edition, with SameSite=None, so that pages on other sites
 * can use it.
 */
export const csrfCookieOfAddress = withCsrfCookie(({ attributes, publicUrl }) => ({
  sameSite: attributes.secure ? 'None' : attributes.sameSite,
  name: `${Buffer.from(publicUrl).toString('base64url')}_csrf_token`,
}))

/** CSRF cookie with a fixed name and without SameSite; browsers then apply Lax. */
export const csrfCookieWithPlainName = withCsrfCookie(() => ({
  sameSite: undefined,
  name: 'csrf_token',
}))
