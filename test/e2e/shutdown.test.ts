// Security requirement 72: a server that is told to end does so in good order.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { crashable, login, password, register, type Crashable } from '../support/crashable.ts'
import { pause, statusOf, until } from '../support/process-figures.ts'
import { exchange, open, request } from '../support/raw.ts'
import { answering, startReceiver, webHook, type Receiver } from '../support/receiver.ts'

describe('a server that is told to end', () => {
  let server: Crashable, receiver: Receiver
  before(async () => {
    receiver = await startReceiver()
  })
  after(() => receiver.close())
  beforeEach(async () => {
    const hooks = [webHook(`${receiver.url}/consulted`, { response: { parse: true } })]
    server = await crashable({ selfservice: { flows: { login: { after: { hooks } } } } })
    await server.start()
  })
  afterEach(() => server.remove())

  /** A login that the server is at work on until it may go on: a hook is waited for. */
  async function heldLogin(email: string) {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
    receiver.calls.length = 0
    receiver.answers((call, response) => void mayGoOn.then(() => answering(204)(call, response)))
    const done = login(server.url, email)
    await until(() => receiver.calls.length > 0, 30_000)
    return { done, goOn }
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`by ${signal} says that it is not ready, answers what is in flight, and ends with 0`, async () => {
      assert.equal((await register(server.url, 'slow@example.org'))?.status, 200)
      const { done, goOn } = await heldLogin('slow@example.org')
      const ended = server.terminate(signal)
      await until(async () => (await statusOf(`${server.adminUrl}/health/ready`)) === 503, 10_000)
      assert.equal(await statusOf(`${server.url}/health/ready`), 503)
      assert.equal(await statusOf(`${server.url}/health/alive`), 200)
      goOn()
      assert.equal((await done).status, 200)
      assert.equal((await ended).code, 0)
    })
  }

  it('again while it ends goes on as before', async () => {
    assert.equal((await register(server.url, 'twice@example.org'))?.status, 200)
    const { done, goOn } = await heldLogin('twice@example.org')
    const ended = server.terminate()
    await pause(50)
    void server.terminate('SIGINT')
    void server.terminate()
    goOn()
    assert.equal((await done).status, 200)
    assert.equal((await ended).code, 0)
  })

  it('closes connections that are kept alive or were never used, and waits for none of them', async () => {
    const kept = await open(Number(new URL(server.url).port)),
      unused = await open(Number(new URL(server.adminUrl).port))
    const closed = [kept, unused].map(
      (socket) =>
        new Promise((resolve) =>
          socket
            .once('close', resolve)
            .on('error', () => undefined)
            .resume(),
        ),
    )
    kept.write(request('GET /health/alive'))
    await pause(100)
    // by themselves they would be there for half a minute and more
    const waits = pause(25_000).then(() => ({ code: 'it waits' }))
    const { code } = await Promise.race([server.terminate(), waits])
    await Promise.all(closed)
    assert.equal(code, 0)
  })

  it('ends although somebody is still sending a body', async () => {
    const sending = exchange(
      Number(new URL(server.url).port),
      [
        request('POST /self-service/login?flow=x', [
          'Content-Type: application/json',
          'Content-Length: 1000',
        ]),
        ...Array.from({ length: 900 }, () => 'x'),
      ],
      { pauseMs: 40 },
    )
    await pause(200)
    const { code } = await server.terminate()
    assert.equal(code, 0)
    assert.ok((await sending).sent < 900, 'they were still sending')
  })

  it('keeps what it answered', async () => {
    assert.equal((await register(server.url, 'kept@example.org'))?.status, 200)
    assert.equal((await server.terminate()).code, 0)
    await server.start()
    assert.equal((await login(server.url, 'kept@example.org', password)).status, 200)
  })
})
