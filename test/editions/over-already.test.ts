// A recovery that is over or not needed: its flow has expired when the link is opened, or somebody
// is signed in who begins one.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { html, pressButton, visitPage } from '../support/button-page.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { startServer, type Answer, type Call, type TestServer } from '../support/server.ts'

const withRecovery = editions.filter(({ kinds }) => kinds.includes('recovery'))
const home = 'http://127.0.0.1:4455/'

/** What the new flow says. */
const saysExpired = 4060005

const ways: Readonly<
  Record<string, (server: TestServer, url: string, jar: Jar) => Promise<Answer>>
> = {
  'by its button': async (server, url, jar) =>
    pressButton(server, url, await visitPage(server, url, jar), jar),
  'by a program': (server, url, jar) => server.public('GET', url, { accept: html, jar }),
}

for (const edition of withRecovery)
  describe(`a link whose flow has expired (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    let people = 0
    before(async () => {
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true, config: { lifespan: '1h' } } },
          flows: {
            recovery: { enabled: true, use: 'link', lifespan: '1s' },
            verification: { enabled: true, use: 'link', lifespan: '1s' },
          },
        },
      })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    for (const type of edition.servesApps ? ['browser', 'api'] : ['browser'])
      for (const [how, open] of Object.entries(ways))
        for (const where of ['the same browser', 'another browser'])
          it(`leads to a new recovery that says so, and to no session (${type}, ${how}, ${where})`, async () => {
            const email = `late-${edition.name}-${people++}@example.org`
            await at.signUp(email)
            const asking = new Jar()
            const app: Call = { accept: 'application/json' }
            const flow =
              type === 'api' ? await at.openApp('recovery') : await at.open('recovery', asking)
            await at.send(
              'recovery',
              flow,
              'link',
              type === 'api' ? new Jar() : asking,
              { email },
              type === 'api' ? { ...app, json: true } : {},
            )
            const link = await linkTo(email)
            server.pass(1000)
            const jar = where === 'the same browser' ? asking : new Jar()
            const answer = await open(server, link, jar)
            assert.equal((await at.whoami({ jar })).status, 401)
            const fresh =
              flowIn(answer) ?? new URL(answer.location ?? '').searchParams.get('id') ?? ''
            assert.ok(fresh !== '' && fresh !== flow.id, answer.location ?? answer.text)
            // as recorded, what opens it and is no browser gets no cookie to read the flow with
            if (
              how === 'by a program' &&
              jar.get('csrf_token') === undefined &&
              edition.like === 'current'
            )
              return
            const shown = await at.read('recovery', fresh, { jar })
            assert.equal(shown.error, undefined, `${answer.location} ${JSON.stringify(shown)}`)
            assert.deepEqual(at.said(shown), [saysExpired], JSON.stringify(shown))
          })

    async function linkTo(email: string): Promise<string> {
      const links = (await mailTo(server, email)).flatMap((mail) => mail.links)
      const { pathname, search } = new URL(links.find((one) => one.includes('/recovery')) ?? '')
      return pathname + search
    }
  })

for (const edition of withRecovery)
  describe(`a recovery while signed in (${edition.name})`, () => {
    for (const accept of [html, '*/*', 'application/json'])
      for (const query of [
        '',
        `?return_to=${encodeURIComponent(`${home}x`)}`,
        '?return_to=https%3A%2F%2Fevil.example%2F',
      ])
        it(`leaves the session as it is and is no dead end (${accept}, ${query || 'no query'})`, async () => {
          const server = await startServer({
            selfservice: {
              methods: { link: { enabled: true } },
              flows: { recovery: { enabled: true, use: 'link' } },
            },
          })
          const at = clientOf(server, edition)
          const flowJar = new Jar()
          const flow = await at.open('recovery', flowJar)
          const jar = await at.signUp('in@example.org', flowJar)
          const started = await at.start('recovery', { jar, accept }, query)
          const isNewest = edition.like === 'current'
          if (isNewest && (accept === 'application/json' || query.includes('evil')))
            assert.ok((await at.refusal(started, jar)).error.reason.length > 10)
          else {
            assert.equal(started.status, 302, started.text)
            const asked = query === '' || query.includes('evil') ? home : `${home}x`
            assert.equal(started.location, asked)
          }
          assert.equal((await at.whoami({ jar })).status, 200)
          // a form that was open before
          const sent = await at.send(
            'recovery',
            flow,
            'link',
            jar,
            { email: 'in@example.org' },
            { accept },
          )
          assert.ok(sent.status < 500, sent.text)
          // its token may be one of before the sign-in
          if (sent.location?.includes('/error') === true)
            assert.ok((await at.refusal(sent, jar)).error.reason.length > 10)
          assert.equal((await at.whoami({ jar })).status, 200)
          await server.close()
        })
  })
