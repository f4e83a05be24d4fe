import type { JsonObject } from '#lib/json.ts'
import { bearer, type ProviderRequests } from '../provider-requests.ts'
import { textAt, withoutUndefined } from '../claims.ts'
import type { OAuthPreset } from '../provider.ts'

const api = 'https://api.github.com'

async function claims(
  calls: ProviderRequests,
  token: string,
  readsEmails: boolean,
): Promise<JsonObject> {
  const user = await calls.get(`${api}/user`, bearer(token))
  // NOTE the address in the profile is what the user has typed there; only the list tells which
  // addresses are verified
  const emails = readsEmails ? await calls.list(`${api}/user/emails`, bearer(token)) : []
  const best = emails.find((one) => one['primary'] === true) ?? emails[0]
  return withoutUndefined({
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

/**
 * NOTE the permissions of an app are configured at GitHub, so no scope tells whether it reads
 * addresses
 */
export const githubApp: OAuthPreset = {
  protocol: 'oauth',
  endpoints,
  pkce: true,
  claims: (calls, token) => claims(calls, token, true),
}
