import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import { signedInBrowser, signUp, submitForm } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const own = (kind: string) => ({ ui_url: `${base}/ui/${kind}` })

describe('the built-in pages', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        default_browser_return_url: `${base}/ui/welcome`,
        allowed_return_urls: ['https://app.example.org/home', 'app.example:/signed-in'],
        flows: {
          login: own('login'),
          registration: own('registration'),
          settings: own('settings'),
          error: own('error'),
        },
      },
    })
    await signUp(server, 'ada@example.org', {
      name: { first: 'Ada', last: '<script>alert(1)</script>' },
    })
  })
  after(() => server.close())

  const get = (path: string, jar = new Jar()): Promise<Answer> =>
    server.public('GET', path, { accept: 'text/html', jar })
  /** Follows redirects within the server. */
  async function browse(path: string, jar = new Jar()): Promise<Answer & { readonly url: string }> {
    let url = path,
      answer = await get(path, jar)
    for (let hops = 0; answer.location !== undefined && hops < 6; hops++) {
      url = answer.location.replace(base, '')
      answer = await get(url, jar)
    }
    return { ...answer, url }
  }
  const valueOf = (answer: Answer, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(answer.text)?.[1] ?? ''

  describe('a page', () => {
    it('has a content policy for its own origin only, and the security headers of every answer', async () => {
      const { headers, status } = await browse('/ui/login')
      assert.equal(status, 200)
      assert.equal(headers['content-type'], 'text/html; charset=utf-8')
      const policy = String(headers['content-security-policy']).split('; ')
      for (const part of [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ])
        assert.ok(policy.includes(part), part)
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.match(String(headers['cache-control']), /no-store/)
      assert.equal(headers['x-frame-options'], 'DENY')
    })
    it('allows its forms to lead to the configured URLs only', async () => {
      const forms =
        /form-action ([^;]*)/
          .exec(String((await browse('/ui/login')).headers['content-security-policy']))?.[1]
          ?.split(' ') ?? []
      assert.deepEqual(
        forms.toSorted(),
        [
          "'self'",
          base,
          'app.example:',
          'https://app.example.org',
          'http://127.0.0.1:4455',
        ].toSorted(),
      )
    })
    it('answers HEAD like GET, without a body', async () => {
      const answer = await server.public('HEAD', '/ui/welcome', { accept: 'text/html' })
      assert.equal(answer.status, 200)
      assert.equal(answer.text, '')
      assert.match(String(answer.headers['content-security-policy']), /form-action/)
    })
    it('has assets that browsers can cache for ever', async () => {
      const { text } = await browse('/ui/login')
      const names = [...text.matchAll(/(?:href|src)="(assets\/[^"]+)"/g)].map(
        ([, name = '']) => name,
      )
      assert.equal(names.length, 3)
      for (const name of names) {
        const asset = await get(`/ui/${name}`)
        assert.equal(asset.status, 200, name)
        assert.match(String(asset.headers['cache-control']), /immutable/)
        assert.equal(asset.headers['vary'], undefined)
      }
    })
    it('is not below unknown paths', async () => {
      assert.equal((await get('/ui')).status, 404)
      assert.equal((await get('/ui/nothing')).status, 404)
    })
    it('is not on the admin listener', async () => {
      for (const path of ['/ui/login', '/ui/welcome', '/ui/settings'])
        assert.equal((await server.admin('GET', path, { accept: 'text/html' })).status, 404)
    })
  })

  describe('the page of a flow', () => {
    it('without an id starts a flow, and passes return_to on', async () => {
      const { status, location } = await get(
        '/ui/login?return_to=https%3A%2F%2Fapp.example.org%2Fhome',
      )
      assert.equal(status, 303)
      assert.equal(
        location,
        `${base}/self-service/login/browser?return_to=https%3A%2F%2Fapp.example.org%2Fhome`,
      )
    })
    it('starts a new flow when the id is unknown, malformed or of another kind', async () => {
      const jar = new Jar()
      const { url } = await browse('/ui/registration', jar)
      const id = new URL(url, base).searchParams.get('flow') ?? ''
      assert.match(id, /^[0-9a-f-]{36}$/)
      for (const flow of ['nonsense', '00000000-0000-4000-8000-000000000000', id]) {
        assert.equal(
          (await get(`/ui/login?flow=${flow}`, jar)).location,
          `${base}/self-service/login/browser`,
          flow,
        )
      }
    })
    it('starts a new flow when it has expired, and keeps its return_to', async () => {
      const jar = new Jar()
      const { url } = await browse('/ui/login?return_to=https%3A%2F%2Fapp.example.org%2Fhome', jar)
      server.pass(3_600_001)
      const { status, location } = await get(url, jar)
      assert.equal(status, 303)
      assert.equal(
        location,
        `${base}/self-service/login/browser?return_to=https%3A%2F%2Fapp.example.org%2Fhome`,
      )
    })
    it('is shown only to the browser that started it', async () => {
      const { url } = await browse('/ui/login')
      const other = new Jar()
      await browse('/ui/login', other)
      assert.equal((await get(url, other)).location, `${base}/self-service/login/browser`)
    })
    it('tells a browser without cookies what is wrong instead of redirecting in a loop', async () => {
      const { url } = await browse('/ui/login')
      const { status, text } = await get(url)
      assert.equal(status, 403)
      assert.match(text, /stores no cookies/)
    })
    it('does not show a flow of another edition', async () => {
      const jar = new Jar()
      const { url } = await browse('/ui/login', jar)
      const id = new URL(url, base).searchParams.get('flow') ?? ''
      const flow = await server.store.flows.find('login', id)
      assert.ok(flow)
      const foreign = { ...flow, id: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', edition: 'v0.6' }
      await server.store.flows.insert(foreign)
      assert.equal((await get(url, jar)).status, 200)
      assert.equal(
        (await get(`/ui/login?flow=${foreign.id}`, jar)).location,
        `${base}/self-service/login/browser`,
      )
    })
    it('escapes input', async () => {
      const jar = new Jar()
      const page = await browse('/ui/login', jar)
      const id = new URL(page.url, base).searchParams.get('flow') ?? ''
      await server.public('POST', `/self-service/login?flow=${id}`, {
        form: {
          csrf_token: valueOf(page, 'csrf_token'),
          identifier: '"><script>alert(1)</script>',
          method: 'password',
        },
        accept: 'text/html',
        jar,
      })
      const { text } = await get(page.url, jar)
      assert.match(text, /value="&quot;&gt;&lt;script&gt;/)
      assert.doesNotMatch(text, /<script>alert/)
    })
    it('never shows a password again', async () => {
      const jar = new Jar()
      const page = await browse('/ui/login', jar)
      const flow = { id: new URL(page.url, base).searchParams.get('flow') ?? '', ui: { nodes: [] } }
      await submitForm(server, 'login', flow, jar, {
        csrf_token: valueOf(page, 'csrf_token'),
        identifier: 'ada@example.org',
        password: 'wrong-secret-77',
        method: 'password',
      })
      const { text } = await get(page.url, jar)
      assert.match(text, /value="ada@example.org"/)
      assert.doesNotMatch(text, /wrong-secret-77/)
    })
  })

  describe('the error page', () => {
    it('explains the error and how to go on', async () => {
      const { text, status, url } = await browse(
        '/self-service/login/browser?return_to=https%3A%2F%2Fevil.example%2F',
      )
      assert.equal(status, 200)
      assert.match(url, /^\/ui\/error\?id=/)
      assert.match(text, /That link leads to an unknown place/)
      assert.match(text, /Start again/)
      assert.doesNotMatch(text, /evil\.example/)
    })
    it('answers 404 with a page for an unknown or expired error', async () => {
      for (const path of [
        '/ui/error',
        '/ui/error?id=nonsense',
        '/ui/error?id=00000000-0000-4000-8000-000000000000',
      ]) {
        const { status, text } = await get(path)
        assert.equal(status, 404)
        assert.match(text, /This error has expired/)
      }
    })
    it('shows the request id under which the error is in the log', async () => {
      const { location } = await server.public(
        'GET',
        '/self-service/login/browser?return_to=https%3A%2F%2Fevil.example%2F',
        {
          accept: 'text/html',
          headers: { 'x-request-id': 'from-the-proxy-17' },
        },
      )
      assert.match((await get(String(location).replace(base, ''))).text, /from-the-proxy-17/)
    })
  })

  describe('the welcome page', () => {
    it('shows the traits with the labels of the schema, escaped', async () => {
      const { text } = await get('/ui/welcome', await signedInBrowser(server, 'ada@example.org'))
      assert.match(text, /<dt>E-Mail<\/dt>\s*<dd>ada<wbr>@example.org/)
      assert.match(text, /<dt>Last name<\/dt>\s*<dd>&lt;script&gt;/)
      assert.doesNotMatch(text, /<script>alert/)
    })
    it('offers sign-in and sign-up to people who are signed out', async () => {
      const { text, status } = await get('/ui/welcome')
      assert.equal(status, 200)
      assert.match(text, /self-service\/login\/browser/)
      assert.match(text, /self-service\/registration\/browser/)
    })
    it('signs out', async () => {
      const jar = await signedInBrowser(server, 'ada@example.org')
      const token = valueOf(await get('/ui/welcome', jar), 'token')
      assert.equal((await get(`/self-service/logout?token=${token}`, jar)).status, 303)
      assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
    })
  })

  describe('the page of the sessions', () => {
    const post = (jar: Jar, form: Readonly<Record<string, string>>) =>
      server.public('POST', '/ui/sessions', { form, jar, accept: 'text/html' })
    const isSignedIn = async (jar: Jar) =>
      (await server.public('GET', '/sessions/whoami', { jar })).status === 200

    it('redirects people who are signed out to the sign-in page, with return_to', async () => {
      const { status, location } = await get('/ui/sessions')
      assert.equal(status, 303)
      assert.equal(
        location,
        `${base}/self-service/login/browser?return_to=${encodeURIComponent(`${base}/ui/sessions`)}`,
      )
      assert.equal((await browse('/ui/sessions')).url.startsWith('/ui/login?flow='), true)
    })
    it('ends one other session or all others, but not the current one', async () => {
      await signUp(server, 'many@example.org')
      const [here, there, elsewhere] = [
        await signedInBrowser(server, 'many@example.org'),
        await signedInBrowser(server, 'many@example.org'),
        await signedInBrowser(server, 'many@example.org'),
      ]
      const { json } = await server.public('GET', '/sessions/whoami', { jar: there })
      const page = await get('/ui/sessions', here)
      assert.equal(
        (await post(here, { csrf_token: valueOf(page, 'csrf_token'), session: json.id })).location,
        `${base}/ui/sessions?ended=1`,
      )
      assert.deepEqual(
        [await isSignedIn(here), await isSignedIn(there), await isSignedIn(elsewhere)],
        [true, false, true],
      )
      // the session that signing up began is another one
      assert.equal(
        (await post(here, { csrf_token: valueOf(page, 'csrf_token'), session: 'others' })).location,
        `${base}/ui/sessions?ended=2`,
      )
      assert.deepEqual([await isSignedIn(here), await isSignedIn(elsewhere)], [true, false])
    })
    it('refuses to end a session without the anti-forgery token of the browser', async () => {
      const [here, there] = [
        await signedInBrowser(server, 'ada@example.org'),
        await signedInBrowser(server, 'ada@example.org'),
      ]
      const foreign = valueOf(
        await get('/ui/sessions', await signedInBrowser(server, 'ada@example.org')),
        'csrf_token',
      )
      for (const form of [
        { session: 'others' },
        { session: 'others', csrf_token: 'AAAA' },
        { session: 'others', csrf_token: foreign },
      ]) {
        const { status, headers } = await post(here, form)
        assert.equal(status, 403)
        assert.match(String(headers['content-type']), /text\/html/)
      }
      assert.ok(await isSignedIn(there))
    })
    it('does not end sessions of other people', async () => {
      const [mine, theirs] = [
        await signedInBrowser(server, 'ada@example.org'),
        await signUp(server, 'other@example.org'),
      ]
      const token = valueOf(await get('/ui/sessions', mine), 'csrf_token')
      await post(mine, { csrf_token: token, session: theirs.json.session.id })
      assert.equal(
        (await server.public('GET', '/sessions/whoami', { token: theirs.token })).status,
        200,
      )
    })
    it('answers 400 to what is no valid form', async () => {
      const jar = await signedInBrowser(server, 'ada@example.org')
      const token = valueOf(await get('/ui/sessions', jar), 'csrf_token')
      assert.equal(
        (
          await server.public('POST', '/ui/sessions', {
            json: { session: 'others' },
            jar,
            accept: 'text/html',
          })
        ).status,
        400,
      )
      assert.equal(
        (
          await server.public('POST', '/ui/sessions', {
            payload: '%',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            jar,
            accept: 'text/html',
          })
        ).status,
        400,
      )
      for (const session of ['', 'nonsense', '../../admin'])
        assert.equal((await post(jar, { csrf_token: token, session })).status, 400, session)
    })
    it('shows the number of ended sessions, and no other text of the URL', async () => {
      const jar = await signedInBrowser(server, 'ada@example.org')
      assert.match((await get('/ui/sessions?ended=1', jar)).text, /Signed out in one place/)
      const { text } = await get('/ui/sessions?ended=<b>call+0800</b>', jar)
      // NOTE the addresses of the page in other languages have the query of this one
      assert.doesNotMatch(text.replaceAll(/href="[^"]*"/g, ''), /0800/)
    })
  })

  it('a defect is answered with a page that has no details', async () => {
    const jar = await signedInBrowser(server, 'ada@example.org')
    const broken = await startServer(
      {},
      {
        store: {
          ...server.store,
          sessions: {
            ...server.store.sessions,
            findByToken: () => Promise.reject(new Error('SECRET-INNER-DETAIL')),
          },
        },
      },
    )
    try {
      const { status, text } = await broken.public('GET', '/ui/sessions', {
        jar,
        accept: 'text/html',
      })
      assert.equal(status, 500)
      assert.match(text, /Something went wrong/)
      assert.doesNotMatch(text, /SECRET-INNER-DETAIL/)
      assert.ok(broken.log.some((line) => line.includes('SECRET-INNER-DETAIL')))
    } finally {
      await broken.app.public.close()
      await broken.app.admin.close()
    }
  })
})
