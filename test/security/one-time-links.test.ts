// Security requirements 9, 13 to 16, 39 and 44 for links in messages, of every kind and edition.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { pressButton, visitPage } from '../support/button-page.ts'
import { person } from '../support/code-people.ts'
import { sqliteDatabases, type TestDatabase } from '../support/databases.ts'
import { offers, routesOf } from '../support/edition-features.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { startServer, type TestServer } from '../support/server.ts'

const lifespanMs = 600_000
const kinds = ['recovery', 'verification'] as const
type Kind = (typeof kinds)[number]
const settings = {
  selfservice: {
    methods: { link: { enabled: true, config: { lifespan: '10m' } } },
    flows: {
      recovery: { enabled: true, use: 'link', lifespan: '1h' },
      verification: { enabled: true, use: 'link', lifespan: '1h' },
    },
  },
}

const cases = editions.flatMap((edition) =>
  kinds.filter((kind) => edition.kinds.includes(kind)).map((kind) => ({ edition, kind })),
)

it('links are tried in every edition, for each kind of flow that sends some', () => {
  const wanted = editions.flatMap((edition) =>
    kinds.filter((kind) => routesOf(edition).public.some(({ path }) => path.includes(`/${kind}`))),
  )
  assert.equal(cases.length, wanted.length)
  assert.ok(editions.every((edition) => offers(edition, 'link')))
})

for (const { edition, kind } of cases)
  describe(`a link of a ${kind} (${edition.name})`, () => {
    let server: TestServer, at: EditionClient, database: TestDatabase
    before(async () => {
      database = await sqliteDatabases.fresh()
      await up(database.dsn)
      const store = await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } })
      server = await startServer(settings, { store })
      at = clientOf(server, edition)
    })
    after(async () => {
      await server.close()
      await database.drop()
    })

    const field = (of: Kind) =>
      of === 'verification' && edition.flowParameter === 'request' ? 'to_verify' : 'email'
    async function ask(email: string, { json = false, jar = new Jar() } = {}) {
      const flow = await at.open(kind, jar)
      const answer = await at.send(kind, flow, 'link', jar, { [field(kind)]: email }, { json })
      return { answer, flow, jar }
    }
    /** Path and query of the link of the latest message. */
    async function linkTo(email: string): Promise<string> {
      const links = (await mailTo(server, email)).flatMap((one) => one.links)
      const url = new URL(
        links.findLast((one) => one.includes('/self-service/') && one.includes(`/${kind}`)) ??
          assert.fail(`no link for ${email}`),
      )
      return url.pathname + url.search
    }
    /** Opens the page of a link and presses its button. */
    async function use(link: string, jar = new Jar()): Promise<Jar> {
      const page = await visitPage(server, link, jar)
      if (page.text.includes('<form method="post">')) await pressButton(server, link, page, jar)
      return jar
    }
    const isVerified = async (id: string) =>
      (await server.store.identities.find(id))?.identity.verifiableAddresses[0]?.verified === true
    const isIn = async (jar: Jar) => (await at.whoami({ jar })).status === 200
    /** Whether a link has done its work: somebody is signed in, or the address is proved. */
    const worked = async (id: string, jar: Jar) =>
      kind === 'recovery' ? isIn(jar) : isVerified(id)

    it('works once when its button is pressed twenty times at the same moment', async () => {
      const email = 'click@example.org'
      const id = await person(server, email)
      await ask(email)
      const link = await linkTo(email)
      const pages = []
      for (let n = 0; n < 20; n++) {
        const jar = new Jar()
        pages.push({ jar, page: await visitPage(server, link, jar) })
      }
      const answers = await Promise.all(
        pages.map(({ jar, page }) => pressButton(server, link, page, jar)),
      )
      assert.ok(answers.every(({ status }) => status < 500))
      if (kind === 'recovery') {
        const signedIn = []
        for (const { jar } of pages) if (await isIn(jar)) signedIn.push(jar)
        assert.equal(signedIn.length, 1)
      } else {
        assert.ok(await isVerified(id))
        // the others lead to new flows
        const flows = new Set(answers.map(flowIn).filter((one) => one !== undefined))
        assert.ok(flows.size >= 19, `${flows.size}`)
      }
      const late = await use(link)
      assert.equal(await isIn(late), false)
    })

    it('ends with its lifespan, to the millisecond', async () => {
      for (const [ms, isGood] of [
        [lifespanMs, false],
        [lifespanMs - 2, true],
      ] as const) {
        const email = `after-${ms}@example.org`
        const id = await person(server, email)
        await ask(email)
        const link = await linkTo(email)
        server.pass(ms - 1)
        assert.equal(await worked(id, await use(link)), isGood, `${ms}`)
      }
    })

    it('is of no use for the other kind of flow', async () => {
      const email = 'kinds@example.org'
      const id = await person(server, email)
      await ask(email)
      const link = await linkTo(email)
      const other = kind === 'recovery' ? 'verification' : 'recovery'
      const token = /[?&]token=([^&]+)|confirm\/(\w+)/.exec(link)?.slice(1).join('') ?? ''
      assert.ok(token.length >= 22, 'it has 128 random bits at least')
      const paths = routesOf(edition)
        .public.filter(({ method, path }) => method === 'GET' && path.includes(`/${other}`))
        .map(({ path }) => path.replace(':via', 'email').replace(/:\w+/, token))
      for (const path of paths) {
        const url = at.mount + path + new URL(link, 'http://nowhere').search
        const jar = await use(`${url}${url.includes('?') ? '&' : '?'}token=${token}`)
        assert.equal(await isIn(jar), false, url)
      }
      assert.equal(await isVerified(id), false)
      assert.ok(await worked(id, await use(link)), 'and was not used up by that')
    })

    it('proves only the address to which it was sent', async () => {
      const email = 'before@example.org'
      const id = await person(server, email)
      await ask(email)
      const link = await linkTo(email)
      const account = (await server.store.identities.find(id)) ?? assert.fail()
      const changed = await server.admin('PUT', `/admin/identities/${id}`, {
        json: { schema_id: 'default', state: 'active', traits: { email: 'after@example.org' } },
      })
      assert.equal(changed.status, 200)
      assert.equal(account.identity.verifiableAddresses.length, 1)
      assert.equal(await worked(id, await use(link)), false)
    })

    it('does nothing for an account that came after the one of that address', async () => {
      const email = 'reborn@example.org'
      const first = await person(server, email)
      await ask(email)
      const link = await linkTo(email)
      await server.admin('DELETE', `/admin/identities/${first}`)
      const second = await person(server, email)
      assert.equal(await worked(second, await use(link)), false)
    })

    for (const json of [false, true])
      it(`is asked for alike at known and unknown addresses (${json ? 'JSON' : 'form'})`, async () => {
        await person(server, `known-${json}@example.org`)
        const seen = async (email: string) => {
          const { answer, jar, flow } = await ask(email, { json })
          const id = flowIn(answer) ?? flow.id
          const shown = await at.read(kind, id, { jar })
          const { 'x-request-id': _, date: __, 'content-length': ___, ...headers } = answer.headers
          return JSON.stringify([answer.status, headers, answer.json ?? '', shown])
            .replaceAll(email, '<email>')
            .replaceAll(id, '<id>')
            .replaceAll(flow.id, '<flow>')
            .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
            .replaceAll(/[A-Za-z0-9+/=]{80,}/g, '<token>')
            .replaceAll(/csrf_token([^=]*)=[^;]+/g, 'csrf_token$1=<secret>')
        }
        assert.equal(
          await seen(`unknown-${json}@example.org`),
          await seen(`known-${json}@example.org`),
        )
      })

    it('goes to one address ten times, then the last one again, and nobody is told', async () => {
      const email = 'flooded@example.org'
      await person(server, email)
      const answers = new Set<string>()
      for (let sent = 0; sent < 15; sent++) {
        const { answer, flow } = await ask(email)
        answers.add(`${answer.status} ${(answer.location ?? '').replace(flow.id, '<id>')}`)
        await server.app.courier.drain()
        server.pass(1)
      }
      assert.equal(answers.size, 1, [...answers].join())
      const count = (await mailTo(server, email)).length
      assert.ok(count >= 10 && count <= 11, `${count} messages`)
    })

    it('lies in the database and in the log as nobody can read it', async () => {
      const email = 'stored@example.org'
      await person(server, email)
      await ask(email)
      const link = await linkTo(email)
      const token = /token=([^&]+)|confirm\/(\w+)/.exec(link)?.slice(1).join('') ?? ''
      const secret = /^[0-9a-f]{64,}$/.test(token)
        ? Buffer.from(token.slice(32), 'hex').toString()
        : token
      assert.ok(secret.length >= 22)
      await use(link)
      const path = database.dsn.replace(/^sqlite:\/\/|\?.*$/g, '')
      const bytes = [path, `${path}-wal`]
        .filter((one) => existsSync(one))
        .map((one) => readFileSync(one, 'latin1'))
        .join('')
      assert.ok(bytes.includes(email))
      for (const text of [token, secret]) {
        assert.ok(!bytes.includes(text), 'the database')
        assert.ok(!server.log.join('\n').includes(text), 'the log')
      }
    })
  })
