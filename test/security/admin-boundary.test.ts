// Security requirements 34, 36 and 37: what belongs to the administrator stays there, at every
// mount. What is tried is every operation of the administration, in every edition.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  adminPlacesOf,
  hasRoute,
  placesOf,
  routesOf,
  type Row,
} from '../support/edition-features.ts'
import { clientOf, editions, type Edition, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { openApi, password, signIn, signUp, submit } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const marker = 'only-for-the-administrator'
const secrets = new RegExp(`${marker}|metadata_admin|hashed_password|"credentials"|\\$2[aby]\\$`)
/** A message to the administrator would be let through. */
const adminHost = 'http://127.0.0.1:4434/'

/** Other ways to write a path that some server takes for the path itself. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => `/${path}`,
  (path) => `/.${path}`,
  (path) => `/x/..${path}`,
  (path) => `/.//${path.slice(1)}`,
  (path) => `/health/..${path}`,
  (path) => path.replace(/\/(\w)/, (_, first: string) => `/${first.toUpperCase()}`),
  (path) => path.toUpperCase(),
  (path) => path.replace(/\/(\w)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
  (path) => path.replaceAll('/', '%2f').replace('%2f', '/'),
  (path) => `${path}/`,
  (path) => `${path}%2f`,
  (path) => `${path};x=1`,
  (path) => `${path}?ids=`,
  (path) => path.replace(/\/[^/]*$/, (last) => `/.${last}`),
]

/** What both listeners have, for a person and for the administrator. */
const onBoth =
  /^\/(self-service\/(?!.*link)|schemas|health|version$|sessions\/whoami$|sessions$|sessions\/:id$)/

/** The operations that the administration alone has. */
const administrative = (edition: Edition): readonly Row[] =>
  routesOf(edition).admin.filter(
    ({ path, options }) => options.document !== undefined && !onBoth.test(path),
  )

/** Every prefix at which an operation could be looked for. */
const prefixes: readonly string[] = [
  ...new Set([
    '',
    '/admin',
    ...editions.flatMap((one) => [...placesOf(one), ...adminPlacesOf(one)]),
  ]),
]

describe('the public port', () => {
  let server: TestServer, id: string, token: string, email: string, sessionId: string
  before(async () => {
    server = await startServer()
    ;({ id, token, email } = await signUp(server, 'ada@example.org'))
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/metadata_admin', value: { note: marker } }],
    })
    sessionId = (await server.public('GET', '/sessions/whoami', { token })).json.id
  })
  after(() => server.close())

  const stored = async () => JSON.stringify(await server.store.identities.find(id))
  const bodyFor = (method: string, { schemaKey }: Edition) =>
    method === 'GET' || method === 'HEAD'
      ? {}
      : method === 'PATCH'
        ? { json: [{ op: 'replace', path: '/state', value: 'inactive' }] }
        : { json: { [schemaKey]: 'default', traits: { email: 'intruder@example.org' } } }

  function judge({ status, text, location }: Answer, what: string): void {
    assert.ok(status >= 300 && status < 500, `${what}: ${status}`)
    assert.ok(!text.includes(email) && !text.includes(marker), what)
    if (status >= 300 && status < 400) assert.ok(location?.startsWith(adminHost), what)
  }

  for (const edition of editions)
    it(`34: serves no operation of the administration at any prefix (${edition.name})`, async () => {
      const rows = administrative(edition)
      assert.ok(rows.filter(({ path }) => path.startsWith('/identities')).length >= 5)
      const before = await stored()
      for (const prefix of prefixes)
        for (const { method, path } of rows) {
          const one = path.startsWith('/sessions') ? sessionId : id
          const url = prefix + path.replace(':type', 'password').replace(/:\w+/g, one)
          const answer = await server.public(method, url, { ...bodyFor(method, edition), token })
          judge(answer, `${method} ${url}`)
          // as a path that nobody knows
          const { status } = await server.public(method, `${prefix}/nothing/${id}`, { token })
          assert.ok([status, 307, 404, 405].includes(answer.status), `${method} ${url}`)
        }
      assert.equal(await stored(), before)
      assert.equal(await server.store.identities.count({}), 1)
      assert.equal((await server.public('GET', '/sessions/whoami', { token })).json.id, sessionId)
    })

  for (const [n, spell] of spellings.entries())
    it(`34: serves nothing of it however the path is written: ${spell('/admin/identities')}`, async () => {
      for (const prefix of prefixes)
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
          const url = spell(`${prefix}/identities`)
          const edition = editions[n % editions.length] ?? assert.fail()
          const call = bodyFor(method, edition)
          const first = await server.public(method, url, call)
          // NOTE an unclean path leads to the clean one of this host
          const leads = first.status === 307 && /^\/(?!\/)/.test(first.location ?? '')
          const answer = leads ? await server.public(method, first.location ?? '', call) : first
          judge(answer, `${method} ${url}`)
        }
      assert.equal(await server.store.identities.count({}), 1)
    })
})

for (const edition of editions)
  describe(`what belongs to the administrator (${edition.name})`, () => {
    let server: TestServer, at: EditionClient, id: string, email: string
    before(async () => {
      server = await startServer()
      at = clientOf(server, edition)
      ;({ id, email } = await signUp(server, 'ada@example.org'))
      await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/metadata_admin', value: { note: marker } }],
      })
    })
    after(() => server.close())

    it('36: what is put into the traits besides what the schema knows is not stored', async () => {
      for (const json of [false, true]) {
        const jar = new Jar()
        const address = `mallory-${json}@example.org`
        await at.send(
          'registration',
          await at.open('registration', jar),
          'password',
          jar,
          {
            'traits.email': address,
            'traits.state': 'inactive',
            'traits.metadata_admin.role': 'owner',
            password,
          },
          { json },
        )
        const account = await server.store.identities.findByAddress('recovery', address)
        if (account === undefined) continue
        const { name: _, ...traits } = account.identity.traits
        assert.deepEqual(traits, { email: address })
        assert.deepEqual(
          [account.identity.state, account.identity.metadataAdmin ?? null],
          ['active', null],
        )
      }
    })

    it('37: is, like credentials, in no answer of the public side', async () => {
      const jar = new Jar()
      const flow = await at.open('login', jar)
      const wrong = { [at.identifier]: email, password: 'wrong' }
      const right = { [at.identifier]: email, password }
      const read = (kind: 'login' | 'settings', one: { id: string }) =>
        server.public('GET', at.mount + at.readPath(kind) + one.id, { jar })
      const answers: Answer[] = []
      for (const json of [true, false]) {
        const form = await at.open('login', jar)
        answers.push(await at.send('login', form, 'password', jar, wrong, { json }))
        answers.push(await read('login', form))
      }
      const json = at.flowParameter !== 'request'
      answers.push(await at.send('login', flow, 'password', jar, right, { json }))
      answers.push(await at.whoami({ jar }), await at.whoami({}))
      const settings = await at.open('settings', jar)
      answers.push(await read('settings', settings))
      answers.push(
        await at.send(
          'settings',
          settings,
          'profile',
          jar,
          { 'traits.email': email },
          { json: true },
        ),
      )
      if (hasRoute(edition, 'public', 'GET', '/sessions'))
        answers.push(await server.public('GET', `${at.mount}/sessions`, { jar }))
      assert.ok(answers.filter(({ status }) => status === 200).length >= 4)
      for (const { text } of answers) assert.doesNotMatch(text, secrets)
      assert.doesNotMatch(server.log.join('\n'), /hashed_password|\$2[aby]\$/)
    })

    it('37: errors of the administration repeat no credential', async () => {
      const secret = 'a-secret-that-was-sent'
      const create = (traits: object, config: object) =>
        server.admin('POST', `${at.adminMount}/identities`, {
          json: {
            [at.schemaKey]: 'default',
            traits,
            credentials: { password: { config } },
          },
        })
      const replace = (path: string) =>
        server.admin('PUT', `${at.adminMount}/identities/${path}`, {
          json: { traits: {}, credentials: { password: { config: { password: secret } } } },
        })
      const answers = [
        await create({ email }, { password: secret }),
        await create({}, { password: secret }),
        await create({ email: 'free@example.org' }, { hashed_password: secret }),
        await replace(id),
        await replace('6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11'),
      ]
      if (hasRoute(edition, 'admin', 'PATCH', '/identities/:id'))
        answers.push(
          await server.admin('PATCH', `${at.adminMount}/identities/${id}`, {
            json: [
              {
                op: 'replace',
                path: '/credentials/password/config/hashed_password',
                value: secret,
              },
            ],
          }),
        )
      // NOTE editions that take no credentials leave them out
      for (const { status, text } of answers) {
        assert.ok(status < 500, `${status}`)
        assert.ok(!text.includes(secret), text)
      }
      assert.ok(answers.filter(({ status }) => status >= 400).length >= 4)
      assert.ok(!server.log.join('\n').includes(secret))
    })
  })

describe('what is sent along with a registration', () => {
  it('36: has no other way into an account than by the form', async () => {
    const server = await startServer()
    const flow = await openApi(server, 'registration')
    const { json } = await submit(server, 'registration', flow, {
      method: 'password',
      password,
      traits: { email: 'eve@example.org' },
      organization_id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
      verifiable_addresses: [
        { value: 'eve@example.org', via: 'email', verified: true, status: 'completed' },
      ],
    })
    const { json: stored } = await server.admin('GET', `/admin/identities/${json.identity.id}`)
    assert.equal(stored.organization_id, null)
    assert.deepEqual(
      stored.verifiable_addresses.map((one: any) => one.verified),
      [false],
    )
    assert.equal((await signIn(server, 'eve@example.org')).status, 200)
    await server.close()
  })
})
