import type { JsonObject } from '#lib/json.ts'
import { bearer, type Calls } from '../provider-requests.ts'
import { textAt, withoutGaps } from '../claims.ts'
import type { OAuthPreset } from '../provider.ts'

const api = 'https://api.github.com'

async function claims(calls: Calls, token: string, readsEmails: boolean): Promise<JsonObject> {
  const user = await calls.get(`${api}/user`, bearer(token))
  // NOTE the address of the profile is what its owner has typed there; only the list says which are
  // proved
  const emails = readsEmails ? await calls.list(`${api}/user/emails`, bearer(token)) : []
  const best = emails.find((one) => one['primary'] === true) ?? emails[0]
  return withoutGaps({
    iss: 'https://github.com/login/oauth/access_token',
    sub: textAt(user, 'id'),
    name: textAt(user, 'name'),
    nickname: textAt(user, 'login'),
    preferred_username: textAt(user, 'login'),
    website: textAt(user, 'blog'),
    picture: textAt(user, 'avatar_url'),
    profile: textAt(user, 'html_url'),
    email: textAt(best, 'email') ?? textAt(user, 'email'),
    email_verified: best?.['verified'] === true,
    updated_at: textAt(user, 'updated_at'),
  })
}

const endpoints = () => ({
  authorize: 'https://github.com/login/oauth/authorize',
  token: 'https://github.com/login/oauth/access_token',
})

export const github: OAuthPreset = {
  protocol: 'oauth',
  endpoints,
  pkce: true,
  claims: (calls, token, { scope }) =>
    claims(
      calls,
      token,
      scope.some((one) => one === 'user' || one === 'user:email'),
    ),
}

/** What an app may read is set at GitHub, not asked for. */
export const githubApp: OAuthPreset = {
  protocol: 'oauth',
  endpoints,
  pkce: true,
  claims: (calls, token) => claims(calls, token, true),
}
