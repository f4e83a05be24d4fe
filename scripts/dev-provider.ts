// An OpenID provider for development, on this machine only: a page on which one chooses who signs
// in. It believes everybody.
// Usage: dev-provider.ts PORT
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

const port = Number(process.argv[2] ?? 4470)
const issuer = `http://127.0.0.1:${port}`
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })

type Person = {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly given_name?: string
  readonly family_name?: string
}
type Granted = {
  readonly person: Person
  readonly nonce: string | undefined
  readonly challenge: string | undefined
  readonly client: string
}

const people: readonly (readonly [name: string, person: Person])[] = [
  [
    'Ada, whose address is proved',
    {
      sub: 'ada',
      email: 'ada@example.org',
      email_verified: true,
      given_name: 'Ada',
      family_name: 'Lovelace',
    },
  ],
  [
    'Grace, whose address is not proved',
    {
      sub: 'grace',
      email: 'grace@example.org',
      email_verified: false,
      given_name: 'Grace',
      family_name: 'Hopper',
    },
  ],
  ['Alan, who has no address', { sub: 'alan', given_name: 'Alan', family_name: 'Turing' }],
]
const codes = new Map<string, Granted>()
const tokens = new Map<string, Person>()

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1000)

function signed(claims: object): string {
  const head = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'dev' })}.${encoded(claims)}`
  return `${head}.${createSign('RSA-SHA256').update(head).sign(keys.privateKey).toString('base64url')}`
}

const json = (response: ServerResponse, status: number, value: object) =>
  void response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value))

/** The page for a request of a client; its buttons lead back. */
function page(query: URLSearchParams): string {
  const hidden = [...query]
    .map(
      ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
    )
    .join('')
  const buttons = people
    .map(([name], at) => `<button name="person" value="${at}">${escaped(name)}</button>`)
    .join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Development provider</title><meta name="viewport" content="width=device-width">
<style>body{font:1rem/1.5 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem}button,input{display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.6rem;font:inherit}</style>
<main><h1>Who are you?</h1><p>This provider is for development only and believes everybody.</p>
<form action="/choose" method="post">${hidden}${buttons}
<label>Somebody else, by a proved address <input name="email" type="email" placeholder="you@example.org"></label><button name="person" value="other">Go on with this address</button>
<button name="person" value="nobody">I would rather not say</button></form></main></html>`
}

function choose(sent: URLSearchParams, response: ServerResponse): void {
  const to = sent.get('redirect_uri') ?? ''
  if (!URL.canParse(to)) return json(response, 400, { error: 'invalid_request' })
  const back = new URL(to),
    email = sent.get('email') ?? ''
  back.searchParams.set('state', sent.get('state') ?? '')
  const person =
    sent.get('person') === 'other'
      ? { sub: `other-${email}`, email, email_verified: true }
      : people[Number(sent.get('person'))]?.[1]
  if (!person) back.searchParams.set('error', 'access_denied')
  else {
    const code = randomBytes(16).toString('base64url')
    codes.set(code, {
      person,
      nonce: sent.get('nonce') ?? undefined,
      challenge: sent.get('code_challenge') ?? undefined,
      client: sent.get('client_id') ?? '',
    })
    back.searchParams.set('code', code)
  }
  response.writeHead(303, { location: back.href }).end()
}

function exchange(sent: URLSearchParams, response: ServerResponse): void {
  const code = sent.get('code') ?? '',
    granted = codes.get(code)
  codes.delete(code)
  const proof = createHash('sha256')
    .update(sent.get('code_verifier') ?? '')
    .digest('base64url')
  if (!granted || (granted.challenge !== undefined && granted.challenge !== proof))
    return json(response, 400, { error: 'invalid_grant' })
  const token = randomBytes(16).toString('base64url')
  tokens.set(token, granted.person)
  const claims = {
    iss: issuer,
    aud: granted.client,
    iat: seconds(),
    exp: seconds() + 600,
    ...granted.person,
    ...(granted.nonce === undefined ? {} : { nonce: granted.nonce }),
  }
  json(response, 200, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: 600,
    id_token: signed(claims),
  })
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', issuer)
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return json(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    case 'GET /keys':
      return json(response, 200, {
        keys: [
          { ...keys.publicKey.export({ format: 'jwk' }), kid: 'dev', use: 'sig', alg: 'RS256' },
        ],
      })
    case 'GET /authorize':
      return void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(page(url.searchParams))
    case 'POST /choose':
      return choose(await bodyOf(request), response)
    case 'POST /token':
      return exchange(await bodyOf(request), response)
    case 'GET /userinfo': {
      const person = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /i, ''))
      return json(response, person ? 200 : 401, person ?? { error: 'invalid_token' })
    }
    default:
      return json(response, 404, { error: 'not_found' })
  }
}

const server = createServer(
  (request, response) => void answer(request, response).catch(() => response.destroy()),
)
server.on('error', (error) => {
  process.stderr.write(`The provider for development does not run: ${error.message}\n`)
  process.exit(1)
})
server.listen(port, '127.0.0.1', () =>
  process.stdout.write(`  Provider       ${issuer} (for development)\n`),
)

// it ends with the server that it was started for
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(0)
}, 500).unref()
