import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { inBase64, providerSettings, startOidcServer, type OidcServer } from '../support/oidc.ts'
import { nodeValue } from '../support/people.ts'

describe('the pages about providers', () => {
  let server: OidcServer
  const jar = new Jar()
  before(async () => {
    server = await startOidcServer({
      providers: [
        providerSettings('acme', { label: 'Acme Inc', client_secret: 'never-shown' }),
        providerSettings('nothing', { mapper_url: inBase64('{ identity: { traits: {} } }') }),
        providerSettings('broken', { mapper_url: inBase64('error "not today"') }),
      ],
    })
    token = (await openConsole(server, '/ui/providers', jar)).token ?? ''
  })
  after(() => server.close())

  const page = async (path = '') => (await openConsole(server, `/ui/providers${path}`, jar)).text
  let token = ''
  const begin = (provider: string) =>
    sendForm(server, '/ui/providers/try', jar, { csrf_token: token, provider })
  /** Signs in at the provider, in a browser that is not the operator's; answers the page of the trial. */
  async function tried(provider: string): Promise<string> {
    const id = (await begin(provider)).location?.split('/').at(-1) ?? assert.fail('no trial')
    const other = new Jar()
    const open = () => server.public('GET', `/self-service/login/flows?id=${id}`, { jar: other })
    await server.public('GET', '/self-service/login/browser', { jar: other })
    const csrf_token = nodeValue((await open()).json, 'csrf_token')
    const sent = await server.public('POST', `/self-service/login?flow=${id}`, {
      json: { csrf_token, method: 'oidc', provider },
      jar: other,
    })
    await server.public('GET', server.idp.consent(sent.json.redirect_browser_to), {
      jar: other,
      accept: 'text/html',
    })
    return page(`/${id}`)
  }

  it('lists them with what is to be registered there, without secrets', async () => {
    const text = await page()
    for (const shown of ['Acme Inc', 'nothing', 'broken', 'https://idp.example'])
      assert.ok(text.includes(shown), shown)
    assert.match(text, /http:\/\/127\.0\.0\.1:4433\/self-service\/methods\/oidc\/callback\/acme/)
    assert.doesNotMatch(text, /never-shown/)
  })

  it('begins a trial, and shows its address until somebody has signed in there', async () => {
    const { status, location } = await begin('acme')
    assert.equal(status, 303)
    const id = location?.split('/').at(-1) ?? ''
    const text = await page(`/${id}`)
    assert.match(text, new RegExp(`login\\?flow=${id}`))
    assert.match(text, /Nobody has tried yet/)
    assert.equal((await begin('unknown')).status, 404)
  })

  it('shows what came of it: what the provider said, what does not fit, what has failed', async () => {
    server.idp.claims = { sub: 'trial', email: 'trial@example.org', email_verified: true }
    const worked = await tried('acme')
    assert.match(worked, /It works/)
    assert.match(worked, /trial@example\.org/)
    const unfit = await tried('nothing')
    assert.match(unfit, /do not fit/)
    assert.match(unfit, /email/)
    const broken = await tried('broken')
    assert.match(broken, /The mapper has made no identity/)
    assert.match(broken, /not today/)
  })

  it('shows no other flow', async () => {
    const { json } = await server.public('GET', '/self-service/login/api')
    const { status } = await openConsole(server, `/ui/providers/${json.id}`, jar)
    assert.equal(status, 404)
  })

  it('says so when they are switched off, and tries none', async () => {
    server.reconfigure({ selfservice: { methods: { oidc: { enabled: false } } } })
    const text = await page()
    assert.match(text, /switched off/)
    assert.doesNotMatch(text, />\s*Try it/)
    assert.equal((await begin('acme')).status, 404)
    server.reconfigure({})
  })
})
