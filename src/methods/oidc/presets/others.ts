// Shops, offices, public services and search engines: OAuth 2.0, each with its own API for the
// user.
import { bearer } from '../provider-requests.ts'
import { textAt, withoutUndefined } from '../claims.ts'
import type { OAuthPreset } from '../provider.ts'

const at = (authorize: string, token: string) => () => ({ authorize, token })
const base = (url: string | undefined, usual: string) => (url ?? usual).replace(/\/+$/, '')

export const yandex: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://oauth.yandex.com/authorize', 'https://oauth.yandex.com/token'),
  pkce: true,
  async claims(calls, token) {
    const user = await calls.get('https://login.yandex.ru/info?format=json', {
        authorization: `OAuth ${token}`,
      }),
      avatar = textAt(user, 'default_avatar_id')
    return withoutUndefined({
      iss: 'https://login.yandex.ru/info',
      sub: textAt(user, 'id'),
      given_name: textAt(user, 'first_name'),
      family_name: textAt(user, 'last_name'),
      last_name: textAt(user, 'last_name'),
      name: textAt(user, 'real_name'),
      nickname: textAt(user, 'login'),
      picture:
        avatar === undefined || user['is_avatar_empty'] === true
          ? undefined
          : `https://avatars.yandex.net/get-yapic/${avatar}/islands-200`,
      email: textAt(user, 'default_email'),
      gender: textAt(user, 'sex'),
      birthdate: textAt(user, 'birthday'),
    })
  },
}

export const amazon: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at('https://www.amazon.com/ap/oa', 'https://api.amazon.com/auth/o2/token'),
  pkce: true,
  async claims(calls, token) {
    const user = await calls.get('https://api.amazon.com/user/profile', bearer(token))
    return withoutUndefined({
      iss: 'https://api.amazon.com',
      sub: textAt(user, 'user_id'),
      name: textAt(user, 'name'),
      email: textAt(user, 'email'),
    })
  },
}

export const salesforce: OAuthPreset = {
  protocol: 'oauth',
  pkce: true,
  endpoints({ issuerUrl }) {
    const host = base(issuerUrl, 'https://login.salesforce.com')
    return {
      authorize: `${host}/services/oauth2/authorize`,
      token: `${host}/services/oauth2/token`,
    }
  },
  async claims(calls, token, { issuerUrl }) {
    const host = base(issuerUrl, 'https://login.salesforce.com')
    const user = await calls.get(`${host}/services/oauth2/userinfo`, bearer(token))
    return { ...user, iss: host, sub: textAt(user, 'sub') ?? textAt(user, 'user_id') ?? '' }
  },
}

export const lark: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://passport.feishu.cn/suite/passport/oauth/authorize',
    'https://passport.feishu.cn/suite/passport/oauth/token',
  ),
  async claims(calls, token) {
    const user = await calls.get(
      'https://passport.feishu.cn/suite/passport/oauth/userinfo',
      bearer(token),
    )
    return withoutUndefined({
      iss: 'https://passport.feishu.cn/suite/passport/oauth/userinfo',
      sub: textAt(user, 'open_id'),
      name: textAt(user, 'name'),
      nickname: textAt(user, 'name'),
      picture: textAt(user, 'avatar_url'),
      email: textAt(user, 'email'),
      phone_number: textAt(user, 'mobile'),
    })
  },
}

/** The token exchange is JSON with its own names. */
export const dingtalk: OAuthPreset = {
  protocol: 'oauth',
  endpoints: at(
    'https://login.dingtalk.com/oauth2/auth',
    'https://api.dingtalk.com/v1.0/oauth2/userAccessToken',
  ),
  parameters: { prompt: 'consent' },
  async exchange(calls, { clientId, clientSecret, tokenUrl }, code) {
    const token = await calls.postJson(
      tokenUrl ?? 'https://api.dingtalk.com/v1.0/oauth2/userAccessToken',
      { clientId, clientSecret: clientSecret ?? '', code, grantType: 'authorization_code' },
    )
    return withoutUndefined({
      access_token: textAt(token, 'accessToken'),
      refresh_token: textAt(token, 'refreshToken'),
    })
  },
  async claims(calls, token) {
    const user = await calls.get('https://api.dingtalk.com/v1.0/contact/users/me', {
      'x-acs-dingtalk-access-token': token,
    })
    return withoutUndefined({
      iss: 'https://api.dingtalk.com/v1.0/contact/users/me',
      sub: textAt(user, 'openId'),
      nickname: textAt(user, 'nick'),
      name: textAt(user, 'nick'),
      picture: textAt(user, 'avatarUrl'),
      email: textAt(user, 'email'),
    })
  },
}

/**
 * The digital identity of the United Arab Emirates; `issuer_url` may be that of its staging system.
 */
export const uaepass: OAuthPreset = {
  protocol: 'oauth',
  secretIn: 'header',
  parameters: { acr_values: 'urn:safelayer:tws:policies:authentication:level:low' },
  endpoints({ issuerUrl }) {
    const host = base(issuerUrl, 'https://id.uaepass.ae/idshub')
    return { authorize: `${host}/authorize`, token: `${host}/token` }
  },
  async claims(calls, token, { issuerUrl }) {
    const host = base(issuerUrl, 'https://id.uaepass.ae/idshub')
    const user = await calls.get(`${host}/userinfo`, bearer(token))
    return withoutUndefined({
      ...user,
      iss: host,
      sub: textAt(user, 'uuid') ?? textAt(user, 'sub'),
      name: textAt(user, 'fullnameEN'),
      given_name: textAt(user, 'firstnameEN'),
      family_name: textAt(user, 'lastnameEN'),
      last_name: textAt(user, 'lastnameEN'),
      email: textAt(user, 'email'),
      phone_number: textAt(user, 'mobile'),
      gender: textAt(user, 'gender'),
    })
  },
}
