import assert from 'node:assert/strict'
import { it } from 'node:test'
import { signUp } from '../../support/people.ts'
import { startServer } from '../../support/server.ts'

/** What the header says, right after a sign-up and 23 hours later; sessions last for 24 hours. */
async function cacheFor(flags: object): Promise<readonly (string | undefined)[]> {
  const server = await startServer({ feature_flags: flags, session: { lifespan: '24h' } })
  try {
    const { token } = await signUp(server, 'ada@example.org')
    const ask = async () =>
      (await server.public('GET', '/sessions/whoami', { token })).headers[
        'ory-session-cache-for'
      ] as string | undefined
    const first = await ask()
    server.pass(23 * 3_600_000)
    return [first, await ask()]
  } finally {
    await server.close()
  }
}

it('who am I says how long the answer may be kept, where that is switched on', async () => {
  assert.deepEqual(await cacheFor({ cacheable_sessions: true }), ['86400', '3600'])
  assert.deepEqual(await cacheFor({ cacheable_sessions: true, cacheable_sessions_max_age: '2h' }), [
    '7200',
    '3600',
  ])
  assert.deepEqual(await cacheFor({}), [undefined, undefined])
})
