// Providers of OpenID Connect.
import type { JsonObject } from '#lib/json.ts'
import { bearer } from '../provider-requests.ts'
import { textAt } from '../claims.ts'
import type { OpenIdPreset } from '../provider.ts'

const configured: OpenIdPreset['issuer'] = ({ issuerUrl }) => issuerUrl
const fixed =
  (issuer: string): OpenIdPreset['issuer'] =>
  () =>
    issuer
const orConfigured =
  (issuer: string): OpenIdPreset['issuer'] =>
  ({ issuerUrl }) =>
    issuerUrl ?? issuer

/** Any provider with a discovery document (OpenID Connect Discovery 1.0). */
export const generic: OpenIdPreset = { protocol: 'openid', issuer: configured }

/** NOTE `access_type` replaces the scope `offline_access` of others */
export const google: OpenIdPreset = {
  protocol: 'openid',
  issuer: fixed('https://accounts.google.com'),
  alsoIssuers: ['accounts.google.com'],
  takesIdTokens: true,
  scope: (scope) => scope.filter((one) => one !== 'offline_access'),
  parameters: ({ scope }): Readonly<Record<string, string>> =>
    scope.includes('offline_access') ? { access_type: 'offline', prompt: 'consent' } : {},
}

export const gitlab: OpenIdPreset = {
  protocol: 'openid',
  issuer: orConfigured('https://gitlab.com'),
}

export const auth0: OpenIdPreset = { protocol: 'openid', issuer: configured }

/**
 * `subject_source`: the same user has another `sub` in each application, but only one object id.
 */
export const microsoft: OpenIdPreset = {
  protocol: 'openid',
  issuer: ({ microsoftTenant }) =>
    `https://login.microsoftonline.com/${encodeURIComponent(microsoftTenant ?? 'common')}/v2.0`,
  async refine(claims, { calls, settings, accessToken }) {
    if (settings.subjectSource === 'oid') return { ...claims, sub: textAt(claims, 'oid') ?? '' }
    if (settings.subjectSource === 'me')
      return {
        ...claims,
        sub:
          textAt(
            await calls.get('https://graph.microsoft.com/v1.0/me', bearer(accessToken ?? '')),
            'id',
          ) ?? '',
      }
    return claims
  },
}

/**
 * The response is posted, has the name only the first time, and the client secret is a signed
 * token.
 */
export const apple: OpenIdPreset = {
  protocol: 'openid',
  issuer: fixed('https://appleid.apple.com'),
  takesIdTokens: true,
  nonceMayLack: true,
  parameters: ({ scope }): Readonly<Record<string, string>> =>
    scope.length > 0 ? { response_mode: 'form_post' } : {},
  async secret({ apple: keys, clientId }, now) {
    if (!keys) throw new Error('The provider has no key.')
    const { importPKCS8, SignJWT } = await import('jose')
    const key = await importPKCS8(keys.privateKey.replaceAll(String.raw`\n`, '\n'), 'ES256')
    const seconds = Math.floor(now / 1000)
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keys.keyId })
      .setIssuer(keys.teamId)
      .setSubject(clientId)
      .setAudience('https://appleid.apple.com')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 300)
      .sign(key)
  },
  refine: async (claims, { parameters }) => ({ ...nameOf(parameters['user']), ...claims }),
}

/** NOTE the parameters of the callback are not signed: only the name is taken from them */
function nameOf(user: string | undefined): JsonObject {
  try {
    const parsed = JSON.parse(user ?? '') as JsonObject
    const given = textAt(parsed, 'name', 'firstName'),
      family = textAt(parsed, 'name', 'lastName')
    return {
      ...(given === undefined ? {} : { given_name: given }),
      ...(family === undefined ? {} : { family_name: family, last_name: family }),
    }
  } catch {
    return {}
  }
}

export const netid: OpenIdPreset = {
  protocol: 'openid',
  issuer: fixed('https://broker.netid.de/'),
  takesIdTokens: true,
}

export const linkedinV2: OpenIdPreset = {
  protocol: 'openid',
  issuer: fixed('https://www.linkedin.com/oauth'),
}

export const fedcmTest: OpenIdPreset = {
  protocol: 'openid',
  issuer: configured,
  takesIdTokens: true,
}
