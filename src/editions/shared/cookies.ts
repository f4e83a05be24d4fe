// The cookie policies of the editions. They differ in the CSRF cookie.
import { createHash } from 'node:crypto'
import type { CookieSettings } from '#http/cookies.ts'
import type { CookieConfig } from '../edition.ts'

const continuity = ({ attributes }: CookieConfig): CookieSettings['continuity'] => ({
  ...attributes,
  name: 'ory_kratos_continuity',
})

/**
 * CSRF cookie named after the server's base URL, so that two servers on one host do not overwrite
 * each other's cookie. It has the SameSite of the session cookie, since a request needs both.
 */
export const csrfCookieOfServer = (config: CookieConfig): CookieSettings => ({
  session: config.session,
  continuity: continuity(config),
  csrf: {
    ...config.attributes,
    sameSite: config.session.sameSite,
    name: `csrf_token_${createHash('sha256').update(config.baseUrl).digest('hex')}`,
  },
})

/**
 * CSRF cookie named after the URL of the edition, with SameSite=None, so that pages on other sites
 * can use it.
 */
export const csrfCookieOfAddress = (config: CookieConfig): CookieSettings => ({
  session: config.session,
  continuity: continuity(config),
  csrf: {
    ...config.attributes,
    sameSite: config.attributes.secure ? 'None' : config.attributes.sameSite,
    name: `${Buffer.from(config.publicUrl).toString('base64url')}_csrf_token`,
  },
})

/** CSRF cookie with a fixed name and without SameSite; browsers then apply Lax. */
export const csrfCookieWithPlainName = (config: CookieConfig): CookieSettings => ({
  session: config.session,
  continuity: continuity(config),
  csrf: { ...config.attributes, sameSite: undefined, name: 'csrf_token' },
})
