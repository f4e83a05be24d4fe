// Security requirement 7: hashing never blocks other requests, and overload is told.
import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { after, before, describe, it } from 'node:test'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { statusOf, until } from '../support/process-figures.ts'

const hashesInFlight =
  ({ adminUrl }: Crashable, wanted: number) =>
  async () =>
    Number(
      /^pallas_hashes_in_flight (\d+)/m.exec(
        await (await fetch(`${adminUrl}/metrics/prometheus`)).text(),
      )?.[1],
    ) >= wanted

describe('a server on which many sign in', () => {
  let server: Crashable
  before(async () => {
    server = await crashable({
      hashers: {
        algorithm: 'argon2',
        argon2: { memory: '19456KB', iterations: 2, parallelism: 1 },
      },
    })
    await server.start()
    await register(server.url, 'busy@example.org')
  })
  after(() => server.remove())

  it('answers others while hashes are made, before any of those', async () => {
    const dear = await crashable({
      hashers: {
        algorithm: 'argon2',
        argon2: { memory: '256MB', iterations: 10, parallelism: 1 },
      },
    })
    await dear.start()
    const begun = await register(dear.url, 'dear@example.org')
    const headers = { 'x-session-token': String(begun?.json.session_token) }
    let answered = 0
    const logins = Array.from({ length: 2 * availableParallelism() }, async () => {
      const { status } = await login(dear.url, 'dear@example.org', 'wrong-password')
      answered++
      return status
    })
    await until(hashesInFlight(dear, logins.length), 60_000)
    for (let n = 0; n < 10; n++)
      assert.equal(await statusOf(`${dear.url}/sessions/whoami`, { headers }), 200)
    assert.equal(answered, 0)
    for (const status of await Promise.all(logins)) assert.ok([400, 503].includes(status))
    await dear.remove()
  })

  it('answers every one of 500 people who sign in at once', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 500 }, async (_, n) => {
        const email = n % 12 === 0 ? 'busy@example.org' : `nobody-${n}@example.org`
        return (await login(server.url, email)).status
      }),
    )
    assert.deepEqual(
      statuses.filter((status) => ![200, 400, 429, 503].includes(status)),
      [],
    )
    assert.equal(await statusOf(`${server.adminUrl}/health/ready`), 200)
  })

  it('tells overload by 503 with Retry-After, and goes on', async () => {
    const flow: any = await (await fetch(`${server.url}/self-service/login/api`)).json()
    const attempts = Array.from({ length: 1400 }, async (_, n) => {
      const answer = await fetch(`${server.url}/self-service/login?flow=${flow.id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          method: 'password',
          identifier: `overload-${n}@example.org`,
          password: 'wrong-password',
        }),
      })
      await answer.arrayBuffer()
      return {
        status: answer.status,
        retryAfter: Number(answer.headers.get('retry-after') ?? Number.NaN),
      }
    })
    const answers = await Promise.all(attempts)
    const refused = answers.filter(({ status }) => status === 503 || status === 429)
    assert.ok(refused.length > 0)
    assert.ok(refused.every(({ retryAfter }) => retryAfter >= 1))
    assert.ok(answers.every(({ status }) => [400, 429, 503].includes(status)))
    assert.equal((await login(server.url, 'busy@example.org')).status, 200)
  })
})
