// Whoever changes their password may end all other sessions with it, in every edition; the built-in
// pages ask for it by a box that is ticked.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password, signIn, signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const better = 'another-Good-one-77!'

/** What is sent as `end_other_sessions`, and whether the others end by it. */
const values: readonly (readonly [name: string, form: string[] | undefined, ends: boolean])[] = [
  ['nothing', undefined, false],
  ['an empty box', ['false'], false],
  ['a ticked box', ['false', 'true'], true],
  ['true', ['true'], true],
  ['on', ['on'], true],
  ['something else', ['yes'], false],
  ['nothing in it', [''], false],
]

let people = 0

async function somebody(server: TestServer, words: Edition) {
  const email = `person${people++}@example.org`
  const { id, token } = await signUp(server, email)
  const other = await signUp(server, `other${email}`)
  const at = clientOf(server, words),
    jar = new Jar(),
    elsewhere = new Jar()
  await at.signIn(email, elsewhere)
  await at.signIn(email, jar)
  const stays = async (one: { token?: string; jar?: Jar }) => (await at.whoami(one)).status === 200
  return {
    email,
    id,
    at,
    jar,
    /** Whether each session still holds: the own one, two others, and that of another person. */
    sessions: async () => ({
      own: await stays({ jar }),
      others: [await stays({ token }), await stays({ jar: elsewhere })],
      stranger: await stays({ token: other.token }),
    }),
    send: async (method: string, fields: readonly (readonly [string, string])[]) => {
      const flow = await at.open('settings', jar)
      const { pathname, search } = new URL(at.actionOf('settings', flow, method))
      const body = [['csrf_token', at.tokenOf(flow, method)], ['method', method], ...fields]
      return server.public('POST', pathname + search, {
        jar,
        accept: 'text/html',
        payload: new URLSearchParams(body as [string, string][]).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
  }
}

const all = { own: true, others: [true, true], stranger: true }
const alone = { own: true, others: [false, false], stranger: true }

for (const words of editions.filter(({ kinds }) => kinds.includes('settings')))
  describe(`a new password (${words.name})`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer()
    })
    after(() => server.close())

    // NOTE in the editions before the newest, the first text of a repeated field counts
    const isNewest = words === editions.at(-1)
    for (const [name, sent, ends] of values.filter(([, form]) => isNewest || form?.length !== 2))
      it(`${ends ? 'ends' : 'leaves'} the other sessions: ${name}`, async () => {
        const person = await somebody(server, words)
        const choice = (sent ?? []).map((value) => ['end_other_sessions', value] as const)
        await person.send('password', [['password', better], ...choice])
        assert.deepEqual(await person.sessions(), ends ? alone : all)
        assert.equal((await signIn(server, person.email, better)).status, 200)
      })

    it('that is refused ends nothing', async () => {
      const person = await somebody(server, words)
      for (const refused of ['short', '', password])
        await person.send('password', [
          ['password', refused],
          ['end_other_sessions', 'true'],
        ])
      assert.deepEqual(await person.sessions(), all)
    })

    it('looks the same on the form after a mistake, whatever the box said', async () => {
      const person = await somebody(server, words)
      const shown = async (fields: readonly (readonly [string, string])[]) => {
        const answer = await person.send('password', [['password', 'short'], ...fields])
        const id = new URL(answer.location ?? '', 'http://nowhere').searchParams
        const flow = await person.at.read('settings', id.get(person.at.flowParameter) ?? '', {
          jar: person.jar,
        })
        return JSON.stringify(flow)
      }
      for (const choice of ['true', 'false'])
        assert.ok(!(await shown([['end_other_sessions', choice]])).includes('end_other_sessions'))
    })

    it('needs a recent sign-in for it; then it ends the others as was asked', async () => {
      const person = await somebody(server, words)
      server.pass(61 * 60_000)
      const answer = await person.send('password', [
        ['password', better],
        ['end_other_sessions', 'true'],
      ])
      assert.match(answer.location ?? '', /login/)
      assert.deepEqual(await person.sessions(), all)
      assert.equal((await signIn(server, person.email, better)).status, 400)
    })

    it('leaves known devices known', async () => {
      const person = await somebody(server, words)
      const known = async () => server.store.budgets.devicesOf(person.id, server.now())
      const before = await known()
      assert.ok(before > 0)
      await person.send('password', [
        ['password', better],
        ['end_other_sessions', 'true'],
      ])
      assert.equal(await known(), before)
    })

    it('other changes end nothing', async () => {
      const person = await somebody(server, words)
      await person.send('profile', [
        ['traits.email', person.email],
        ['traits.name.first', 'Ada'],
        ['end_other_sessions', 'true'],
      ])
      assert.deepEqual(await person.sessions(), all)
    })
  })

for (const words of editions.filter(({ servesApps }) => servesApps))
  describe(`a new password of an app (${words.name})`, () => {
    for (const [value, ends] of [
      [true, true],
      ['true', true],
      [false, false],
      [undefined, false],
      [{ true: true }, false],
    ] as const)
      it(`${ends ? 'ends' : 'leaves'} the other sessions: ${JSON.stringify(value)}`, async () => {
        const server = await startServer()
        const { email, token } = await signUp(server, 'ada@example.org')
        const own = (await signIn(server, email)).json.session_token
        const at = clientOf(server, words)
        const flow = await at.openApp('settings', { token: own })
        const { pathname, search } = new URL(at.actionOf('settings', flow, 'password'))
        const { status, text } = await server.public('POST', pathname + search, {
          token: own,
          json: {
            method: 'password',
            password: better,
            ...(value === undefined ? {} : { end_other_sessions: value }),
          },
        })
        assert.equal(status, 200, text)
        assert.equal((await at.whoami({ token: own })).status, 200)
        assert.equal((await at.whoami({ token })).status, ends ? 401 : 200)
        await server.close()
      })
  })

describe('a change that waits for a sign-in', () => {
  it('ends the other sessions when it is done', async () => {
    const server = await startServer()
    const email = 'ada@example.org'
    const { token } = await signUp(server, email)
    const at = clientOf(server, editions.at(-1) ?? assert.fail()),
      jar = new Jar()
    await at.signIn(email, jar)
    server.pass(61 * 60_000)
    const flow = await at.open('settings', jar)
    const asked = await at.send('settings', flow, 'password', jar, {
      password: better,
      end_other_sessions: 'true',
    })
    const { pathname, search } = new URL(asked.location ?? assert.fail())
    const login = await server.public('GET', pathname + search, { jar, accept: 'text/html' })
    const id = new URL(login.location ?? '').searchParams.get('flow') ?? ''
    const done = await at.send('login', await at.read('login', id, { jar }), 'password', jar, {
      identifier: email,
      password,
    })
    assert.equal((await at.whoami({ token })).status, 200)
    const back = new URL(done.location ?? assert.fail())
    await server.public('GET', back.pathname + back.search, { jar, accept: 'text/html' })
    assert.equal((await signIn(server, email, better)).status, 200)
    assert.equal((await at.whoami({ token })).status, 401)
    assert.equal((await at.whoami({ jar })).status, 200)
    await server.close()
  })
})

describe('the settings page', () => {
  const boxIn = (page: string) =>
    /<input type="checkbox"[^>]*name="end_other_sessions"[^>]*>/.exec(page)?.[0] ?? ''

  it('has the box ticked, keeps what was chosen after a mistake, and has it ticked again when done', async () => {
    const server = await startServer({
      selfservice: { flows: { settings: { ui_url: 'http://127.0.0.1:4433/ui/settings' } } },
    })
    await signUp(server, 'ada@example.org')
    const at = clientOf(server, editions.at(-1) ?? assert.fail()),
      jar = new Jar()
    await at.signIn('ada@example.org', jar)
    const flow = await at.open('settings', jar)
    const page = async () =>
      (await server.public('GET', `/ui/settings?flow=${flow.id}`, { jar, accept: 'text/html' }))
        .text
    assert.match(boxIn(await page()), /checked/)
    assert.match(await page(), /Sign out everywhere else/)
    const send = (fields: Readonly<Record<string, string>>) =>
      at.send('settings', flow, 'password', jar, fields)
    await send({ password: 'short', end_other_sessions: 'false' })
    assert.doesNotMatch(boxIn(await page()), /checked/)
    await send({ password: 'short', end_other_sessions: 'true' })
    assert.match(boxIn(await page()), /checked/)
    await send({ password: better, end_other_sessions: 'false' })
    assert.match(boxIn(await page()), /checked/)
    await server.close()
  })
})
