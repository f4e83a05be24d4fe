// Social networks: OAuth 2.0, each with its own API for the user.
import { createHmac } from 'node:crypto'
import { withQuery } from '#lib/url.ts'
import { bearer } from '../provider-requests.ts'
import { textAt, withoutUndefined } from '../claims.ts'
import type { OAuthPreset } from '../provider.ts'

const at = (authorize: string, token: string) => () => ({ authorize, token })

export const discord: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://discord.com/api/oauth2/authorize', 'https://discord.com/api/oauth2/token'),
  pkce: true,
  prompt: 'consent',
  async claims(calls, token) {
    const user = await calls.get('https://discord.com/api/users/@me', bearer(token)),
      id = textAt(user, 'id'),
      avatar = textAt(user, 'avatar')
    const tag = textAt(user, 'discriminator'),
      name = textAt(user, 'username')
    return withoutUndefined({
      iss: 'https://discord.com/api/v6/oauth2/',
      sub: id,
      name: textAt(user, 'global_name') ?? name,
      nickname: name,
      preferred_username: tag === undefined || tag === '0' ? name : `${name ?? ''}#${tag}`,
      picture:
        avatar === undefined
          ? undefined
          : `https://cdn.discordapp.com/avatars/${id ?? ''}/${avatar}.png`,
      email: textAt(user, 'email'),
      email_verified: user['verified'] === true,
      locale: textAt(user, 'locale'),
    })
  },
}

/** NOTE requests are signed with the app secret, so that a stolen token alone is of no use */
export const facebook: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://www.facebook.com/dialog/oauth',
    'https://graph.facebook.com/oauth/access_token',
  ),
  separator: ',',
  async claims(calls, token, { clientSecret }) {
    const proof = createHmac('sha256', clientSecret ?? '')
      .update(token)
      .digest('hex')
    const user = await calls.get(
      withQuery('https://graph.facebook.com/me', {
        fields: 'id,name,first_name,last_name,middle_name,email,picture,birthday,gender',
        appsecret_proof: proof,
      }),
      bearer(token),
    )
    return withoutUndefined({
      iss: 'https://graph.facebook.com',
      sub: textAt(user, 'id'),
      name: textAt(user, 'name'),
      given_name: textAt(user, 'first_name'),
      family_name: textAt(user, 'last_name'),
      last_name: textAt(user, 'last_name'),
      middle_name: textAt(user, 'middle_name'),
      email: textAt(user, 'email'),
      picture: textAt(user, 'picture', 'data', 'url'),
      birthdate: textAt(user, 'birthday'),
      gender: textAt(user, 'gender'),
    })
  },
}

export const slack: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://slack.com/oauth/authorize', 'https://slack.com/api/oauth.access'),
  separator: ',',
  async claims(calls, token) {
    const response = await calls.get('https://slack.com/api/users.identity', bearer(token))
    return withoutUndefined({
      iss: 'https://slack.com/oauth/',
      sub: textAt(response, 'user', 'id'),
      name: textAt(response, 'user', 'name'),
      nickname: textAt(response, 'user', 'name'),
      preferred_username: textAt(response, 'user', 'name'),
      email: textAt(response, 'user', 'email'),
      picture: textAt(response, 'user', 'image_512') ?? textAt(response, 'user', 'image_192'),
      team: textAt(response, 'team', 'id'),
    })
  },
}

export const spotify: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://accounts.spotify.com/authorize', 'https://accounts.spotify.com/api/token'),
  secretIn: 'header',
  pkce: true,
  async claims(calls, token) {
    const user = await calls.get('https://api.spotify.com/v1/me', bearer(token))
    return withoutUndefined({
      iss: 'https://accounts.spotify.com/api/token',
      sub: textAt(user, 'id'),
      name: textAt(user, 'display_name'),
      nickname: textAt(user, 'display_name'),
      profile: textAt(user, 'external_urls', 'spotify'),
      picture: textAt(user, 'images', 0, 'url'),
      email: textAt(user, 'email'),
      birthdate: textAt(user, 'birthdate'),
    })
  },
}

export const patreon: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://www.patreon.com/oauth2/authorize',
    'https://www.patreon.com/api/oauth2/token',
  ),
  prompt: 'consent',
  async claims(calls, token) {
    const { data = null } = await calls.get(
      'https://www.patreon.com/api/oauth2/v2/identity?fields%5Buser%5D=' +
        'first_name,last_name,url,full_name,email,is_email_verified,image_url',
      bearer(token),
    )
    const of = (name: string) => textAt(data, 'attributes', name)
    return withoutUndefined({
      iss: 'https://www.patreon.com/',
      sub: textAt(data, 'id'),
      name: of('full_name'),
      given_name: of('first_name'),
      family_name: of('last_name'),
      last_name: of('last_name'),
      profile: of('url'),
      picture: of('image_url'),
      email: of('email'),
      email_verified:
        (data as { attributes?: { is_email_verified?: unknown } } | null)?.attributes
          ?.is_email_verified === true,
    })
  },
}

export const linkedin: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://www.linkedin.com/oauth/v2/authorization',
    'https://www.linkedin.com/oauth/v2/accessToken',
  ),
  async claims(calls, token, { scope }) {
    const user = await calls.get(
      'https://api.linkedin.com/v2/me?projection=(id,localizedFirstName,localizedLastName,' +
        'profilePicture(displayImage~digitalmediaAsset:playableStreams))',
      bearer(token),
    )
    const emails = scope.includes('r_emailaddress')
      ? await calls.get(
          'https://api.linkedin.com/v2/emailAddress?q=members&projection=(elements*(handle~))',
          bearer(token),
        )
      : null
    const given = textAt(user, 'localizedFirstName'),
      family = textAt(user, 'localizedLastName')
    return withoutUndefined({
      iss: 'https://www.linkedin.com/oauth',
      sub: textAt(user, 'id'),
      name: [given, family].filter(Boolean).join(' '),
      given_name: given,
      family_name: family,
      last_name: family,
      email: textAt(emails ?? {}, 'elements', 0, 'handle~', 'emailAddress'),
      picture: textAt(
        user,
        'profilePicture',
        'displayImage~',
        'elements',
        0,
        'identifiers',
        0,
        'identifier',
      ),
    })
  },
}

/** NOTE the address is part of the token response */
export const vk: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://oauth.vk.com/authorize', 'https://oauth.vk.com/access_token'),
  separator: ',',
  async claims(calls, accessToken, _settings, token) {
    const response = await calls.get(
      withQuery('https://api.vk.com/method/users.get', {
        fields: 'photo_200,nickname,bdate,sex',
        access_token: accessToken,
        v: '5.131',
      }),
    )
    const of = (name: string) => textAt(response, 'response', 0, name)
    return withoutUndefined({
      iss: 'https://api.vk.com/method/users.get',
      sub: of('id'),
      given_name: of('first_name'),
      family_name: of('last_name'),
      last_name: of('last_name'),
      nickname: of('nickname'),
      picture: of('photo_200'),
      gender: of('sex') === '1' ? 'female' : of('sex') === '2' ? 'male' : undefined,
      birthdate: of('bdate'),
      email: textAt(token, 'email'),
    })
  },
}

/** X as applications of OAuth 2.0 know it; see x.ts for the others. */
export const x: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://x.com/i/oauth2/authorize', 'https://api.x.com/2/oauth2/token'),
  secretIn: 'header',
  pkce: true,
  async claims(calls, token) {
    const response = await calls.get(
      'https://api.x.com/2/users/me?user.fields=profile_image_url,url,confirmed_email',
      bearer(token),
    )
    const of = (name: string) => textAt(response, 'data', name),
      email = of('confirmed_email')
    return withoutUndefined({
      iss: 'https://x.com',
      sub: of('id'),
      name: of('name'),
      nickname: of('username'),
      preferred_username: of('username'),
      picture: of('profile_image_url'),
      website: of('url'),
      ...(email === undefined ? {} : { email, email_verified: true }),
    })
  },
}

/** NOTE ID tokens are signed with the client secret; the provider verifies them */
export const line: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://access.line.me/oauth2/v2.1/authorize',
    'https://api.line.me/oauth2/v2.1/token',
  ),
  pkce: true,
  async claims(calls, accessToken, { clientId }, token) {
    const idToken = textAt(token, 'id_token')
    if (idToken !== undefined)
      return calls.postForm('https://api.line.me/oauth2/v2.1/verify', {
        id_token: idToken,
        client_id: clientId,
      })
    const user = await calls.get('https://api.line.me/v2/profile', bearer(accessToken))
    return withoutUndefined({
      iss: 'https://access.line.me',
      sub: textAt(user, 'userId'),
      name: textAt(user, 'displayName'),
      picture: textAt(user, 'pictureUrl'),
    })
  },
}
