import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { messageIds, signIn } from '../../support/people.ts'
import { answering, program, startReceiver, type Receiver } from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('a password that another system keeps', () => {
  let receiver: Receiver,
    server: TestServer,
    made = 0
  before(async () => {
    receiver = await startReceiver()
    const hook = {
      enabled: true,
      config: {
        url: `${receiver.url}/check`,
        method: 'POST',
        body: program('function(ctx) { identifier: ctx.identifier, password: ctx.password }'),
      },
    }
    server = await startServer(
      {
        pallas: { guessing: { max_failures: 3, wait: '1m' } },
        selfservice: { methods: { password: { config: { migrate_hook: hook } } } },
      },
      { callLimits: { timeoutMs: 300, maxBytes: 1000, waitsMs: [] } },
    )
  })
  beforeEach(() => {
    receiver.calls.length = 0
    receiver.answers((call, response) =>
      (call.json.password === 'old-secret-77'
        ? answering(200, { status: 'password_match' })
        : answering(403))(call, response),
    )
  })
  after(async () => {
    await server.close()
    await receiver.close()
  })
  async function person(): Promise<string> {
    const email = `old-${made++}@example.org`
    await server.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email },
        credentials: { password: { config: { use_password_migration_hook: true } } },
      },
    })
    return email
  }

  it('is asked for once, and kept here from then on', async () => {
    const email = await person()
    assert.equal((await signIn(server, email, 'old-secret-77')).status, 200)
    assert.equal((await signIn(server, email, 'old-secret-77')).status, 200)
    assert.deepEqual(
      receiver.calls.map(({ json }) => json),
      [{ identifier: email, password: 'old-secret-77' }],
    )
  })

  it('that is wrong is refused as any other, and counted', async () => {
    const email = await person()
    assert.deepEqual(messageIds((await signIn(server, email, 'wrong-1')).json), [4000006])
    for (const wrong of ['wrong-2', 'wrong-3']) await signIn(server, email, wrong)
    assert.notEqual((await signIn(server, email, 'old-secret-77')).status, 200)
    assert.equal(receiver.calls.length, 3)
  })

  for (const [what, mood] of Object.entries({
    'does not answer': () => undefined,
    'answers nonsense': answering(200, 'yes'),
    'has failed': answering(500),
  })) {
    it(`lets nobody in when that system ${what}`, async () => {
      const email = await person()
      receiver.answers(mood)
      const { status, text } = await signIn(server, email, 'old-secret-77')
      assert.notEqual(status, 200)
      assert.doesNotMatch(text, /old-secret-77/)
      assert.ok(server.log.every((line) => !line.includes('old-secret-77')))
      receiver.answers(answering(200, { status: 'password_match' }))
      assert.equal((await signIn(server, email, 'old-secret-77')).status, 200)
    })
  }
})
