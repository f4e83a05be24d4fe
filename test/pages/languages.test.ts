// In which language the pages are shown.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { translationOf } from '#languages/catalogue.ts'
import { languages, type Language } from '#languages/language.ts'
import { fieldsOf, navigation } from '../support/button-page.ts'
import { editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { signedInBrowser, signUp } from '../support/people.ts'
import { servedRoutes } from '../support/served-routes.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const flows = Object.fromEntries(
  ['login', 'registration', 'settings'].map((kind) => [kind, { ui_url: `${base}/ui/${kind}` }]),
)
const pagesOfOurs = { selfservice: { default_browser_return_url: `${base}/ui/welcome`, flows } }

const languageIn = ({ text }: Answer) => /<html lang="([^"]+)" dir="ltr">/.exec(text)?.[1]
const titleIn = (language: Language) => translationOf(language).pages.welcome.signedOut
const open = (server: TestServer, path: string, accepted?: string, jar = new Jar()) =>
  server.public('GET', path, {
    accept: 'text/html',
    jar,
    headers: accepted === undefined ? {} : { 'accept-language': accepted },
  })

describe('the language of a page', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      ...pagesOfOurs,
      pallas: { languages: { from: 'metadata_public.language' } },
    })
  })
  after(() => server.close())

  for (const language of languages)
    it(`is that of the browser: ${language}`, async () => {
      const answer = await open(server, '/ui/welcome', `sw, ${language};q=0.5, *;q=0.1`)
      assert.equal(languageIn(answer), language)
      assert.ok(answer.text.includes(titleIn(language)))
      assert.equal(answer.headers['content-language'], language)
      assert.equal(answer.headers['vary'], 'Accept-Language, Cookie')
      assert.match(String(answer.headers['cache-control']), /no-store/)
    })

  it('is that of the configuration for those who ask for none that is offered', async () => {
    for (const accepted of [undefined, 'sw', '*', 'not a language', ''])
      assert.equal(languageIn(await open(server, '/ui/welcome', accepted)), 'en', `${accepted}`)
  })

  it('is that of the address before all others, and is kept by the browser', async () => {
    const jar = new Jar()
    assert.equal(languageIn(await open(server, '/ui/welcome?lang=de-AT', 'fr', jar)), 'de')
    assert.equal(languageIn(await open(server, '/ui/error', 'fr', jar)), 'de')
    assert.equal(languageIn(await open(server, '/ui/error?lang=fr', 'en', jar)), 'fr')
    assert.equal(languageIn(await open(server, '/ui/welcome', 'en', jar)), 'fr')
  })

  it('is kept across the redirects at the start of a flow', async () => {
    const jar = new Jar()
    const first = await open(server, '/ui/login?lang=de', 'fr', jar)
    assert.equal(first.status, 303)
    const started = await open(server, first.location?.replace(base, '') ?? '', 'fr', jar)
    const shown = await open(server, started.location?.replace(base, '') ?? '', 'fr', jar)
    assert.equal(languageIn(shown), 'de')
    assert.ok(shown.text.includes(translationOf('de').pages.login.title))
  })

  it('is not changed by what is no language that is offered', async () => {
    for (const asked of ['sw', '', '<b>', 'de;q=1', '../de'])
      assert.equal(
        languageIn(await open(server, `/ui/welcome?lang=${encodeURIComponent(asked)}`, 'fr')),
        'fr',
        asked,
      )
  })

  it('is that of the person who is signed in, unless the browser has kept another', async () => {
    const { id } = await signUp(server, 'ada@example.org')
    const changed = await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'add', path: '/metadata_public', value: { language: 'de_DE' } }],
    })
    assert.equal(changed.status, 200, changed.text)
    const jar = await signedInBrowser(server, 'ada@example.org')
    for (const page of ['welcome', 'sessions'])
      assert.equal(languageIn(await open(server, `/ui/${page}`, 'fr', jar)), 'de')
    assert.equal(languageIn(await open(server, '/ui/welcome?lang=en', 'fr', jar)), 'en')
    assert.equal(languageIn(await open(server, '/ui/sessions', 'fr', jar)), 'en')
  })

  it('is that of the person on every page, and on the pages of what they have done', async () => {
    const { id } = await signUp(server, 'mary@example.org')
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'add', path: '/metadata_public', value: { language: 'it' } }],
    })
    const jar = await signedInBrowser(server, 'mary@example.org')
    const paths = servedRoutes(server.app.public)
      .filter(({ path, methods }) => path.startsWith('/ui/') && methods.includes('GET'))
      .map(({ path }) => path)
      .filter((path) => !/:|\/(?:assets|theme|preview)\b/.test(path))
    const shown: string[] = []
    for (const path of [...paths, '/ui/none?flow=1']) {
      const answer = await open(server, path, 'fr', jar)
      if (languageIn(answer) === undefined) continue
      shown.push(path)
      assert.equal(languageIn(answer), 'it', path)
    }
    assert.ok(shown.length > 10, shown.join())
    const logout = await server.public('GET', '/self-service/browser/flows/logout', {
      accept: 'text/html',
      jar,
      headers: { ...navigation('cross-site'), 'accept-language': 'fr' },
    })
    assert.equal(languageIn(logout), 'it', logout.text)
    for (const [path, pressed, status] of [
      ['/ui/sessions', { csrf_token: 'forged' }, 403],
      ['/ui/end-session?session=1&token=2', 'end', 400],
      ['/ui/not-me?entry=1', 'report', 404],
    ] as const) {
      const form =
        typeof pressed === 'string'
          ? { ...fieldsOf(await open(server, path, 'fr', jar)), [pressed]: 'true' }
          : pressed
      const answer = await server.public('POST', path, {
        accept: 'text/html',
        jar,
        form,
        headers: { 'accept-language': 'fr', origin: base },
      })
      assert.equal(answer.status, status, path)
      assert.equal(languageIn(answer), 'it', path)
    }
  })

  it('is that of the person also where they are signed out by what they do', async () => {
    const { id } = await signUp(server, 'emmy@example.org')
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'add', path: '/metadata_public', value: { language: 'pl' } }],
    })
    const jar = await signedInBrowser(server, 'emmy@example.org')
    const list = await open(server, '/ui/activity', 'fr', jar)
    const [, entry] = /href="[^"]*\/ui\/not-me\?entry=([\da-f-]+)"/.exec(list.text) ?? []
    const path = `/ui/not-me?entry=${entry}`
    const page = await open(server, path, 'fr', jar)
    const done = await server.public('POST', path, {
      accept: 'text/html',
      jar,
      form: fieldsOf(page),
      headers: { 'accept-language': 'fr', origin: base },
    })
    assert.equal(done.status, 200, done.text)
    assert.equal(languageIn(done), 'pl')
    assert.ok(done.text.includes(translationOf('pl').pages.notMe.doneTitle))
    assert.equal(languageIn(await open(server, '/ui/welcome', 'fr', jar)), 'fr')
  })

  it('can be chosen on the page: each link leads to the same page in that language', async () => {
    const { text } = await open(server, '/ui/end-session?session=1&token=a%26b')
    const links = [...text.matchAll(/<a href="(\?[^"]+)" lang="([^"]+)"/g)]
    assert.deepEqual(
      links.map(([, , language]) => language),
      languages.filter((language) => language !== 'en'),
    )
    for (const [, href = '', language] of links) {
      const answer = await open(server, `/ui/end-session${href.replaceAll('&amp;', '&')}`)
      assert.equal(languageIn(answer), language)
      assert.match(href, /session=1&amp;token=a%26b&amp;lang=/)
    }
  })
})

describe('texts of the operator', () => {
  const texts = {
    de: { 'pages.welcome.signedOut': 'Servus' },
    en: { pages: { welcome: { signedOut: 'Howdy' } }, messages: { 'login.sign-in': 'Come in' } },
  }
  const languages = {
    offered: ['en', 'de'],
    texts: `base64://${Buffer.from(JSON.stringify(texts)).toString('base64')}`,
  }

  it('take the place of ours, and languages that are not offered are not spoken', async () => {
    const server = await startServer({ ...pagesOfOurs, pallas: { languages } })
    try {
      assert.match((await open(server, '/ui/welcome', 'de')).text, /<h1>Servus<\/h1>/)
      assert.match((await open(server, '/ui/welcome', 'fr')).text, /<h1>Howdy<\/h1>/)
    } finally {
      await server.close()
    }
  })

  for (const [what, text, fault] of [
    [
      'an unknown key',
      { 'pages.login.titel': 'x' },
      /de: pages\.login\.titel.*pages\.login\.title\?/,
    ],
    [
      'an unknown placeholder',
      { 'pages.at': '{hots}' },
      /pages\.at has .*\{hots\} \(it has \{host\}\)/,
    ],
    ['an empty text', { 'pages.login.title': ' ' }, /pages\.login\.title must not be empty/],
    ['what is no text', { 'pages.login.title': 7 }, /pages\.login\.title must be a text/],
  ] as const)
    it(`are refused with ${what}`, async () => {
      const file = Buffer.from(JSON.stringify({ de: text })).toString('base64')
      const configured = { pallas: { languages: { texts: `base64://${file}` } } }
      await assert.rejects(startServer(configured), fault)
    })
})

describe('the texts of the API', () => {
  const english = `"${String(translationOf('en').messages['node.password'])}"`
  const german = `"${String(translationOf('de').messages['node.password'])}"`

  for (const api of [true, false])
    it(`are ${api ? '' : 'not '}in the language that a request accepts`, async () => {
      const server = await startServer({
        ...pagesOfOurs,
        pallas: { languages: { api } },
      })
      try {
        const seen = new Set<string>()
        for (const edition of editions) {
          const path = edition.mount + edition.startPath('login', 'api')
          if (!edition.servesApps) continue
          // NOTE the oldest editions have no labels
          if (!(await server.public('GET', path)).text.includes(english)) continue
          seen.add(edition.name)
          const headers = { 'accept-language': 'de-CH, en;q=0.5' }
          const { text, headers: given } = await server.public('GET', path, { headers })
          assert.equal(text.includes(german), api, edition.name)
          assert.equal(given['content-language'], api ? 'de' : undefined, edition.name)
          assert.equal(String(given['vary']).includes('Accept-Language'), api, edition.name)
        }
        assert.ok(seen.size > 2, [...seen].join())
      } finally {
        await server.close()
      }
    })
})
