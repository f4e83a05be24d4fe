// A browser that has several cookies of one name, as after `cookies.domain` was changed, sends all
// of them and does not say which is which. Whatever stands beside the right one, and on whichever
// side, everything goes on as without it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readSessionCookie, tokenToCookie } from '#http/cookies.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** A browser that also sends, for every cookie that it has, an older one of the same name. */
class DoubleJar extends Jar {
  readonly #older: ReadonlyMap<string, string>
  readonly #side: Side
  constructor(older: Jar, side: Side) {
    super()
    this.#older = new Map(
      older.header.split('; ').map((pair) => pair.split(/=(.*)/s) as unknown as [string, string]),
    )
    this.#side = side
  }
  override get header(): string {
    const own = super.header
    const older = own.split('; ').flatMap((pair) => {
      const name = pair.split('=', 1)[0] ?? ''
      const value = this.#older.get(name)
      return value === undefined ? [] : [`${name}=${value}`]
    })
    const all = this.#side === 'before it' ? [...older, own] : [own, ...older]
    return all.join('; ')
  }
  /** How many cookies it sends more than once. */
  get doubled(): number {
    const names = this.header.split('; ').map((pair) => pair.split('=', 1)[0])
    return names.length - new Set(names).size
  }
}
const sides = ['before it', 'behind it'] as const
type Side = (typeof sides)[number]

for (const edition of editions)
  describe(`an older cookie of the same name (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    /** The cookies of a browser whose session has ended, and which has waited for a sign-in. */
    const older = new Jar()
    before(async () => {
      server = await startServer()
      at = clientOf(server, edition)
      await at.signUp('older@example.org', older)
      const { json } = await server.admin('GET', '/admin/sessions')
      for (const { id } of json) await server.admin('DELETE', `/admin/sessions/${id}`)
      older.store(['ory_kratos_continuity=00000000000000000000000000000000; Path=/'])
    })
    after(() => server.close())

    for (const side of sides)
      it(`${side} changes nothing`, async () => {
        const email = `person-${side.replace(' ', '-')}@example.org`
        const jar = new DoubleJar(older, side)
        await at.signUp(email, jar)
        assert.ok(jar.doubled >= 2, jar.header)
        assert.equal((await at.whoami({ jar })).status, 200)

        // a change that needs a recent proof waits for it in a cookie of its own
        server.pass(2 * 3_600_000)
        const settings = await at.open('settings', jar)
        const changed = await at.send('settings', settings, 'password', jar, {
          password: 'another-Good-one-77!',
        })
        assert.match(changed.location ?? '', /login/)
        const path = new URL(changed.location ?? '', 'http://127.0.0.1:4433')
        const login = await server.public('GET', path.pathname + path.search, {
          jar,
          accept: 'text/html',
        })
        const flow = await at.read('login', flowIn(login) ?? '', { jar })
        const proved = await at.send('login', flow, 'password', jar, {
          [at.identifier]: email,
          password,
        })
        const back = new URL(proved.location ?? assert.fail(proved.text))
        await server.public('GET', back.pathname + back.search, { jar, accept: 'text/html' })

        const again = new DoubleJar(older, side)
        await at.send('login', await at.open('login', again), 'password', again, {
          [at.identifier]: email,
          password: 'another-Good-one-77!',
        })
        assert.equal((await at.whoami({ jar: again })).status, 200, 'the new password')
      })

    it('an administrator’s extension reaches the browser, once', async () => {
      const jar = await at.signUp('long@example.org')
      const before = jar.get('ory_kratos_session')
      const cookies = async () => (await at.whoami({ jar })).cookies
      assert.deepEqual(await cookies(), [])
      server.pass(3_600_000)
      const { json } = await server.admin('GET', '/admin/sessions?active=true&expand=identity')
      const { id } = json.find((one: any) => one.identity.traits.email === 'long@example.org')
      await server.admin('PATCH', `/admin/sessions/${id}/extend`)
      const [line = '', ...more] = await cookies()
      assert.match(line, /^ory_kratos_session=s1\..*Max-Age=86400;/)
      assert.deepEqual(more, [])
      const [now, then] = [jar.get('ory_kratos_session') ?? '', before ?? '']
      assert.equal(readSessionCookie(now)?.token, readSessionCookie(then)?.token)
      assert.deepEqual(await cookies(), [])
    })
  })

describe('the cookie of a session', () => {
  it('says when the browser drops it, and may leave that out', () => {
    const token = `ory_st_${'a'.repeat(32)}`
    for (const endsAt of [undefined, 0, 1000, 1_777_000_000_000])
      assert.deepEqual(readSessionCookie(tokenToCookie(token, endsAt)), { token, endsAt })
    assert.equal(readSessionCookie(''), undefined)
    for (const odd of ['DEAD', 's1', token]) assert.equal(readSessionCookie(odd)?.token, '')
    assert.equal(readSessionCookie('s1.abc.~')?.endsAt, undefined)
  })
})
