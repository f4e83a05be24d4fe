// Security requirement 74: a clock that jumps revives nothing that is over, and stops nothing.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openApi, password, signIn, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const hour = 3_600_000,
  day = 24 * hour

describe('a clock that jumps', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      session: { lifespan: '2h' },
      selfservice: { flows: { login: { lifespan: '10m' } } },
    })
  })
  after(() => server.close())

  const whoami = async (token: string) =>
    (await server.public('GET', '/sessions/whoami', { token })).status
  const jump = async (ms: number, work: () => Promise<void>): Promise<void> => {
    server.pass(ms)
    try {
      await work()
    } finally {
      server.pass(-ms)
    }
  }

  it('forward ends sessions and flows by what it says', async () => {
    const { token } = await signUp(server, 'forward@example.org')
    const flow = await openApi(server, 'login')
    await jump(3 * hour, async () => {
      assert.equal(await whoami(token), 401)
      assert.equal(
        (
          await submit(server, 'login', flow, {
            method: 'password',
            identifier: 'forward@example.org',
            password,
          })
        ).status,
        410,
      )
    })
  })

  it('back does not make a session or a flow live longer than it was given', async () => {
    const { token } = await signUp(server, 'back@example.org')
    const flow = await openApi(server, 'login')
    await jump(-2 * day, async () => void (await whoami(token)))
    server.pass(2 * hour + 1)
    assert.equal(await whoami(token), 401)
    assert.equal(
      (
        await submit(server, 'login', flow, {
          method: 'password',
          identifier: 'back@example.org',
          password,
        })
      ).status,
      410,
    )
  })

  it('back does not revive a session that was ended, nor one whose identity was disabled', async () => {
    const ended = await signUp(server, 'ended@example.org'),
      disabled = await signUp(server, 'disabled@example.org')
    assert.equal(
      (
        await server.public('DELETE', '/self-service/logout/api', {
          json: { session_token: ended.token },
        })
      ).status,
      204,
    )
    assert.equal(
      (
        await server.admin('PATCH', `/admin/identities/${disabled.id}`, {
          json: [{ op: 'replace', path: '/state', value: 'inactive' }],
        })
      ).status,
      200,
    )
    for (const ms of [-day, day, -30 * day]) {
      await jump(ms, async () => {
        assert.equal(await whoami(ended.token), 401)
        assert.equal(await whoami(disabled.token), 401)
      })
    }
  })

  it('back does not revive a flow that was used', async () => {
    const flow = await openApi(server, 'registration')
    assert.equal(
      (
        await submit(server, 'registration', flow, {
          method: 'password',
          password,
          traits: { email: 'used@example.org' },
        })
      ).status,
      200,
    )
    await jump(-5 * 60_000, async () => {
      assert.notEqual(
        (
          await submit(server, 'registration', flow, {
            method: 'password',
            password,
            traits: { email: 'again@example.org' },
          })
        ).status,
        200,
      )
    })
  })

  it('back or forth keeps nobody out who knows the password', async () => {
    await signUp(server, 'stays@example.org')
    for (const ms of [-10 * day, 10 * day])
      await jump(ms, async () =>
        assert.equal((await signIn(server, 'stays@example.org')).status, 200),
      )
  })

  it('back does not forget wrong guesses', async () => {
    const strict = await startServer({ pallas: { guessing: { max_failures: 5 } } })
    try {
      await signUp(strict, 'guessed@example.org')
      for (let tries = 0; tries < 6; tries++)
        await signIn(strict, 'guessed@example.org', 'wrong-password')
      assert.notEqual((await signIn(strict, 'guessed@example.org')).status, 200)
      strict.pass(-day)
      assert.notEqual((await signIn(strict, 'guessed@example.org')).status, 200)
    } finally {
      await strict.close()
    }
  })
})
