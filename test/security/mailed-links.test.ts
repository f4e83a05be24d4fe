// 84: a mailed link opens a page, and its button does the work; in every edition.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { fieldsOf, html, navigation, pressButton, visitPage } from '../support/button-page.ts'
import { changesBetween, openRows } from '../support/database-rows.ts'
import { sqliteDatabases, type TestDatabase } from '../support/databases.ts'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { linkFor, mailTo, otherThan } from '../support/mail.ts'
import { startServer, type Call, type TestServer } from '../support/server.ts'

const evil = 'https://evil.example.org'
const crossSite = { 'sec-fetch-site': 'cross-site', referer: `${evil}/page`, accept: '*/*' }

/** What opens or fetches a link and is not its person's button. */
const lookers: Readonly<Record<string, Call & { readonly method?: string }>> = {
  'a browser, from a mail': { accept: html, headers: navigation('none') },
  'a browser, from another site': { accept: html, headers: navigation('cross-site') },
  'a browser, from a page of this site': { accept: html, headers: navigation('same-origin') },
  'a browser without Fetch Metadata': { accept: html, headers: { 'sec-fetch-mode': '' } },
  'a program that says nothing of itself': { accept: '*/*', headers: { 'sec-fetch-mode': '' } },
  'a program that wants JSON': { headers: { 'sec-fetch-mode': '' } },
  'an image': {
    headers: { ...crossSite, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  },
  'a frame': {
    accept: html,
    headers: { ...navigation('cross-site'), 'sec-fetch-dest': 'iframe' },
  },
  'a script of another site': {
    headers: { ...crossSite, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', origin: evil },
  },
  'a script of another site that cannot read the answer': {
    headers: { ...crossSite, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' },
  },
  'fetch that calls itself the opening of a document': {
    accept: html,
    headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'document' },
  },
  HEAD: { method: 'HEAD' },
  'HEAD of a browser': { method: 'HEAD', accept: html, headers: navigation('none') },
  ...Object.fromEntries(
    [
      { purpose: 'prefetch' },
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { 'x-moz': 'prefetch' },
    ].flatMap((headers: Readonly<Record<string, string>>) => [
      [JSON.stringify(headers), { accept: html, headers }],
      [
        `${JSON.stringify(headers)} of a browser`,
        { accept: html, headers: { ...navigation('none'), ...headers } },
      ],
    ]),
  ),
}

const kindsOf = ({ kinds }: Edition) =>
  (['recovery', 'verification'] as const).filter((kind) => kinds.includes(kind))
/** By code, only the newest edition has links, and only to verify. */
const cases = editions.flatMap((edition) => [
  ...kindsOf(edition).map((kind) => ({ edition, kind, use: 'link' as const })),
  ...(edition === editions.at(-1)
    ? [{ edition, kind: 'verification' as const, use: 'code' as const }]
    : []),
])

for (const { edition, kind, use } of cases)
  describe(`a link in a message (${kind} by ${use}, ${edition.name})`, () => {
    let server: TestServer, database: TestDatabase, rows: ReturnType<typeof openRows>
    let people = 0
    before(async () => {
      database = await sqliteDatabases.fresh()
      const { dsn } = database
      await up(dsn)
      server = await startServer(
        {
          selfservice: {
            methods: { link: { enabled: true }, code: { enabled: true } },
            flows: { [kind]: { enabled: true, use } },
          },
        },
        { store: await createStore({ dsn, sqlite: { synchronous: 'NORMAL' } }) },
      )
      rows = openRows(dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
    })
    after(async () => {
      rows.close()
      await server.close()
      await database.drop()
    })

    /** A person who has asked for a message in this browser, and the link of the message. */
    async function mailed(): Promise<{ email: string; owner: Jar; link: string; id: string }> {
      const email = `person-${people++}@example.org`,
        owner = new Jar()
      const at = clientOf(server, edition)
      const person = await at.signUp(email)
      const whoami = await at.whoami({ jar: person })
      await mailTo(server, email)
      const flow = await at.open(kind, owner)
      await at.send(kind, flow, use, owner, { email, to_verify: email })
      const link = await linkOf(email)
      return { email, owner, link, id: whoami.json.identity.id }
    }
    const linkOf = async (email: string): Promise<string> => {
      if (edition.flowParameter === 'flow') return linkFor(server, email, kind)
      const link = (await mailTo(server, email))
        .at(-1)
        ?.links.find((one) => one.includes('/self-service/'))
      const { pathname, search } = new URL(link ?? '')
      return pathname + search
    }
    const whoami = (jar: Jar) => clientOf(server, edition).whoami({ jar })
    /** Whether the work of the link is done: the browser is signed in, or the address verified. */
    async function isDone(id: string, jar: Jar): Promise<boolean> {
      if (kind === 'recovery') return (await whoami(jar)).status === 200
      const { json } = await server.admin('GET', `/admin/identities/${id}`)
      return json.verifiable_addresses[0].verified
    }

    describe('is not used up', () => {
      let asked: Awaited<ReturnType<typeof mailed>>
      before(async () => {
        asked = await mailed()
      })

      for (const [name, { method = 'GET', ...call }] of Object.entries(lookers))
        it(`by ${name}`, async () => {
          const { id, owner, link } = asked
          const other = new Jar()
          const known = rows.read()
          for (const jar of [other, owner, other]) {
            const answer = await server.public(method, link, { ...call, jar })
            assert.ok([200, 503].includes(answer.status), `${answer.status}`)
            if (method === 'GET' && answer.status === 200) fieldsOf(answer)
          }
          assert.deepEqual(changesBetween(known, rows.read()), { changed: [], added: [] })
          assert.ok(!(await isDone(id, other)) && !(await isDone(id, owner)))
        })

      it('by all of them: its button does the work after that', async () => {
        const jar = new Jar()
        const page = await visitPage(server, asked.link, jar)
        const answer = await pressButton(server, asked.link, page, jar)
        assert.ok([302, 303].includes(answer.status), answer.text)
        assert.ok(await isDone(asked.id, jar))
      })
    })

    for (const [where, sameBrowser] of [
      ['the browser that asked', true],
      ['another browser', false],
    ] as const)
      it(`works by its button once, in ${where}`, async () => {
        const { id, owner, link } = await mailed()
        const jar = sameBrowser ? owner : new Jar()
        const page = await visitPage(server, link, jar)
        const { location = '' } = await pressButton(server, link, page, jar)
        const led = new URL(location)
        assert.equal(led.origin, 'http://127.0.0.1:4455')
        assert.ok(await isDone(id, jar))
        const later = new Jar()
        await pressButton(server, link, await visitPage(server, link, later), later)
        assert.equal((await whoami(later)).status, 401)
      })

    if (edition.servesApps)
      it('works by its button when an app has asked for the message', async () => {
        const { email, id } = await mailed()
        const at = clientOf(server, edition)
        const flow = await at.openApp(kind)
        const { pathname, search } = new URL(flow.ui.action)
        const json = { method: use, email }
        assert.equal((await server.public('POST', pathname + search, { json })).status, 200)
        const link = await linkOf(email),
          jar = new Jar()
        await pressButton(server, link, await visitPage(server, link, jar), jar)
        assert.ok(await isDone(id, jar))
      })

    if (edition.servesApps && kind === 'recovery')
      it('works by its button when an administrator has made it', async () => {
        const { id } = await mailed()
        const made = await server.admin('POST', `${edition.adminMount}/recovery/link`, {
          json: { identity_id: id },
        })
        const { pathname, search } = new URL(made.json.recovery_link),
          jar = new Jar()
        const page = await visitPage(server, pathname + search, jar)
        assert.ok(!(await isDone(id, jar)))
        await pressButton(server, pathname + search, page, jar)
        assert.ok(await isDone(id, jar))
      })

    if (use === 'code')
      it('with a wrong code leads to the form, which says so and counts the try', async () => {
        const { id, link, owner } = await mailed()
        const wrong = link.replace(/code=\d+/, (right) => `code=${otherThan(right.slice(5))}`)
        assert.notEqual(wrong, link)
        for (let tries = 0; tries < 5; tries++) {
          const page = await visitPage(server, wrong, owner)
          const { location = '' } = await pressButton(server, wrong, page, owner)
          const at = clientOf(server, edition)
          const flow = await at.read(kind, new URL(location).searchParams.get('flow') ?? '', {
            jar: owner,
          })
          assert.deepEqual(at.said(flow).includes(4070006), true, JSON.stringify(at.said(flow)))
        }
        await pressButton(server, link, await visitPage(server, link, owner), owner)
        assert.ok(!(await isDone(id, owner)))
      })

    it('shows the page of the flow as the published API does', async () => {
      const { link, owner } = await mailed()
      const page = await visitPage(server, link, owner)
      const { location = '' } = await pressButton(server, link, page, owner)
      const id = new URL(location).searchParams.get(edition.flowParameter)
      if (id === null) return // led on to where the person was going
      const read = await clientOf(server, edition).read(
        kind === 'recovery' ? 'settings' : kind,
        id,
        { jar: owner },
      )
      assert.equal(read.id, id)
      if (kind === 'verification')
        assert.equal(read.state ?? 'passed_challenge', 'passed_challenge')
    })

    it('has the same page for a link that was never mailed', async () => {
      const { link } = await mailed()
      const pages = []
      for (const one of [link, link.replace(/.{6}$/, '000000')]) {
        const { text, status } = await visitPage(server, one, new Jar())
        // NOTE links to the page in other languages have its own address
        pages.push([
          status,
          text.replace(/value="[^"]{40,}"/, '').replaceAll(/href="\?[^"]*"/g, ''),
        ])
      }
      assert.deepEqual(pages[0], pages[1])
    })

    const forged: Readonly<Record<string, (fields: object) => Call>> = {
      'without the token of the page': () => ({ form: { pressed: 'true' } }),
      'with a token of another browser': (fields) => ({
        form: { ...fields, csrf_token: 'A'.repeat(86) },
      }),
      'as JSON': () => ({ json: { pressed: 'true' } }),
    }
    for (const [how, sent] of Object.entries(forged))
      it(`cannot be pressed by another site, ${how}`, async () => {
        const { id, link } = await mailed()
        const jar = new Jar()
        const page = await visitPage(server, link, jar)
        const headers = { ...navigation('cross-site'), origin: evil }
        await server.public('POST', link, { accept: html, jar, headers, ...sent(fieldsOf(page)) })
        assert.ok(!(await isDone(id, jar)))
        await pressButton(server, link, page, jar)
        assert.ok(await isDone(id, jar))
      })

    it('cannot be pressed in a browser without the cookie of the page', async () => {
      const { id, link } = await mailed()
      const page = await visitPage(server, link, new Jar())
      const jar = new Jar()
      await pressButton(server, link, page, jar)
      assert.ok(!(await isDone(id, jar)))
    })

    it('works at once for programs that call it by fetch', async () => {
      const { id, link } = await mailed()
      const jar = new Jar()
      const answer = await server.public('GET', link, { accept: html, jar })
      assert.ok([302, 303].includes(answer.status))
      if (use === 'link') assert.ok(await isDone(id, jar))
    })
  })
