// An OpenID provider in memory, reached by an injected `fetch`. It can be made to lie.
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { JsonObject } from '#lib/json.ts'

const issuer = 'https://idp.example'
const firstKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

type Granted = {
  readonly claims: JsonObject
  readonly nonce: string | undefined
  readonly challenge: string | undefined
  readonly redirectUri: string
  used: boolean
}

/** In what the provider lies; each changes what it usually says. */
export type Lies = {
  readonly claims?: JsonObject
  readonly nonce?: 'another' | 'none'
  /** How the ID token is signed. */
  readonly signature?: 'none' | 'another-key' | 'hmac-with-secret' | 'altered'
  readonly discovery?: JsonObject
  readonly userinfo?: JsonObject
}

export type Seen = {
  readonly method: string
  readonly url: string
  readonly body: string
  readonly authorization: string | null
}

export type FakeProvider = {
  readonly issuer: string
  readonly seen: Seen[]
  /** Who signs in next. */
  claims: JsonObject
  lies: Lies
  /** It does not answer. */
  isDown: boolean
  /** It signs with another key from now on, and publishes that one only. */
  rotateKeys(): void
  /** What the browser was sent with last. */
  asked: Readonly<Record<string, string>>
  idToken(claims: JsonObject, how?: Lies['signature']): string
  /** The person agrees (or `error`): where the browser comes back to, path and query. */
  consent(address: string, options?: { readonly error?: string }): string
  readonly fetch: typeof fetch
}

export function createFakeProvider({
  now,
  clientId = 'client',
  secret = 'secret',
}: {
  readonly now: () => number
  readonly clientId?: string
  readonly secret?: string
}): FakeProvider {
  const codes = new Map<string, Granted>()
  let keys = firstKeys,
    kid = 'k1'
  const seen: Seen[] = []
  const seconds = () => Math.floor(now() / 1000)

  function sign(payload: JsonObject, how: Lies['signature']): string {
    if (how === 'none') return `${b64({ alg: 'none', typ: 'JWT' })}.${b64(payload)}.`
    if (how === 'hmac-with-secret') {
      const head = `${b64({ alg: 'HS256', typ: 'JWT' })}.${b64(payload)}`
      return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
    }
    const head = `${b64({ alg: 'RS256', typ: 'JWT', kid })}.${b64(payload)}`
    const signature = createSign('RSA-SHA256')
      .update(head)
      .sign((how === 'another-key' ? otherKeys : keys).privateKey)
      .toString('base64url')
    return how === 'altered'
      ? `${b64({ alg: 'RS256', typ: 'JWT', kid })}.${b64({ ...payload, sub: 'somebody-else' })}.${signature}`
      : `${head}.${signature}`
  }

  const provider: FakeProvider = {
    issuer,
    seen,
    claims: { sub: 'sub-1', email: 'ada@example.org', email_verified: true },
    lies: {},
    isDown: false,
    rotateKeys() {
      keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
      kid = `k${Number(kid.slice(1)) + 1}`
    },
    asked: {},

    idToken: (claims: JsonObject, how?: Lies['signature']) =>
      sign({ iss: issuer, aud: clientId, iat: seconds(), exp: seconds() + 600, ...claims }, how),

    consent(address, { error } = {}) {
      const url = new URL(address)
      provider.asked = Object.fromEntries(url.searchParams)
      const redirectUri = url.searchParams.get('redirect_uri') ?? ''
      const back = new URL(redirectUri)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      if (error !== undefined) back.searchParams.set('error', error)
      else {
        const code = randomBytes(12).toString('hex')
        codes.set(code, {
          claims: provider.claims,
          nonce: url.searchParams.get('nonce') ?? undefined,
          challenge: url.searchParams.get('code_challenge') ?? undefined,
          redirectUri,
          used: false,
        })
        back.searchParams.set('code', code)
      }
      return back.pathname + back.search
    },

    async fetch(input, init) {
      const request = new Request(input, init)
      const url = new URL(request.url),
        body = await request.text()
      seen.push({
        method: request.method,
        url: request.url,
        body,
        authorization: request.headers.get('authorization'),
      })
      if (provider.isDown)
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
        })
      if (url.origin !== issuer) return new Response('not found', { status: 404 })
      switch (url.pathname) {
        case '/.well-known/openid-configuration':
          return Response.json({
            issuer,
            authorization_endpoint: `${issuer}/auth`,
            token_endpoint: `${issuer}/token`,
            userinfo_endpoint: `${issuer}/userinfo`,
            jwks_uri: `${issuer}/jwks`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
            code_challenge_methods_supported: ['S256'],
            ...provider.lies.discovery,
          })
        case '/jwks':
          return Response.json({
            keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }],
          })
        case '/token':
          return token(new URLSearchParams(body))
        case '/userinfo':
          return Response.json(provider.lies.userinfo ?? provider.claims)
        default:
          return new Response('not found', { status: 404 })
      }
    },
  }

  function token(sent: URLSearchParams): Response {
    const granted = codes.get(sent.get('code') ?? '')
    const proof = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url')
    if (
      !granted ||
      granted.used ||
      granted.redirectUri !== sent.get('redirect_uri') ||
      (granted.challenge !== undefined && granted.challenge !== proof)
    )
      return Response.json({ error: 'invalid_grant' }, { status: 400 })
    granted.used = true
    const nonce =
      provider.lies.nonce === 'another'
        ? 'another'
        : provider.lies.nonce === 'none'
          ? undefined
          : granted.nonce
    const claims = {
      ...granted.claims,
      ...(nonce === undefined ? {} : { nonce }),
      ...provider.lies.claims,
    }
    return Response.json({
      access_token: `access-${sent.get('code') ?? ''}`,
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: `refresh-${sent.get('code') ?? ''}`,
      id_token: provider.idToken(claims, provider.lies.signature),
    })
  }

  return provider
}
