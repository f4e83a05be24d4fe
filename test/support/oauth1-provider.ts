// A provider of OAuth 1.0a in memory, reached by an injected `fetch`: as strict as RFC 5849 allows.
// It computes signatures by itself, from the bytes that it got.
import { createHmac, randomBytes } from 'node:crypto'

export type Step = 'request_token' | 'access_token' | 'verify_credentials'

/** How it fails at a step. */
export type Failure =
  | 'is down'
  | 'has a fault'
  | 'refuses'
  | 'answers with a page'
  | 'gives no token'
  | 'does not confirm the callback'
  | 'does not say who it is'

export type OAuth1Provider = {
  readonly host: string
  /** Who signs in next. */
  user: Readonly<Record<string, unknown>>
  fails: { readonly at: Step; readonly how: Failure } | undefined
  /** Steps that were answered well, and what was wrong with the others. */
  readonly seen: string[]
  /** Every request, as it came. */
  readonly requests: { readonly url: string; readonly authorization: string }[]
  /** What the browser was sent with last. */
  asked: Readonly<Record<string, string>>
  /** All secrets of tokens that it gave. */
  readonly secrets: string[]
  /**
   * The person agrees, or not: where the browser comes back to, path and query. Throws for a token
   * that it has not given.
   */
  consent(address: string, answer?: 'agrees' | 'declines'): string
  readonly fetch: typeof fetch
}

type Token = {
  readonly secret: string
  readonly callback: string
  readonly verifier: string
  isAuthorized: boolean
  isUsed: boolean
}

const percent = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      /[A-Za-z0-9._~-]/.test(String.fromCodePoint(byte))
        ? String.fromCodePoint(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')

class Refused extends Error {}

export function createOAuth1Provider({
  now,
  key,
  secret,
  host = 'https://api.x.com',
}: {
  readonly now: () => number
  readonly key: string
  readonly secret: string
  readonly host?: string
}): OAuth1Provider {
  const requestTokens = new Map<string, Token>(),
    accessTokens = new Map<string, string>(),
    nonces = new Set<string>()
  const random = () => randomBytes(16).toString('base64url')

  /** Throws Refused unless the request is signed, in time, and new. */
  function checked(request: Request, body: string): Readonly<Record<string, string>> {
    const header = request.headers.get('authorization') ?? ''
    if (!header.startsWith('OAuth ')) throw new Refused('no signature')
    const sent: Record<string, string> = {}
    for (const [, name = '', value = ''] of header.slice(6).matchAll(/([\w%]+)="([^"]*)"/g)) {
      if (name in sent) throw new Refused(`${name} twice`)
      sent[name] = decodeURIComponent(value)
    }
    const { oauth_signature: signature, oauth_token: token, oauth_nonce: nonce } = sent
    if (sent['oauth_consumer_key'] !== key) throw new Refused('another client')
    if (sent['oauth_signature_method'] !== 'HMAC-SHA1' || sent['oauth_version'] !== '1.0')
      throw new Refused('another method')
    if (Math.abs(Number(sent['oauth_timestamp']) - now() / 1000) > 300)
      throw new Refused('out of time')
    if (nonce === undefined || nonces.has(nonce)) throw new Refused('a nonce again')
    nonces.add(nonce)
    const tokenSecret =
      token === undefined ? '' : (requestTokens.get(token)?.secret ?? accessTokens.get(token))
    if (tokenSecret === undefined) throw new Refused('an unknown token')
    const url = new URL(request.url)
    const form = request.headers
      .get('content-type')
      ?.startsWith('application/x-www-form-urlencoded')
    const pairs = [
      ...url.searchParams,
      ...new URLSearchParams(form ? body : ''),
      ...Object.entries(sent).filter(([name]) => name !== 'oauth_signature'),
    ]
      .map(([name, value]) => `${percent(name)}=${percent(value)}`)
      .sort()
    const base = `${request.method}&${percent(url.origin + url.pathname)}&${percent(pairs.join('&'))}`
    const expected = createHmac('sha1', `${percent(secret)}&${percent(tokenSecret)}`)
      .update(base)
      .digest('base64')
    if (signature !== expected) throw new Refused('another signature')
    return sent
  }

  function give(secretsOf: (token: string, tokenSecret: string) => void): URLSearchParams {
    const token = random(),
      tokenSecret = random()
    provider.secrets.push(tokenSecret)
    secretsOf(token, tokenSecret)
    return new URLSearchParams({ oauth_token: token, oauth_token_secret: tokenSecret })
  }

  const steps: Readonly<
    Record<string, readonly [Step, (sent: Readonly<Record<string, string>>) => Response]>
  > = {
    'POST /oauth/request_token': [
      'request_token',
      ({ oauth_callback: callback = '', oauth_token: token }) => {
        if (!URL.canParse(callback) || token !== undefined) throw new Refused('no callback')
        const answer = give((name, tokenSecret) =>
          requestTokens.set(name, {
            secret: tokenSecret,
            callback,
            verifier: random(),
            isAuthorized: false,
            isUsed: false,
          }),
        )
        const isDeaf = provider.fails?.how === 'does not confirm the callback'
        answer.set('oauth_callback_confirmed', String(!isDeaf))
        return new Response(answer.toString(), { headers: { 'content-type': 'text/html' } })
      },
    ],
    'POST /oauth/access_token': [
      'access_token',
      ({ oauth_token: name = '', oauth_verifier: verifier }) => {
        const token = requestTokens.get(name)
        if (!token?.isAuthorized || token.isUsed) throw new Refused('not authorized, or used')
        if (token.verifier !== verifier) throw new Refused('another verifier')
        token.isUsed = true
        const answer = give((access, tokenSecret) => accessTokens.set(access, tokenSecret))
        answer.set('user_id', String(provider.user['id_str']))
        return new Response(answer.toString(), { headers: { 'content-type': 'text/html' } })
      },
    ],
    'GET /1.1/account/verify_credentials.json': [
      'verify_credentials',
      ({ oauth_token: name = '' }) => {
        if (!accessTokens.has(name)) throw new Refused('no access token')
        const { id_str: _, ...rest } = provider.user
        return Response.json(
          provider.fails?.how === 'does not say who it is' ? rest : provider.user,
        )
      },
    ],
  }

  function failed(how: Failure): Response | undefined {
    switch (how) {
      case 'is down':
        throw new TypeError('fetch failed')
      case 'has a fault':
        return new Response('over capacity', { status: 503 })
      case 'refuses':
        return Response.json({ errors: [{ code: 32 }] }, { status: 401 })
      case 'answers with a page':
        return new Response('<html>')
      case 'gives no token':
        return new Response('oauth_callback_confirmed=true')
      default:
        return undefined
    }
  }

  const provider: OAuth1Provider = {
    host,
    user: {},
    fails: undefined,
    seen: [],
    requests: [],
    asked: {},
    secrets: [],

    consent(address, answer = 'agrees') {
      const { origin, pathname, searchParams } = new URL(address)
      if (`${origin}${pathname}` !== `${host}/oauth/authenticate`)
        throw new Error(`sent to ${address}`)
      provider.asked = Object.fromEntries(searchParams)
      const name = searchParams.get('oauth_token') ?? ''
      const token = requestTokens.get(name)
      if (!token) throw new Error('an unknown token')
      const back = new URL(token.callback)
      if (answer === 'declines') back.searchParams.set('denied', name)
      else {
        token.isAuthorized = true
        back.searchParams.set('oauth_token', name)
        back.searchParams.set('oauth_verifier', token.verifier)
      }
      return back.pathname + back.search
    },

    async fetch(input, init) {
      const request = new Request(input, init)
      const body = await request.text()
      const { origin, pathname } = new URL(request.url)
      const [name, answer] = steps[`${request.method} ${pathname}`] ?? []
      provider.requests.push({
        url: request.url,
        authorization: request.headers.get('authorization') ?? '',
      })
      if (origin !== host || !name || !answer) return new Response('not found', { status: 404 })
      const bad = provider.fails?.at === name ? failed(provider.fails.how) : undefined
      if (bad) return bad
      try {
        const said = answer(checked(request, body))
        provider.seen.push(name)
        return said
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        provider.seen.push(`${name}: ${error.message}`)
        return Response.json({ errors: [{ code: 32, message: error.message }] }, { status: 401 })
      }
    },
  }
  return provider
}
