import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { editions, newest } from '#editions/all.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { text } from '#http/reply.ts'
import { route, type Request } from '#http/route.ts'
import type { PagesParts } from '#pages/parts.ts'
import { rootRoutes } from '#pages/root.ts'
import { codeAt, nodeOf, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { openSpa, password, signedInBrowser, signUp, submitSpa } from '../support/people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const ownLogin = {
  selfservice: {
    default_browser_return_url: `${base}/ui/welcome`,
    flows: { login: { ui_url: `${base}/ui/login` } },
  },
}

const open = (server: TestServer, path = '/', jar = new Jar()): Promise<Answer> =>
  server.public('GET', path, { accept: 'text/html', jar })

async function within(
  settings: { readonly [key: string]: unknown },
  work: (server: TestServer) => Promise<void>,
  parts: Parameters<typeof startServer>[1] = {},
): Promise<void> {
  const server = await startServer(settings, parts)
  try {
    await work(server)
  } finally {
    await server.close()
  }
}

describe('the root of the public listener', () => {
  it('leads to the sign-in page', () =>
    within(ownLogin, async (server) => {
      const { status, location, headers } = await open(server)
      assert.equal(status, 303)
      assert.equal(location, `${base}/ui/login`)
      assert.match(String(headers['cache-control']), /no-store/)
      const head = await server.public('HEAD', '/', { accept: 'text/html' })
      assert.equal(head.location, location)
    }))

  it('leads signed-in people to the welcome page', () =>
    within(ownLogin, async (server) => {
      await signUp(server, 'ada@example.org')
      const jar = await signedInBrowser(server, 'ada@example.org')
      assert.equal((await open(server, '/', jar)).location, `${base}/ui/welcome`)
    }))

  it('leads people without their second factor to the welcome page, which asks for it', () =>
    within(
      mergeDeep(mergeDeep(ownLogin, withFactors), {
        session: { whoami: { required_aal: 'highest_available' } },
      }),
      async (server) => {
        await signUp(server, 'ada@example.org')
        const jar = await signedInBrowser(server, 'ada@example.org')
        const flow = await openSpa(server, 'settings', jar)
        const secret = nodeOf(flow, 'totp_secret_key').attributes.text.text
        await submitSpa(server, 'settings', flow, jar, {
          method: 'totp',
          totp_code: codeAt(secret, server.now()),
        })
        const later = new Jar()
        await submitSpa(server, 'login', await openSpa(server, 'login', later), later, {
          method: 'password',
          identifier: 'ada@example.org',
          password,
        })
        assert.equal((await open(server, '/', later)).location, `${base}/ui/welcome`)
        assert.match((await open(server, '/ui/welcome', later)).text, /One more step/)
      },
    ))

  it('is unknown like any other path where the login page is somewhere else', () =>
    within({}, async (server) => {
      for (const method of ['GET', 'HEAD', 'POST', 'DELETE']) {
        const [root, unknown] = await Promise.all(
          ['/', '/unknown'].map((path) => server.public(method, path, { accept: 'text/html' })),
        )
        assert.equal(root?.status, 404, method)
        assert.equal(root?.text, unknown?.text)
        assert.deepEqual(Object.keys(root?.headers ?? {}), Object.keys(unknown?.headers ?? {}))
      }
    }))

  it('is gone once the configuration names another login page', async () => {
    let hasOwnLogin = true
    const parts = {
      core: { ownSessions: { whoami: () => Promise.reject(new Refusal('unauthorized')) } },
      settings: () => ({ hasOwnLogin, pagesUrl: `${base}/ui` }),
    } as unknown as PagesParts
    const [root] = rootRoutes(parts)
    const call = () => root?.handle({} as Request, {} as Caller)
    assert.equal((await call())?.location, `${base}/ui/login`)
    hasOwnLogin = false
    assert.equal((await call())?.status, 404)
  })

  it('belongs to the edition that has an operation there', () =>
    within(ownLogin, async (server) => assert.equal((await open(server)).text, 'an operation'), {
      editions: editions.map((edition) =>
        edition === newest
          ? {
              ...edition,
              routes(parts) {
                const routes = edition.routes(parts)
                const root = route(
                  'GET',
                  '/',
                  () => undefined,
                  () => text(200, 'an operation'),
                  (reply) => reply,
                )
                return { ...routes, public: [...routes.public, root] }
              },
            }
          : edition,
      ),
    }))
})

describe('the pages of a server whose root belongs to another edition', () => {
  it('have links and forms that lead to their place and to the newest edition', () =>
    within(mergeDeep(ownLogin, { pallas: { editions: { root: ['v0.2'] } } }), async (server) => {
      const atNewest: TestServer = {
        ...server,
        public: (method, path, call) => server.public(method, `/${newest.name}${path}`, call),
      }
      assert.equal((await open(server)).location, `${base}/ui/login`)
      await signUp(atNewest, 'ada@example.org')
      const jar = await signedInBrowser(atNewest, 'ada@example.org')
      await signedInBrowser(atNewest, 'ada@example.org')
      for (const path of ['/ui/welcome', '/ui/sessions']) {
        const { text: page } = await open(server, path, jar)
        const links = [...page.matchAll(/(href|action)="([^"]+)"/g)]
        assert.ok(links.length > 3, path)
        for (const [, attribute, url = ''] of links) {
          const target = new URL(url.replaceAll('&amp;', '&'), base + path)
          const method = attribute === 'action' && url.endsWith('/sessions') ? 'POST' : 'GET'
          const { status } = await server.public(method, target.pathname + target.search, {
            accept: 'text/html',
          })
          assert.notEqual(status, 404, `${path} leads to ${url}`)
        }
      }
    }))
})
