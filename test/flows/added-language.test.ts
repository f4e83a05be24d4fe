// A language that one file adds, as people meet it: pages, the console, mails, the API.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { languageTemplate } from '#config/language-template.ts'
import { addressOf, openConsole, startConsoleWorld, type ConsoleWorld } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { openApi, submit } from '../support/people.ts'
import { consoleRoutesOf } from '../support/served-routes.ts'

const tag = 'de-copied'
const base = 'http://127.0.0.1:4433'
const kinds = ['login', 'registration', 'settings', 'verification', 'error']

/** What stands on a page, without what differs from one request to the next. */
const wordsOf = (page: string): string =>
  page
    .replaceAll(/<details class="languages".*?<\/details>|<(style|script)\b.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d+/g, '0')
    .replaceAll(/\s+/g, ' ')

describe('a language that a file adds', () => {
  let world: ConsoleWorld
  before(async () => {
    const file = parse(await languageTemplate(tag, 'de')) as Record<string, object>
    const own = { ...file[tag], name: 'Deutsch (zweites)', fallback: 'en' }
    const texts = `base64://${Buffer.from(JSON.stringify({ [tag]: own })).toString('base64')}`
    world = await startConsoleWorld({
      pallas: { languages: { texts, api: true } },
      selfservice: {
        default_browser_return_url: `${base}/ui/welcome`,
        flows: {
          ...Object.fromEntries(kinds.map((kind) => [kind, { ui_url: `${base}/ui/${kind}` }])),
          recovery: {
            enabled: true,
            use: 'code',
            notify_unknown_recipients: true,
            ui_url: `${base}/ui/recovery`,
          },
        },
      },
    })
  })
  after(() => world.server.close())

  const open = (path: string, accepted: string, jar = new Jar()) =>
    world.server.public('GET', path, {
      accept: 'text/html',
      jar,
      headers: { 'accept-language': accepted },
    })

  it('has the words of its file on the pages', async () => {
    const follow = async (path: string, language: string): Promise<string> => {
      const jar = new Jar()
      let answer = await open(path, language, jar)
      while (answer.status === 303)
        answer = await open((answer.location ?? '').replace(/^https?:\/\/[^/]+/, ''), language, jar)
      assert.equal(answer.headers['content-language'], language, path)
      assert.match(answer.text, new RegExp(`<html lang="${language}" dir="ltr">`), path)
      return wordsOf(answer.text)
    }
    for (const path of ['welcome', 'error', 'login', 'registration', 'recovery', 'end-session']) {
      const words = await follow(`/ui/${path}`, tag)
      assert.equal(words, await follow(`/ui/${path}`, 'de'), path)
      assert.notEqual(words, await follow(`/ui/${path}`, 'en'), path)
    }
  })

  it('is chosen by the switch, whose choice the browser keeps', async () => {
    const jar = new Jar()
    const { text } = await open('/ui/welcome', 'en', jar)
    assert.match(text, new RegExp(`lang="${tag}" hreflang="${tag}">Deutsch \\(zweites\\)</a>`))
    await open(`/ui/welcome?lang=${tag}`, 'en', jar)
    const { headers, text: kept } = await open('/ui/error', 'en', jar)
    assert.equal(headers['content-language'], tag)
    assert.match(kept, /aria-current="true">Deutsch \(zweites\)</)
  })

  it('has the words of its file on every page of the console', async () => {
    const jar = new Jar()
    const paths = consoleRoutesOf(world.server.app.admin)
      .filter(({ methods }) => methods.includes('GET'))
      .map(({ path }) => addressOf(path, world.ids))
    let pages = 0
    for (const path of paths) {
      const [added, ours] = await Promise.all(
        [tag, 'de'].map((one) =>
          openConsole(world.server, `${path}${path.includes('?') ? '&' : '?'}lang=${one}`, jar),
        ),
      )
      if (!added?.text.startsWith('<!doctype')) continue
      pages++
      assert.equal(added.headers['content-language'], tag, path)
      assert.equal(wordsOf(added.text), wordsOf(ours?.text ?? ''), path)
    }
    assert.ok(pages > 25, `${pages} pages`)
  })

  it('is that of a mail to whoever asks for it', async () => {
    const mails = await Promise.all(
      [tag, 'de'].map(async (language, at) => {
        const email = `nobody-${at}@example.org`
        const flow = await openApi(world.server, 'recovery')
        const headers = { 'accept-language': language }
        await submit(world.server, 'recovery', flow, { method: 'code', email }, { headers })
        const { text } = (await mailTo(world.server, email)).at(-1) ?? assert.fail()
        return text.replaceAll(email, '')
      }),
    )
    assert.equal(mails[0], mails[1])
    assert.match(mails[0] ?? '', /vielleicht Sie selbst/)
  })

  it('is that of the API for whoever accepts it', async () => {
    const answers = await Promise.all(
      [tag, 'de'].map((language) =>
        world.server.public('GET', '/self-service/login/api', {
          headers: { 'accept-language': language },
        }),
      ),
    )
    const textsIn = (text = '') => [...text.matchAll(/"text":"([^"]*)"/g)].map(([, one]) => one)
    assert.equal(answers[0]?.headers['content-language'], tag)
    assert.deepEqual(textsIn(answers[0]?.text), textsIn(answers[1]?.text))
    assert.ok(textsIn(answers[0]?.text).includes('Passwort'))
  })
})
