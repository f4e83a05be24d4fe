// The sheet with all pages in all states, in development.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { flowKinds } from '#flow/flow.ts'
import { translationOf } from '#languages/catalogue.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'
import { theme } from '../support/theme.ts'
import { tourConfig } from './tour.ts'

const config = { ...tourConfig, pallas: { pages: { product_name: 'Kite', theme } } }
const statesIn = ({ text }: Answer) =>
  [...text.matchAll(/<iframe src="preview\/([^?"]+)\?([^"]*)"/g)].map(([, name, query = '']) => ({
    name: name ?? '',
    path: `/ui/preview/${name}?${query.replaceAll('&amp;', '&')}`,
  }))
const open = (server: TestServer, path: string) =>
  server.public('GET', path, { accept: 'text/html' })

describe('the preview', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(config)
  })
  after(() => server.close())

  it('shows every kind of flow, and each page in all its states, from nothing that is stored', async () => {
    const states = statesIn(await open(server, '/ui/preview'))
    assert.ok(states.length > 25, `${states.length} states`)
    assert.equal(new Set(states.map(({ name }) => name)).size, states.length)
    const actions = new Set<string>()
    for (const { name, path } of states) {
      const answer = await open(server, path)
      assert.equal(answer.status, 200, name)
      assert.match(answer.text, /<h1>[^<]+<\/h1>/, name)
      assert.doesNotMatch(answer.text, /undefined|\[object/, name)
      for (const [, kind = ''] of answer.text.matchAll(/self-service\/(\w+)\?flow=/g))
        actions.add(kind)
    }
    for (const kind of flowKinds) assert.ok(actions.has(kind), kind)
    for (const kind of flowKinds) {
      const flow = await server.store.flows.find(kind, '00000000-0000-4000-8000-000000000000')
      assert.equal(flow, undefined, kind)
    }
  })

  it('has the fields of the schema, the methods and the errors of the configuration', async () => {
    const text = async (name: string) => (await open(server, `/ui/preview/${name}`)).text
    assert.match(await text('sign-in'), /Umbrella Corporation/)
    assert.match(await text('sign-up-wrong'), /class="message message-error"/)
    assert.match(await text('confirm'), /name="password"/)
    assert.match(await text('second-step'), /name="totp_code"/)
    // NOTE nobody signs in by a code here
    assert.equal((await open(server, '/ui/preview/sign-in-code')).status, 404)
    assert.match(await text('settings'), /id="totp_secret_key"/)
    assert.match(await text('verification-sent'), /name="code"/)
  })

  it('is in the language and in the scheme that are chosen, whatever the browser prefers', async () => {
    const page = await open(server, '/ui/preview/sign-in?lang=de&scheme=dark')
    assert.ok(page.text.includes(translationOf('de').pages.login.title))
    assert.equal(page.cookies.length, 0)
    assert.match(page.text, /<source media="all"/)
    const css = await server.public('GET', '/ui/theme/preview-dark.css')
    assert.match(css.text, /@media all/)
    assert.doesNotMatch(css.text, /prefers-color-scheme/)
    assert.match((await server.public('GET', '/ui/theme/preview-light.css')).text, /@media not all/)
  })

  it('lets its pages be framed by itself alone, and their forms lead nowhere', async () => {
    const { headers } = await open(server, '/ui/preview/sign-in')
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /frame-ancestors 'self'/)
    assert.match(policy, /form-action 'none'/)
    assert.match(
      String((await open(server, '/ui/login')).headers['content-security-policy']),
      /frame-ancestors 'none'/,
    )
  })

  it('is not there for a state that there is none of, and in production', async () => {
    assert.equal((await open(server, '/ui/preview/nothing')).status, 404)
    const production = await startServer(config, { dev: false })
    try {
      for (const path of ['/ui/preview', '/ui/preview/sign-in', '/ui/theme/preview-dark.css'])
        assert.equal((await open(production, path)).status, 404, path)
    } finally {
      await production.close()
    }
  })
})
