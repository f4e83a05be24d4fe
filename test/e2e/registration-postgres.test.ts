// Security requirements 62, 63 and 66 on PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { postgresDatabases } from '../support/databases.ts'
import { statusOf } from '../support/process-figures.ts'

const kills = 10

describe('registrations on PostgreSQL', { skip: postgresDatabases.skip }, () => {
  let first: Crashable, second: Crashable
  before(async () => {
    const { dsn } = await postgresDatabases.fresh()
    await up(dsn)
    first = await crashable({ dsn })
    second = await crashable({ dsn })
    await Promise.all([first.start(), second.start()])
  })
  after(async () => {
    await first?.remove()
    await second?.remove()
  })

  it(`an answered one survives ${kills} kills of the server, and none is half made`, async () => {
    const answered: { email: string; token: string }[] = [],
      uncertain: string[] = []
    for (let round = 0; round < kills; round++) {
      // NOTE a machine that is busy takes its time for the first answer of a server that has started
      const firstAnswer = Promise.withResolvers<void>()
      const clients = Array.from({ length: 8 }, async (_, client) => {
        for (let next = 0; ; next++) {
          const email = `kill-${round}-${client}-${next}@example.org`
          const answer = await register(first.url, email)
          if (answer === undefined) return void uncertain.push(email)
          assert.equal(answer.status, 200, JSON.stringify(answer.json))
          answered.push({ email, token: answer.json.session_token })
          firstAnswer.resolve()
        }
      })
      await Promise.race([firstAnswer.promise, Promise.all(clients)])
      await new Promise((resolve) => setTimeout(resolve, (round * 37) % 200))
      await first.kill()
      await Promise.all(clients)
      await first.start()
    }
    assert.ok(answered.length > kills, `only ${answered.length} registrations were answered`)
    for (const { email, token } of answered)
      assert.equal(
        await statusOf(`${second.url}/sessions/whoami`, { headers: { 'x-session-token': token } }),
        200,
        `the session of ${email} is lost`,
      )
    for (const email of uncertain) {
      if ((await login(second.url, email)).status !== 200)
        assert.equal((await register(second.url, email))?.status, 200, `${email} is half there`)
    }
  })

  it('of a hundred with the same identifier on two instances exactly one makes an identity, and none is a fault of the server', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        register(
          n % 2 === 0 ? first.url : second.url,
          n % 3 === 0 ? 'SAME@example.org' : 'same@example.org',
        ),
      ),
    )
    assert.equal(answers.filter((one) => one?.status === 200).length, 1)
    for (const one of answers)
      if (one?.status !== 200)
        assert.deepEqual(
          [one?.status, one?.json.ui.messages.map((message: { id: number }) => message.id)],
          [400, [4000007]],
        )
    assert.equal((await login(second.url, 'same@example.org')).status, 200)
  })

  it('a session that is ended on one instance is over on the other with the next request', async () => {
    const token = (await register(first.url, 'everywhere@example.org'))?.json.session_token
    const whoami = (url: string) =>
      statusOf(`${url}/sessions/whoami`, { headers: { 'x-session-token': token } })
    assert.deepEqual([await whoami(first.url), await whoami(second.url)], [200, 200])
    assert.equal(
      await statusOf(`${first.url}/self-service/logout/api`, {
        method: 'DELETE',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session_token: token }),
      }),
      204,
    )
    assert.equal(await whoami(second.url), 401)
  })
})
