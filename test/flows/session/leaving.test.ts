// What follows a logout and a recovery in the browser, where it is asked for.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { navigation, pressButton } from '../../support/button-page.ts'
import { offers } from '../../support/edition-features.ts'
import { editions } from '../../support/editions.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor } from '../../support/mail.ts'
import { openSpa, signUp, signedInBrowser, submitForm, submitSpa } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const serving = async (config: object, use: (server: TestServer) => Promise<void>) => {
  const server = await startServer(config as Readonly<Record<string, unknown>>)
  try {
    await use(server)
  } finally {
    await server.close()
  }
}
const flows = (more: object) => ({
  selfservice: { methods: { code: { enabled: true } }, flows: more },
})

describe('a logout', () => {
  const leave = async (server: TestServer, headers: Readonly<Record<string, string>>) => {
    const { email } = await signUp(server, `bye-${Object.keys(headers).length}@example.org`)
    const jar = await signedInBrowser(server, email)
    const { json } = await server.public('GET', '/self-service/logout/browser', { jar })
    const { pathname, search } = new URL(json.logout_url)
    const accept = 'text/html'
    return server.public('GET', pathname + search, { jar, accept, headers })
  }

  it('has browsers clear what they have stored, over https and where that is configured', async () => {
    const secure = { 'x-forwarded-proto': 'https' }
    await serving(flows({ logout: { clear_browser_data: true } }), async (server) => {
      const told = await leave(server, secure)
      assert.deepEqual(
        [told.status, told.headers['clear-site-data']],
        [303, '"cookies", "storage", "cache"'],
      )
      assert.equal((await leave(server, {})).headers['clear-site-data'], undefined)
    })
    await serving({}, async (server) =>
      assert.equal((await leave(server, secure)).headers['clear-site-data'], undefined),
    )
  })

  for (const edition of editions)
    it(`does so in ${edition.name}`, () =>
      serving(flows({ logout: { clear_browser_data: true } }), async (server) => {
        const { email } = await signUp(server, 'leaves@example.org')
        const jar = await signedInBrowser(server, email)
        const call = { jar, accept: 'text/html', headers: { 'x-forwarded-proto': 'https' } }
        const { json } = await server.public('GET', '/self-service/logout/browser', { jar })
        const isNewer = offers(edition, 'code')
        const path = isNewer ? '/self-service/logout' : '/self-service/browser/flows/logout'
        const query = isNewer ? new URL(json.logout_url).search : ''
        const url = edition.mount + path + query
        const opened = await server.public('GET', url, call)
        const left =
          opened.status === 200
            ? await pressButton(server, url, opened, jar, {
                headers: { ...navigation('same-origin'), ...call.headers },
              })
            : opened
        assert.match(String(left.headers['clear-site-data']), /"cookies"/)
      }))
})

describe('a recovery', () => {
  for (const [query, leadsTo] of [
    ['?skip_settings=true&return_to=http://127.0.0.1:4455/in', 'http://127.0.0.1:4455/in'],
    ['?skip_settings=true', 'http://127.0.0.1:4455/'],
    ['?skip_settings=false', 'http://127.0.0.1:4455/settings?flow='],
  ] as const)
    it(`that begins with ${query} leads to ${leadsTo}`, () =>
      serving(flows({ recovery: { enabled: true, use: 'code' } }), async (server) => {
        const { email } = await signUp(server, 'lost@example.org')
        const jar = new Jar()
        const flow = await openSpa(server, 'recovery', jar, query)
        await submitSpa(server, 'recovery', flow, jar, { method: 'code', email })
        const code = await codeFor(server, email)
        const { status, location = '' } = await submitForm(server, 'recovery', flow, jar, {
          method: 'code',
          code,
        })
        assert.equal(status, 303)
        assert.ok(
          leadsTo.endsWith('=') ? location.startsWith(leadsTo) : location === leadsTo,
          location,
        )
      }))
})

it('the well-known address for changing a password leads to the settings', () =>
  serving({}, async (server) => {
    for (const mount of ['', '/current', '/v26.3']) {
      const path = `${mount}/.well-known/change-password`
      for (const method of ['GET', 'HEAD']) {
        const { status, location } = await server.public(method, path)
        assert.deepEqual([status, location], [303, 'http://127.0.0.1:4455/settings'])
      }
      assert.equal((await server.admin('GET', path)).status, 404)
    }
  }))
