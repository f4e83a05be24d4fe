// Security requirement 85: what holds for sessions, flows and accounts holds at every mount.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import {
  clientOf,
  editions,
  flowIn,
  type EditionClient,
  type FlowKind,
} from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const day = 24 * 3_600_000
const marker = 'only-for-the-administrator'

const allKinds = {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: { recovery: { enabled: true }, verification: { enabled: true } },
  },
}
/** The anti-forgery secret, whose cookie some editions name by the host. */
const secretOf = (jar: Jar): string => /csrf_token[^=]*=([^;]+)/.exec(jar.header ?? '')?.[1] ?? ''

for (const edition of editions)
  describe(`at every mount (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer(allKinds)
      at = clientOf(server, edition)
    })
    after(() => server.close())

    const who = async (jar: Jar) => (await at.whoami({ jar })).status
    const idOf = async (email: string): Promise<string> => {
      const { json } = await server.admin('GET', '/admin/identities?page_size=250')
      return json.find(({ traits }: any) => traits.email === email).id
    }
    const signIn = async (email: string, jar = new Jar()) => {
      await at.signIn(email, jar)
      return jar
    }
    const hasSession = (jar: Jar) => jar.get('ory_kratos_session') !== undefined

    it('a login begins a session and an anti-forgery secret anew; what was planted is worth nothing', async () => {
      await at.signUp('fixed@example.org')
      const jar = new Jar()
      const flow = await at.open('login', jar)
      const planted = jar.header
      const fields = { [at.identifier]: 'fixed@example.org', password }
      await at.send('login', flow, 'password', jar, fields)
      assert.equal(await who(jar), 200)
      assert.equal((await at.whoami({ headers: { cookie: planted } })).status, 401)
      const again = await signIn('fixed@example.org')
      assert.notEqual(again.get('ory_kratos_session'), jar.get('ory_kratos_session'))
      assert.notEqual(secretOf(again), secretOf(jar))
    })

    it('a session is found by its whole value only', async () => {
      const jar = await at.signUp('whole@example.org')
      const value = jar.get('ory_kratos_session') ?? ''
      // behind the dot stands when the browser drops the cookie
      const [token = '', end] = value.split(/(?<=^[^.]+[.][^.]+)[.]/)
      assert.ok(token.length > 30 && end !== undefined, value)
      const others = [token.slice(0, -1), `${token}x`, token.toUpperCase()]
      for (const other of [...others.flatMap((one) => [one, `${one}.${end}`]), '', '*'])
        assert.equal(
          (await at.whoami({ headers: { cookie: `ory_kratos_session=${other}` } })).status,
          401,
          other,
        )
    })

    /** What ends the sessions of a person, on the very next request. */
    const ends: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
      deactivation: (id) =>
        server.admin('PATCH', `/admin/identities/${id}`, {
          json: [{ op: 'replace', path: '/state', value: 'inactive' }],
        }),
      deletion: (id) => server.admin('DELETE', `/admin/identities/${id}`),
      'an administrator': (id) => server.admin('DELETE', `/admin/identities/${id}/sessions`),
      'their expiry': async () => server.pass(day + 1),
    }
    for (const [what, end] of Object.entries(ends))
      it(`sessions end with ${what} on the very next request`, async () => {
        const email = `${Object.keys(ends).indexOf(what)}-ends@example.org`
        const jar = await at.signUp(email)
        // the second time it is known without asking the database
        for (const _ of ['first', 'again']) assert.equal(await who(jar), 200)
        await end(await idOf(email))
        assert.equal(await who(jar), 401)
        const isBack = hasSession(await signIn(email))
        assert.equal(isBack, what !== 'deactivation' && what !== 'deletion')
      })

    it('a flow is sent by the browser that opened it only', async () => {
      await person(server, 'forged@example.org')
      const [jar, other] = [new Jar(), new Jar()]
      const flow = await at.open('login', jar),
        theirs = await at.open('login', other)
      for (const stranger of [new Jar(), other]) {
        const path = at.mount + at.readPath('login') + flow.id
        const read = await server.public('GET', path, { jar: stranger })
        // editions that show it to whoever knows its id show nothing by which it could be sent
        if (read.status === 200) {
          const sent = { [at.identifier]: 'forged@example.org', password }
          await at.send('login', read.json, 'password', stranger, sent)
          assert.equal(hasSession(stranger), false)
        } else assert.equal(read.status, 403)
      }
      const fields = { [at.identifier]: 'forged@example.org', password }
      const token = (csrf_token: string) => ({ ...fields, csrf_token })
      const attempts: readonly (readonly [Jar, Record<string, string>])[] = [
        [new Jar(), fields],
        [other, fields],
        [jar, token(at.tokenOf(theirs, 'password'))],
        [jar, token('')],
        [jar, token('x')],
        [jar, token(secretOf(jar))],
      ]
      for (const [sender, sent] of attempts)
        for (const json of [false, true]) {
          await at.send('login', flow, 'password', sender, sent, { json })
          assert.equal(hasSession(sender), false, JSON.stringify(sent))
        }
      await at.send('login', flow, 'password', jar, fields)
      assert.equal(hasSession(jar), true, 'and the right one gets in')
    })

    it('a flow of one kind is unknown to the others', async () => {
      const jar = new Jar()
      const kinds = at.kinds.filter((kind) => kind !== 'settings')
      for (const kind of kinds) {
        const { id } = await at.open(kind, jar)
        for (const other of kinds.filter((one) => one !== kind)) {
          const read = await server.public('GET', at.mount + at.readPath(other) + id, { jar })
          assert.ok([403, 404].includes(read.status), `${kind} as ${other}: ${read.status}`)
        }
      }
    })

    it('settings of somebody are opened, read and sent by nobody else', async () => {
      const [mine, theirs] = [new Jar(), new Jar()]
      await at.signUp('mine@example.org', mine)
      await at.signUp('theirs@example.org', theirs)
      const flow = await at.open('settings', mine)
      const path = at.mount + at.readPath('settings') + flow.id
      assert.equal((await server.public('GET', path, { jar: mine })).status, 200)
      for (const stranger of [theirs, new Jar()]) {
        const read = await server.public('GET', path, { jar: stranger })
        assert.ok(read.status >= 300 && !read.text.includes('mine@example.org'))
        const fields = { 'traits.email': 'taken-over@example.org' }
        await at.send('settings', flow, 'profile', stranger, fields)
      }
      const { json } = await server.admin('GET', '/admin/identities?page_size=250')
      assert.ok(!JSON.stringify(json).includes('taken-over'))
      assert.equal(flowIn(await at.start('settings', { jar: new Jar() })), undefined)
    })

    it('a form changes nothing that it does not offer', async () => {
      const more = {
        id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11',
        state: 'inactive',
        schema_id: 'other',
        external_id: 'crm-1',
        'metadata_public.plan': 'gold',
        'metadata_admin.role': 'owner',
        'verifiable_addresses.verified': 'true',
        'credentials.password.config.password': 'another-one',
        identity_id: 'x',
        active: 'password',
      }
      const jar = new Jar()
      const email = 'extras@example.org'
      for (const kind of ['registration', 'settings'] as const)
        for (const json of [false, true]) {
          const flow = await at.open(kind, jar)
          const method = kind === 'settings' ? 'profile' : 'password'
          await at.send(
            kind,
            flow,
            method,
            jar,
            { ...more, 'traits.email': email, password },
            { json },
          )
          if (!hasSession(jar)) continue
          const { json: stored } = await server.admin(
            'GET',
            `/admin/identities/${await idOf(email)}`,
          )
          assert.notEqual(stored.id, more.id)
          assert.deepEqual(
            [stored.state, stored.schema_id, stored.external_id ?? null],
            ['active', 'default', null],
          )
          assert.deepEqual([stored.metadata_public, stored.metadata_admin], [null, null])
          assert.equal(stored.verifiable_addresses[0].verified, false)
          if (kind === 'registration') break
        }
      assert.ok(hasSession(jar), 'somebody signed up')
      assert.ok(hasSession(await signIn(email)))
    })

    it('a weak password is refused at sign-up and in the settings', async () => {
      const email = 'very-long-name@example.org'
      const weak = [
        '1234567',
        'password1234',
        email,
        'very-long-name',
        ' '.repeat(3),
        'x'.repeat(5),
      ]
      const fresh = new Jar()
      for (const text of weak) {
        const flow = await at.open('registration', fresh)
        const fields = { 'traits.email': email, password: text }
        await at.send('registration', flow, 'password', fresh, fields)
        assert.equal(hasSession(fresh), false, text)
      }
      const jar = await at.signUp(email)
      for (const text of weak) {
        await at.send('settings', await at.open('settings', jar), 'password', jar, {
          password: text,
        })
        const other = new Jar()
        await at.send('login', await at.open('login', other), 'password', other, {
          [at.identifier]: email,
          password: text,
        })
        assert.equal(hasSession(other), false, text)
      }
      assert.ok(hasSession(await signIn(email)), 'the strong one stays')
    })

    it('the public listener tells and changes nothing of the administration', async () => {
      const email = 'kept@example.org'
      const jar = await at.signUp(email)
      const id = await idOf(email)
      await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/metadata_admin', value: { note: marker } }],
      })
      const before = await server.store.identities.count({})
      const places = [at.mount, at.adminMount, `${at.mount}/..${at.adminMount}`]
      for (const place of places)
        for (const path of ['/identities', `/identities/${id}`, `/identities/${id}/sessions`])
          for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
            const body =
              method === 'GET' ? {} : { json: { traits: { email: 'intruder@example.org' } } }
            const answer = await server.public(method, place + path, { jar, ...body })
            assert.ok(answer.status >= 300 && answer.status < 500, `${method} ${place}${path}`)
            assert.ok(!answer.text.includes(marker))
          }
      assert.equal(await server.store.identities.count({}), before)
      const { text, status } = await at.whoami({ jar })
      assert.equal(status, 200)
      assert.ok(!text.includes(marker), 'nor is it shown to its own person')
    })

    it('whoever comes back is sent to listed addresses only', async () => {
      const evil = [
        'https://evil.example.org/',
        '//evil.example.org/',
        'http://127.0.0.1:4455.evil.example.org/',
        'http://127.0.0.1:4455@evil.example.org/',
        'javascript:alert(1)',
        'http://127.0.0.1:44551/',
      ]
      const start = (kind: FlowKind, to: string, jar: Jar) =>
        at.start(kind, { jar }, `?return_to=${encodeURIComponent(to)}`)
      await person(server, 'returns@example.org')
      const signedInBy = async (to: string) => {
        const jar = new Jar()
        const flow = flowIn(await start('login', to, jar))
        if (flow === undefined) return undefined
        const form = await at.read('login', flow, { jar })
        const fields = { [at.identifier]: 'returns@example.org', password }
        return (await at.send('login', form, 'password', jar, fields)).location ?? ''
      }
      assert.equal(await signedInBy('http://127.0.0.1:4455/listed'), 'http://127.0.0.1:4455/listed')
      for (const to of evil) {
        for (const kind of at.kinds.filter((one) => one !== 'settings')) {
          const { location = '', status } = await start(kind, to, new Jar())
          assert.ok(status >= 300 && status < 500, `${kind}: ${status}`)
          assert.ok(!location.startsWith(to), location)
        }
        assert.ok(!(await signedInBy(to))?.startsWith(to), to)
      }
    })
  })
