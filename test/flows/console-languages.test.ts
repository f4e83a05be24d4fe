// The console in other languages than English.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  addressOf,
  namesInConsole as data,
  openConsole,
  sendForm,
  startConsoleWorld,
  type ConsoleWorld,
} from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { consoleRoutesOf } from '../support/served-routes.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { untranslatedIn } from '../support/untranslated.ts'

describe('the console in a made-up language', () => {
  const language = 'en-XA'
  let world: ConsoleWorld
  before(async () => {
    world = await startConsoleWorld({
      pallas: { languages: { offered: [language], default: language } },
    })
  })
  after(() => world.server.close())

  it('has no English of its own on any page', async () => {
    const jar = new Jar()
    const found: string[] = []
    let pages = 0
    const paths = consoleRoutesOf(world.server.app.admin)
      .filter(({ methods }) => methods.includes('GET'))
      .map(({ path }) => addressOf(path, world.ids))
    for (const url of [...paths, '/ui/people?q=nobody', '/ui/audit?actor=nobody', '/ui/none']) {
      const { text, headers } = await openConsole(world.server, url, jar)
      if (!text.startsWith('<!doctype')) continue
      pages++
      assert.equal(headers['content-language'], language, url)
      assert.match(text, /^<!doctype html>\s*<html lang="en-XA" dir="ltr">/, url)
      found.push(...untranslatedIn(text, data).map((one) => `${url}: ${one}`))
    }
    assert.deepEqual(found, [])
    assert.ok(pages > 25, `${pages} pages`)
  })

  it('has no English of its own in what it says after a form', async () => {
    const jar = new Jar()
    const { token = '' } = await openConsole(world.server, '/ui/people/import', jar)
    const unknown = '99999999-9999-4999-8999-999999999999'
    const lines = [
      { traits: { email: 'x' } },
      { traits: { email: 7 } },
      { traits: 'none' },
      { id: 'none' },
      { schema_id: 'none', traits: {} },
      { traits: { email: 'a@example.org' }, more: true },
      {
        traits: { email: 'b@example.org' },
        credentials: { password: { config: { hashed_password: 'x' } } },
      },
    ]
    const content = `${lines.map((one) => JSON.stringify(one)).join('\n')}\nnot json`
    const forms: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [
        '/ui/people/import/check',
        { name: 'people.jsonl', content: Buffer.from(content).toString('base64url') },
      ],
      ['/ui/operators', { person: 'nobody@example.org', role: 'admin' }],
      [`/ui/jobs/${world.ids.jobs}/cancel`, {}],
      ...consoleRoutesOf(world.server.app.admin)
        .filter(({ methods }) => methods.includes('POST'))
        .map(({ path }) => [addressOf(path, world.ids, unknown), {}] as const),
    ]
    let refused = 0
    const found: string[] = []
    for (const [url, form] of forms) {
      const { status, text } = await sendForm(world.server, url, jar, {
        csrf_token: token,
        ...form,
      })
      assert.notEqual(status, 500, url)
      if (status >= 400) refused++
      if (!text.startsWith('<!doctype')) continue
      found.push(...untranslatedIn(text, data).map((one) => `${url}: ${one}`))
    }
    assert.deepEqual(found, [])
    assert.ok(refused > 20, `${refused} forms were refused`)
  })
})

describe('the language of the console', () => {
  let server: TestServer
  const texts = {
    en: { 'console.common.people.title': 'Members' },
    de: {
      console: {
        common: { people: { count: { one: '# {1} Mitglied', other: '{1} Mitglieder' } } },
      },
    },
  }
  before(async () => {
    server = await startServer({
      pallas: {
        languages: { texts: `base64://${Buffer.from(JSON.stringify(texts)).toString('base64')}` },
      },
    })
  })
  after(() => server.close())

  const open = (url: string, jar = new Jar(), headers: Readonly<Record<string, string>> = {}) =>
    server.admin('GET', url, { accept: 'text/html', jar, headers })

  it('is that of the address, which the browser keeps, then that of the browser, else English', async () => {
    const jar = new Jar()
    assert.match((await open('/ui/people', jar)).text, /<html lang="en" dir="ltr">/)
    const accepting = await open('/ui/people', jar, { 'accept-language': 'de-AT, en;q=0.5' })
    assert.match(accepting.text, /<html lang="de" dir="ltr">[^]*<h1>\s*Personen/)
    assert.equal(accepting.headers['content-language'], 'de')
    assert.match(String(accepting.headers['vary']), /Accept-Language, Cookie/)
    const asked = await open('/ui/people?q=x&lang=de', jar, { 'accept-language': 'en' })
    assert.equal(asked.headers['content-language'], 'de')
    assert.match(asked.text, /<a href="\?q=x&amp;lang=en" lang="en"/)
    assert.equal((await open('/ui/people', jar)).headers['content-language'], 'de')
  })

  it('is also that of errors and refusals, with the reasons of the core', async () => {
    const headers = { 'accept-language': 'de' }
    const missing = await open('/ui/people/x', new Jar(), headers)
    assert.equal(missing.status, 404)
    assert.match(missing.text, /Hier ist nichts[^]*Mit dieser ID gibt es nichts\./)
    const other = await open('/ui/people/99999999-9999-4999-8999-999999999999', new Jar(), headers)
    assert.match(other.text, /<p>\s*Es gibt keine Identität mit dieser ID\.\s*<\/p>/)
    const forged = await server.admin('POST', '/ui/operators', {
      form: { person: 'x', role: 'admin' },
      accept: 'text/html',
      jar: new Jar(),
      headers: { ...headers, 'sec-fetch-site': 'same-origin' },
    })
    assert.match(forged.text, /Das Formular gehört nicht zu diesem Browser/)
    assert.doesNotMatch(forged.text, /class="languages"/)
    const program = await server.admin('GET', '/ui/people/x', { headers })
    assert.equal(program.json.error.reason, 'There is nothing with this id.')
  })

  it('has the texts of the operator in the place of its own', async () => {
    assert.match((await open('/ui/people')).text, /<h1>Members<\/h1>/)
    assert.match((await open('/ui/people?lang=de')).text, /0 Mitglieder/)
  })
})
