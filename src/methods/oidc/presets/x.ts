// X with OAuth 1.0a.
import { textAt, withoutUndefined } from '../claims.ts'
import type { ProviderSettings } from '../provider-config.ts'
import type { OAuth1Preset } from '../provider.ts'

const host = 'https://api.x.com'

/**
 * Client ids of OAuth 2.0 are texts such as `M1M5R3BMVy13QmpScXkzTUt5OE46MTpjaQ`, in which `:1:ci`
 * and the like is encoded.
 */
const isOfOAuth2 = (clientId: string): boolean =>
  /:\d+:[a-z]{2}$/.test(Buffer.from(clientId, 'base64url').toString('latin1'))

/** API keys are letters and digits, 25 of them; older ones have 20 to 22. */
const isApiKey = (clientId: string): boolean => /^[A-Za-z0-9]{18,32}$/.test(clientId)

/**
 * Whether the settings are those of OAuth 1.0a: an address of one of the protocols decides, else
 * the form of the client id.
 */
export function isOfOAuth1({
  clientId,
  authUrl,
  tokenUrl,
}: Pick<ProviderSettings, 'clientId' | 'authUrl' | 'tokenUrl'>): boolean {
  const paths = [authUrl, tokenUrl].map((url) => (url === undefined ? '' : new URL(url).pathname))
  if (paths.some((path) => path.includes('/oauth2/'))) return false
  if (paths.some((path) => /\/oauth\/(?:authenticate|authorize|access_token)$/.test(path)))
    return true
  return isApiKey(clientId) && !isOfOAuth2(clientId)
}

/** NOTE `authorize` would ask for consent each time; this is the address for signing in */
export const x1: OAuth1Preset = {
  protocol: 'oauth1',

  endpoints: ({ authUrl, tokenUrl }) => ({
    request: new URL('request_token', tokenUrl ?? `${host}/oauth/`).href,
    authorize: authUrl ?? `${host}/oauth/authenticate`,
    access: tokenUrl ?? `${host}/oauth/access_token`,
  }),

  parameters: ({ reauthenticate, upstreamParameters: { login_hint: name } }) => ({
    ...(reauthenticate ? { force_login: 'true' } : {}),
    ...(name === undefined ? {} : { screen_name: name }),
  }),

  async claims(get, { tokenUrl }) {
    const path = '/1.1/account/verify_credentials.json?include_email=true&skip_status=true'
    const user = await get(new URL(path, tokenUrl ?? host).href),
      of = (name: string) => textAt(user, name),
      email = of('email')
    return withoutUndefined({
      iss: 'https://x.com',
      // NOTE `id` is a number that JSON cannot hold exactly
      sub: of('id_str'),
      name: of('name'),
      nickname: of('screen_name'),
      preferred_username: of('screen_name'),
      picture: of('profile_image_url_https'),
      website: of('url'),
      // X tells only an address that it has verified
      ...(email === undefined ? {} : { email, email_verified: true }),
    })
  },
}
