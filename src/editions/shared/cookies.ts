// The cookie policies of the editions. They differ in the anti-forgery cookie.
import { createHash } from 'node:crypto'
import type { CookieSettings } from '#http/cookies.ts'
import type { CookieConfig } from '../edition.ts'

const continuity = ({ attributes }: CookieConfig): CookieSettings['continuity'] => ({
  ...attributes,
  name: 'ory_kratos_continuity',
})

/**
 * The anti-forgery cookie is named for the address of the server, so that two servers on one host
 * do not overwrite each other's, and is sent wherever the session cookie is sent: one without the
 * other is no use.
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
 * The anti-forgery cookie is named for the address at which the edition is served, and pages of
 * other sites may use it.
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

/**
 * The anti-forgery cookie has a plain name and no SameSite attribute: browsers then do not send it
 * with requests of other sites.
 */
export const csrfCookieWithPlainName = (config: CookieConfig): CookieSettings => ({
  session: config.session,
  continuity: continuity(config),
  csrf: { ...config.attributes, sameSite: undefined, name: 'csrf_token' },
})
