// A real OpenID provider, the library oidc-provider with its own pages, on a port of its own.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { Page } from 'playwright-core'
import { inBase64 } from './oidc.ts'

const mapper = inBase64(`local claims = std.extVar('claims');
{ identity: {
  traits: { email: claims.email, [if 'given_name' in claims then 'name']: { first: claims.given_name } },
  verified_addresses: if claims.email_verified then [{ via: 'email', value: claims.email }] else [],
} }`)

export type RealProvider = {
  /** The settings of Pallas for a client of this name; `more` goes over them. */
  settings(id: string, more?: object): object
  /** Answers from now on: to these clients, which come back to these addresses. */
  serve(clients: Readonly<Record<string, string>>): void
  close(): void
}

export async function startRealProvider(): Promise<RealProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end()
  const listener = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  return {
    settings: (id, more = {}) => ({
      id,
      provider: 'generic',
      label: id,
      client_id: id,
      client_secret: `secret-of-${id}`,
      issuer_url: issuer,
      mapper_url: mapper,
      scope: ['email', 'profile'],
      ...more,
    }),
    serve(clients) {
      const provider = new Provider(issuer, {
        clients: Object.entries(clients).map(([id, address]) => ({
          client_id: id,
          client_secret: `secret-of-${id}`,
          redirect_uris: [address],
        })),
        pkce: { required: () => true },
        conformIdTokenClaims: false,
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name'] },
        cookies: { keys: ['a-key-for-tests-only'] },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({
            sub: id,
            email: `${id}@example.org`,
            email_verified: true,
            given_name: id,
          }),
        }),
      })
      answer = provider.callback()
    },
    close() {
      listener.closeAllConnections()
      listener.close()
    },
  }
}

/** Signs in on the pages of the provider, and agrees. */
export async function agree(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('x')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click()
}
