// In which language the pages are shown.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { translationOf } from '#languages/catalogue.ts'
import { languages, type Language } from '#languages/language.ts'
import { editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { signedInBrowser, signUp } from '../support/people.ts'
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
