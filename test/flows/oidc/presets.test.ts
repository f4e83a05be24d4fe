// Providers that are known by name: where browsers are sent, how the code is traded, and what becomes of what they say.
import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import type { JsonObject } from '#lib/json.ts'
import { mapperClaims } from '#methods/oidc/claims.ts'
import type { ProviderSettings } from '#methods/oidc/provider-config.ts'
import { presets } from '#methods/oidc/presets/presets.ts'
import type { Provider, ProviderRequest } from '#methods/oidc/provider.ts'
import { createProviders } from '#methods/oidc/providers.ts'

const settings = (preset: string, more: Partial<ProviderSettings> = {}): ProviderSettings => ({
  id: 'p',
  preset,
  label: 'P',
  clientId: 'client',
  clientSecret: 'secret',
  issuerUrl: undefined,
  authUrl: undefined,
  tokenUrl: undefined,
  mapperUrl: 'base64://',
  scope: ['email'],
  microsoftTenant: undefined,
  subjectSource: 'userinfo',
  apple: undefined,
  requestedClaims: undefined,
  organizationId: undefined,
  audiences: [],
  claimsSource: 'id_token',
  pkce: undefined,
  linking: 'confirm',
  updatesOnLogin: false,
  secondFactor: { acr: [], amr: [] },
  ...more,
})

type Call = { readonly url: string; readonly body: string; readonly headers: Headers }

/** The provider with these settings, which is answered by address. */
function providerOf(given: ProviderSettings, answers: Readonly<Record<string, unknown>>) {
  const calls: Call[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    calls.push({ url: request.url, body: await request.text(), headers: request.headers })
    const answer = answers[request.url.split('?', 1)[0] ?? '']
    return answer === undefined ? new Response('no', { status: 404 }) : Response.json(answer)
  }
  const [provider] = createProviders([given], {
    fetch,
    newSecret: () => 'n',
    clock: () => Date.parse('2026-05-01T12:00:00Z'),
  })
  assert.ok(provider)
  return { provider, calls }
}

const addressOf = async (
  provider: Provider,
  request: Partial<ProviderRequest> = {},
): Promise<URL> =>
  new URL(
    (
      await provider.authorizeUrl({
        redirectUrl: back.redirectUrl,
        state: 's',
        nonce: undefined,
        challenge: undefined,
        upstreamParameters: {},
        reauthenticate: false,
        ...request,
      })
    ).url,
  )

const back = {
  redirectUrl: 'https://me.example/callback',
  parameters: { code: 'the-code', state: 's' },
  state: 's',
  nonce: undefined,
  verifier: undefined,
  kept: undefined,
}

type Case = {
  readonly more?: Partial<ProviderSettings>
  readonly authorize: string
  readonly token: string
  readonly tokens?: JsonObject
  readonly says: Readonly<Record<string, unknown>>
  readonly claims: JsonObject
}

const cases: Readonly<Record<string, Case>> = {
  github: {
    more: { scope: ['user:email'] },
    authorize: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    says: {
      'https://api.github.com/user': {
        id: 7,
        login: 'ada',
        name: 'Ada',
        email: 'typed@example.org',
      },
      'https://api.github.com/user/emails': [
        { email: 'other@example.org', verified: true },
        { email: 'ada@example.org', primary: true, verified: true },
      ],
    },
    claims: { sub: '7', nickname: 'ada', email: 'ada@example.org', email_verified: true },
  },
  'github-app': {
    authorize: 'https://github.com/login/oauth/authorize',
    token: 'https://github.com/login/oauth/access_token',
    says: {
      'https://api.github.com/user': { id: 7, login: 'ada' },
      'https://api.github.com/user/emails': [
        { email: 'ada@example.org', primary: true, verified: false },
      ],
    },
    claims: { sub: '7', email: 'ada@example.org', email_verified: false },
  },
  discord: {
    authorize: 'https://discord.com/api/oauth2/authorize',
    token: 'https://discord.com/api/oauth2/token',
    says: {
      'https://discord.com/api/users/@me': {
        id: '1',
        username: 'ada',
        discriminator: '0',
        email: 'ada@example.org',
        verified: true,
      },
    },
    claims: { sub: '1', nickname: 'ada', email: 'ada@example.org', email_verified: true },
  },
  facebook: {
    authorize: 'https://www.facebook.com/dialog/oauth',
    token: 'https://graph.facebook.com/oauth/access_token',
    says: {
      'https://graph.facebook.com/me': {
        id: '2',
        first_name: 'Ada',
        email: 'ada@example.org',
        picture: { data: { url: 'https://p' } },
      },
    },
    claims: { sub: '2', given_name: 'Ada', email: 'ada@example.org', picture: 'https://p' },
  },
  slack: {
    authorize: 'https://slack.com/oauth/authorize',
    token: 'https://slack.com/api/oauth.access',
    says: {
      'https://slack.com/api/users.identity': {
        ok: true,
        user: { id: 'U1', name: 'Ada', email: 'ada@example.org' },
        team: { id: 'T1' },
      },
    },
    claims: { sub: 'U1', name: 'Ada', team: 'T1', email: 'ada@example.org' },
  },
  spotify: {
    authorize: 'https://accounts.spotify.com/authorize',
    token: 'https://accounts.spotify.com/api/token',
    says: {
      'https://api.spotify.com/v1/me': {
        id: 's',
        display_name: 'Ada',
        email: 'ada@example.org',
        images: [{ url: 'https://i' }],
      },
    },
    claims: { sub: 's', name: 'Ada', picture: 'https://i', email: 'ada@example.org' },
  },
  patreon: {
    authorize: 'https://www.patreon.com/oauth2/authorize',
    token: 'https://www.patreon.com/api/oauth2/token',
    says: {
      'https://www.patreon.com/api/oauth2/v2/identity': {
        data: {
          id: '3',
          attributes: { full_name: 'Ada L', email: 'ada@example.org', is_email_verified: true },
        },
      },
    },
    claims: { sub: '3', name: 'Ada L', email: 'ada@example.org', email_verified: true },
  },
  linkedin: {
    more: { scope: ['r_emailaddress'] },
    authorize: 'https://www.linkedin.com/oauth/v2/authorization',
    token: 'https://www.linkedin.com/oauth/v2/accessToken',
    says: {
      'https://api.linkedin.com/v2/me': {
        id: 'l',
        localizedFirstName: 'Ada',
        localizedLastName: 'L',
      },
      'https://api.linkedin.com/v2/emailAddress': {
        elements: [{ 'handle~': { emailAddress: 'ada@example.org' } }],
      },
    },
    claims: { sub: 'l', name: 'Ada L', email: 'ada@example.org' },
  },
  vk: {
    authorize: 'https://oauth.vk.com/authorize',
    token: 'https://oauth.vk.com/access_token',
    tokens: { email: 'ada@example.org' },
    says: {
      'https://api.vk.com/method/users.get': { response: [{ id: 4, first_name: 'Ada', sex: 1 }] },
    },
    claims: { sub: '4', given_name: 'Ada', gender: 'female', email: 'ada@example.org' },
  },
  yandex: {
    authorize: 'https://oauth.yandex.com/authorize',
    token: 'https://oauth.yandex.com/token',
    says: {
      'https://login.yandex.ru/info': {
        id: '5',
        first_name: 'Ada',
        default_email: 'ada@example.org',
      },
    },
    claims: { sub: '5', given_name: 'Ada', email: 'ada@example.org' },
  },
  x: {
    authorize: 'https://x.com/i/oauth2/authorize',
    token: 'https://api.x.com/2/oauth2/token',
    says: { 'https://api.x.com/2/users/me': { data: { id: '6', name: 'Ada', username: 'ada' } } },
    claims: { sub: '6', nickname: 'ada', name: 'Ada' },
  },
  line: {
    authorize: 'https://access.line.me/oauth2/v2.1/authorize',
    token: 'https://api.line.me/oauth2/v2.1/token',
    tokens: { id_token: 'x' },
    says: {
      'https://api.line.me/oauth2/v2.1/verify': {
        iss: 'https://access.line.me',
        sub: 'L',
        email: 'ada@example.org',
      },
    },
    claims: { sub: 'L', email: 'ada@example.org' },
  },
  amazon: {
    authorize: 'https://www.amazon.com/ap/oa',
    token: 'https://api.amazon.com/auth/o2/token',
    says: {
      'https://api.amazon.com/user/profile': {
        user_id: 'a',
        name: 'Ada',
        email: 'ada@example.org',
      },
    },
    claims: { sub: 'a', name: 'Ada', email: 'ada@example.org' },
  },
  salesforce: {
    more: { issuerUrl: 'https://my.salesforce.example/' },
    authorize: 'https://my.salesforce.example/services/oauth2/authorize',
    token: 'https://my.salesforce.example/services/oauth2/token',
    says: {
      'https://my.salesforce.example/services/oauth2/userinfo': {
        user_id: 'sf',
        email: 'ada@example.org',
        email_verified: true,
      },
    },
    claims: { sub: 'sf', email_verified: true },
  },
  lark: {
    authorize: 'https://passport.feishu.cn/suite/passport/oauth/authorize',
    token: 'https://passport.feishu.cn/suite/passport/oauth/token',
    says: {
      'https://passport.feishu.cn/suite/passport/oauth/userinfo': { open_id: 'ou', name: 'Ada' },
    },
    claims: { sub: 'ou', name: 'Ada' },
  },
  dingtalk: {
    authorize: 'https://login.dingtalk.com/oauth2/auth',
    token: 'https://api.dingtalk.com/v1.0/oauth2/userAccessToken',
    tokens: { accessToken: 'the-token' },
    says: { 'https://api.dingtalk.com/v1.0/contact/users/me': { openId: 'd', nick: 'Ada' } },
    claims: { sub: 'd', nickname: 'Ada' },
  },
  uaepass: {
    authorize: 'https://id.uaepass.ae/idshub/authorize',
    token: 'https://id.uaepass.ae/idshub/token',
    says: {
      'https://id.uaepass.ae/idshub/userinfo': {
        uuid: 'u',
        firstnameEN: 'Ada',
        mobile: '971500000000',
      },
    },
    claims: { sub: 'u', given_name: 'Ada', phone_number: '971500000000' },
  },
}

describe('a provider that is known by name and speaks OAuth only', () => {
  for (const [name, { more, authorize, token, tokens, says, claims }] of Object.entries(cases)) {
    it(`${name}: its page, its tokens, its people`, async () => {
      const { provider, calls } = providerOf(settings(name, more), {
        [token]: { access_token: 'the-token', refresh_token: 'r', ...tokens },
        ...says,
      })
      const url = await addressOf(provider, { challenge: 'c' })
      assert.equal(url.origin + url.pathname, authorize)
      assert.deepEqual(
        ['client_id', 'redirect_uri', 'response_type', 'state', 'code_challenge_method'].map(
          (one) => url.searchParams.get(one),
        ),
        ['client', back.redirectUrl, 'code', 's', 'S256'],
      )
      const named = await provider.identify({ ...back, verifier: 'the-verifier' })
      const known = mapperClaims(named.claims)
      assert.deepEqual(
        Object.fromEntries(Object.keys(claims).map((key) => [key, known[key]])),
        claims,
      )
      assert.equal(named.tokens.accessToken, 'the-token')
      assert.match(calls[0]?.body ?? '', /the-code/)
      assert.ok(
        calls
          .slice(1)
          .every(({ headers, url: asked, body }) =>
            `${headers.get('authorization') ?? ''} ${headers.get('x-acs-dingtalk-access-token') ?? ''} ${asked} ${body}`.match(
              /the-token|id_token=x/,
            ),
          ),
      )
    })
  }

  it('is not believed when it says nothing of who it is', async () => {
    for (const [name, { more, token, tokens, says }] of Object.entries(cases)) {
      const nobody = Object.fromEntries(Object.keys(says).map((url) => [url, {}]))
      const { provider } = providerOf(settings(name, more), {
        [token]: { access_token: 'the-token', ...tokens },
        ...nobody,
      })
      await assert.rejects(provider.identify(back), { kind: 'upstream' }, name)
    }
  })

  it('facebook: calls are signed with the secret of the app', async () => {
    const { provider, calls } = providerOf(settings('facebook'), {
      'https://graph.facebook.com/oauth/access_token': { access_token: 't' },
      'https://graph.facebook.com/me': { id: '1' },
    })
    await provider.identify(back)
    assert.equal(
      new URL(calls[1]?.url ?? '').searchParams.get('appsecret_proof'),
      createHmac('sha256', 'secret').update('t').digest('hex'),
    )
  })

  it('github: the answer may be a form, as old servers of its kind answer', async () => {
    const fetch: typeof globalThis.fetch = async (input) =>
      new Request(input).url.includes('access_token')
        ? new Response('access_token=t&scope=user')
        : Response.json({ id: 1 })
    const [provider] = createProviders([settings('github')], {
      fetch,
      newSecret: () => 'n',
      clock: () => 0,
    })
    assert.equal((await provider?.identify(back))?.claims.subject, '1')
  })
})

describe('a provider that is known by name and speaks OpenID Connect', () => {
  const issuers: Readonly<
    Record<string, readonly [issuer: string, more?: Partial<ProviderSettings>]>
  > = {
    google: ['https://accounts.google.com'],
    apple: [
      'https://appleid.apple.com',
      {
        clientSecret: undefined,
        apple: {
          teamId: 'T',
          keyId: 'K',
          privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
            type: 'pkcs8',
            format: 'pem',
          }),
        },
      },
    ],
    gitlab: ['https://gitlab.com'],
    linkedin_v2: ['https://www.linkedin.com/oauth'],
    microsoft: [
      'https://login.microsoftonline.com/my-tenant/v2.0',
      { microsoftTenant: 'my-tenant' },
    ],
    netid: ['https://broker.netid.de/'],
    auth0: ['https://me.auth0.example', { issuerUrl: 'https://me.auth0.example' }],
    generic: ['https://idp.example/realm', { issuerUrl: 'https://idp.example/realm' }],
    'fedcm-test': ['https://idp.example', { issuerUrl: 'https://idp.example' }],
  }
  const published = (issuer: string) => ({
    issuer,
    authorization_endpoint: 'https://login.example/authorize',
    token_endpoint: 'https://login.example/token',
    jwks_uri: 'https://login.example/keys',
  })

  for (const [name, [issuer, more]] of Object.entries(issuers)) {
    it(`${name}: is discovered at its issuer`, async () => {
      const { provider, calls } = providerOf(settings(name, more), {
        [`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`]: published(issuer),
      })
      const url = await addressOf(provider, { nonce: 'n' })
      assert.equal(url.origin + url.pathname, 'https://login.example/authorize')
      assert.equal(url.searchParams.get('scope'), 'email openid')
      assert.equal(url.searchParams.get('response_mode'), name === 'apple' ? 'form_post' : null)
      assert.equal(calls.length, 1)
    })
  }

  it('apple: proves itself by a token signed with its key', async () => {
    const [, more] = issuers['apple'] ?? []
    const { provider, calls } = providerOf(settings('apple', more), {
      'https://appleid.apple.com/.well-known/openid-configuration': published(
        'https://appleid.apple.com',
      ),
      'https://login.example/token': {},
    })
    await assert.rejects(provider.identify(back), { kind: 'upstream' })
    const secret =
      new URLSearchParams(calls.find(({ url }) => url.endsWith('/token'))?.body).get(
        'client_secret',
      ) ?? ''
    const [head, claims] = secret
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as JsonObject)
    assert.deepEqual(
      [head?.['alg'], head?.['kid'], claims?.['iss'], claims?.['sub'], claims?.['aud']],
      ['ES256', 'K', 'T', 'client', 'https://appleid.apple.com'],
    )
  })

  it('google: offline access is asked for in its own words', async () => {
    const { provider } = providerOf(settings('google', { scope: ['email', 'offline_access'] }), {
      'https://accounts.google.com/.well-known/openid-configuration': published(
        'https://accounts.google.com',
      ),
    })
    const url = await addressOf(provider)
    assert.deepEqual(
      ['scope', 'access_type', 'prompt'].map((one) => url.searchParams.get(one)),
      ['email openid', 'offline', 'consent'],
    )
  })

  /** The parameter by which somebody is asked again; `login` where a provider of OpenID Connect. */
  const promptsOfOAuth: Readonly<Record<string, string>> = {
    discord: 'consent',
    patreon: 'consent',
    // always
    dingtalk: 'consent',
  }

  for (const preset of [...Object.keys(cases), ...Object.keys(issuers)])
    it(`asks again only whoever confirms who they are (${preset})`, async () => {
      const [issuer, more] = issuers[preset] ?? [undefined, cases[preset]?.more]
      const found = (issuer ?? '').replace(/\/$/, '')
      const { provider } = providerOf(
        settings(preset, more),
        issuer === undefined
          ? {}
          : { [`${found}/.well-known/openid-configuration`]: published(issuer) },
      )
      const prompt = async (reauthenticate: boolean) =>
        (await addressOf(provider, { reauthenticate })).searchParams.get('prompt')
      assert.equal(await prompt(true), issuer ? 'login' : (promptsOfOAuth[preset] ?? null))
      assert.equal(await prompt(false), preset === 'dingtalk' ? 'consent' : null)
    })

  it('every kind that a configuration may name is there', () => {
    const tested = [...Object.keys(cases), ...Object.keys(issuers)].toSorted()
    assert.deepEqual(Object.keys(presets).toSorted(), tested)
  })
})
