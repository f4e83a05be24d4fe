// A device that has signed in before has tries of its own: strangers cannot spend them, and it
// spends none of theirs. Through every edition.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { addTotp, codeAt, stepUpSpa, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import {
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitSpa,
} from '../support/people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const most = 3
const strict = { pallas: { shield: { account: { tries: most }, second_factor: { tries: most } } } }
const owner = 'owner@example.org'

const isThrottled = ({ headers }: Answer) => headers['retry-after'] !== undefined

/** One try to sign in, in a browser. */
async function tryPassword(
  server: TestServer,
  edition: Edition,
  jar: Jar,
  text: string,
  email = owner,
): Promise<Answer> {
  const at = clientOf(server, edition)
  const flow = await at.open('login', jar)
  return at.send('login', flow, 'password', jar, { [at.identifier]: email, password: text })
}
/** A browser without its session. */
function signedOut(jar: Jar): Jar {
  jar.store(['ory_kratos_session=; Max-Age=0'])
  return jar
}
const hasSession = (jar: Jar) => jar.get('ory_kratos_session') !== undefined

for (const edition of editions)
  describe(`a browser that has signed in before (${edition.name})`, () => {
    const withServer = async (work: (server: TestServer) => Promise<void>): Promise<void> => {
      const server = await startServer(strict)
      await person(server, owner)
      try {
        await work(server)
      } finally {
        await server.close()
      }
    }
    const known = async (server: TestServer): Promise<Jar> => {
      const jar = new Jar()
      await tryPassword(server, edition, jar, password)
      assert.ok(hasSession(jar))
      return signedOut(jar)
    }
    const spend = async (server: TestServer): Promise<void> => {
      const stranger = new Jar()
      for (let tries = 0; tries < most; tries++)
        assert.equal(isThrottled(await tryPassword(server, edition, stranger, 'wrong')), false)
      assert.equal(isThrottled(await tryPassword(server, edition, stranger, password)), true)
    }

    it('gets in at once whatever strangers have spent, again and again', () =>
      withServer(async (server) => {
        const jar = await known(server)
        await spend(server)
        for (let round = 0; round < 3; round++) {
          await tryPassword(server, edition, signedOut(jar), password)
          assert.ok(hasSession(jar), `round ${round}`)
        }
        assert.equal(isThrottled(await tryPassword(server, edition, new Jar(), password)), true)
      }))

    it('has a limit of its own, which is not that of strangers', () =>
      withServer(async (server) => {
        const jar = await known(server)
        let tries = 0
        while (!isThrottled(await tryPassword(server, edition, jar, 'wrong'))) tries++
        assert.equal(tries, 30)
        await tryPassword(server, edition, new Jar(), password)
      }))

    it('is known for its own account only', () =>
      withServer(async (server) => {
        await person(server, 'other@example.org')
        const jar = new Jar()
        await tryPassword(server, edition, jar, password, 'other@example.org')
        await spend(server)
        assert.equal(
          isThrottled(await tryPassword(server, edition, signedOut(jar), password)),
          true,
        )
      }))

    it('is forgotten when all sessions are ended', () =>
      withServer(async (server) => {
        const jar = await known(server)
        const { json } = await server.admin('GET', '/admin/identities')
        await server.admin('DELETE', `/admin/identities/${json[0].id}/sessions`)
        await spend(server)
        assert.equal(isThrottled(await tryPassword(server, edition, jar, password)), true)
      }))
  })

describe('a device', () => {
  const spendAll = async (server: TestServer, email: string): Promise<void> => {
    for (let tries = 0; tries < most; tries++) await signIn(server, email, 'wrong')
    assert.ok(isThrottled(await signIn(server, email)))
  }

  it('of an app is known by the session token that it had last', async () => {
    const server = await startServer(strict)
    const { token } = await signUp(server, owner)
    await spendAll(server, owner)
    const again = async (sent: string) =>
      submit(
        server,
        'login',
        await openApi(server, 'login'),
        { method: 'password', identifier: owner, password },
        { headers: { 'x-session-token': sent } },
      )
    await server.public('DELETE', '/self-service/logout/api', { json: { session_token: token } })
    const { status, json } = await again(token)
    assert.equal(status, 200)
    await server.public('DELETE', '/self-service/logout/api', { json })
    assert.ok(isThrottled(await again(token)), 'the older token has been replaced')
    assert.equal((await again(json.session_token)).status, 200)
    await server.close()
  })

  it('stays known after a sign-out', async () => {
    const server = await startServer(strict)
    await signUp(server, owner)
    const jar = await signedInBrowser(server, owner)
    const { json } = await server.public('GET', '/self-service/logout/browser', { jar })
    const { pathname, search } = new URL(json.logout_url)
    await server.public('GET', pathname + search, { jar })
    await spendAll(server, owner)
    const flow = await openSpa(server, 'login', jar)
    const fields = { method: 'password', identifier: owner, password }
    assert.equal((await submitSpa(server, 'login', flow, jar, fields)).status, 200)
    await server.close()
  })

  it('does not become known with the first of two factors', async () => {
    const server = await startServer(mergeDeep(withFactors, strict))
    const { token } = await signUp(server, owner)
    const secret = await addTotp(server, token)
    const wrong = (jar: Jar) => stepUpSpa(server, jar, { method: 'totp', totp_code: '000000' })
    const half = async (jar = new Jar()): Promise<Jar> => {
      const fields = { method: 'password', identifier: owner, password }
      await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, fields)
      return jar
    }
    const thief = await half()
    for (let tries = 0; tries < most; tries++) assert.equal(isThrottled(await wrong(thief)), false)
    assert.equal(isThrottled(await wrong(thief)), true)

    server.pass(most * 15 * 60_000)
    const jar = await half()
    const right = () =>
      stepUpSpa(server, jar, { method: 'totp', totp_code: codeAt(secret, server.now()) })
    assert.equal((await right()).status, 200)
    for (let tries = 0; tries < most; tries++) await wrong(thief)
    assert.equal(isThrottled(await wrong(thief)), true)
    server.pass(30_000)
    await half(signedOut(jar))
    assert.equal((await right()).status, 200)
    await server.close()
  })

  it('does not become known by a secret that was planted', async () => {
    const server = await startServer(strict)
    await signUp(server, owner)
    const planted = new Jar()
    await openSpa(server, 'login', planted)
    const victim = new Jar()
    victim.store(planted.header.split('; '))
    const flow = await openSpa(server, 'login', victim)
    const fields = { method: 'password', identifier: owner, password }
    assert.equal((await submitSpa(server, 'login', flow, victim, fields)).status, 200)
    await spendAll(server, owner)
    const attack = await openSpa(server, 'login', planted)
    assert.ok(isThrottled(await submitSpa(server, 'login', attack, planted, fields)))
    await server.close()
  })
})
