import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { unrecorded } from '#audit/unrecorded.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { aMessage, startCourier, until, type TestCourier } from '../support/courier.ts'
import { startMailServer } from '../support/mail-server.ts'

const section = (port: number, more: object = {}) => ({
  smtp: { connection_uri: `smtp://127.0.0.1:${port}/?disable_starttls=true` },
  worker: { pull_wait: '50ms' },
  ...more,
})

async function start(t: TestContext, more: object = {}) {
  const server = await startMailServer()
  const proxy = await startFaultProxy({ host: '127.0.0.1', port: server.port })
  const courier = await startCourier(section(proxy.port, more))
  t.after(async () => {
    await courier.stop()
    await Promise.all([proxy.close(), server.close()])
  })
  return { server, proxy, courier }
}

const queueMany = (courier: TestCourier, count: number, name: string) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      courier.courier.queue(aMessage({ recipient: `${name}-${index}@example.org` })),
    ),
  )
const statuses = async (courier: TestCourier) =>
  (await courier.store.messages.list({}, { limit: 500 })).map(({ status }) => status)

const tries = async (courier: TestCourier) =>
  (await courier.store.messages.list({}, { limit: 500 })).reduce(
    (sum, { sendCount }) => sum + sendCount,
    0,
  )

describe('a mail server that fails', () => {
  it('is down: one is tried after each rest, and all leave when it is back', async (t) => {
    const { server, proxy, courier } = await start(t, { message_retries: 0 })
    let now = performance.now()
    t.mock.method(performance, 'now', () => now)
    /** Many looks at the queue, in no time. */
    const look = async () => {
      for (let looks = 0; looks < 30; looks++) {
        courier.worker.wake()
        await new Promise((resolve) => setImmediate(resolve))
      }
      return tries(courier)
    }
    proxy.set('down')
    courier.worker.start()
    await queueMany(courier, 100, 'down')
    await until(async () => (await tries(courier)) >= 10)
    assert.equal(await look(), 10, 'as many as may leave at once')
    for (let rests = 1; rests <= 3; rests++) {
      now += 15_000
      await until(async () => (await tries(courier)) >= 10 + rests)
      assert.equal(await look(), 10 + rests)
    }
    assert.deepEqual(new Set(await statuses(courier)), new Set(['queued']))
    proxy.set('working')
    now += 15_000
    await server.arrived(100, 30_000)
    assert.equal(new Set(server.mails.map(({ envelope }) => envelope.to[0])).size, 100)
    await until(async () => (await statuses(courier)).every((status) => status === 'sent'))
  })

  it('breaks connections in the middle of mails', async (t) => {
    const { server, courier } = await start(t)
    server.mood = 'drop'
    courier.worker.start()
    await queueMany(courier, 30, 'drop')
    await until(async () => (await tries(courier)) >= 1)
    assert.equal(server.mails.length, 0)
    server.mood = 'well'
    await server.arrived(30, 30_000)
    assert.equal(new Set(server.mails.map(({ mail }) => mail.messageId)).size, 30)
  })

  it('asks to come back later', async (t) => {
    const { server, courier } = await start(t, { message_retries: 0 })
    server.mood = 'defer'
    courier.worker.start()
    await queueMany(courier, 20, 'defer')
    await until(async () =>
      (await courier.store.messages.list({}, { limit: 50 })).every(
        ({ sendCount }) => sendCount >= 2,
      ),
    )
    assert.deepEqual(new Set(await statuses(courier)), new Set(['queued']))
    server.mood = 'well'
    await server.arrived(20, 30_000)
  })

  it('is slow: mails go side by side, and once each', async (t) => {
    const { server, courier } = await start(t)
    server.mood = 'hold'
    courier.worker.start()
    await queueMany(courier, 10, 'slow')
    await until(() => server.inHand === 10)
    server.mood = 'well'
    await until(async () => (await statuses(courier)).every((status) => status === 'sent'))
    assert.equal(server.mails.length, 10)
  })

  it('knows one recipient not: others are not held up, and the one is given up visibly', async (t) => {
    const { server, courier } = await start(t, { message_retries: 1 })
    server.unknown.add('nobody@example.org')
    await courier.courier.queue(aMessage({ recipient: 'nobody@example.org' }))
    await queueMany(courier, 20, 'fine')
    courier.worker.start()
    await server.arrived(20, 30_000)
    await until(
      async () =>
        (await courier.store.messages.list({ status: 'abandoned' }, { limit: 9 })).length === 1,
    )
    const [given] = await courier.store.messages.list({ status: 'abandoned' }, { limit: 9 })
    assert.deepEqual(
      [given?.recipient, given?.sendCount, given?.dueAt],
      ['nobody@example.org', 2, undefined],
    )
    assert.match(given?.dispatches[0]?.error ?? '', /550/)
    assert.ok(
      courier.events.some(
        (event) => event.kind === 'message.abandoned' && event.messageId === given?.id,
      ),
    )
    server.unknown.clear()
    await unrecorded(() => courier.messages.requeue({ id: given?.id ?? '' }))
    await server.arrived(21, 30_000)
  })
})

describe('several workers on one database', () => {
  it('mail nothing twice', async (t) => {
    const { server, courier } = await start(t)
    const second = await startCourier(section(server.port), { store: courier.store })
    t.after(() => second.stop())
    courier.worker.start()
    second.worker.start()
    await queueMany(courier, 150, 'two')
    await server.arrived(150, 20_000)
    await until(async () => (await statuses(courier)).every((status) => status === 'sent'))
    assert.equal(server.mails.length, 150)
    assert.equal(new Set(server.mails.map(({ mail }) => mail.messageId)).size, 150)
  })

  it('one that ends finishes what it has in hand, or puts it back for the other', async (t) => {
    const { server, courier } = await start(t)
    const second = await startCourier(section(server.port), { store: courier.store })
    t.after(() => second.stop())
    server.mood = 'hold'
    await queueMany(courier, 5, 'end')
    courier.worker.start()
    await until(async () => (await statuses(courier)).includes('processing'))
    await courier.worker.end(200)
    assert.deepEqual(new Set(await statuses(courier)), new Set(['queued']))
    assert.deepEqual(
      (await courier.store.messages.list({}, { limit: 9 })).map(({ sendCount }) => sendCount),
      [0, 0, 0, 0, 0],
    )
    server.mood = 'well'
    second.worker.start()
    await until(async () => (await statuses(courier)).every((status) => status === 'sent'))
  })
})

describe('a message queued in a transaction', () => {
  it('leaves at once when it is stored, and never when it is not', async (t) => {
    const { server, courier } = await start(t, { worker: { pull_wait: '1h' } })
    courier.worker.start()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await assert.rejects(
      courier.transact(async () => {
        await courier.courier.queue(aMessage({ recipient: 'never@example.org' }))
        throw new Error('no')
      }),
      /^Error: no$/,
    )
    await courier.transact(() =>
      courier.transact(() => courier.courier.queue(aMessage({ recipient: 'inside@example.org' }))),
    )
    await server.arrived(1, 30_000)
    await courier.courier.queue(aMessage({ recipient: 'alone@example.org' }))
    await server.arrived(2, 30_000)
    assert.deepEqual(
      server.mails.map(({ envelope }) => envelope.to[0]),
      ['inside@example.org', 'alone@example.org'],
    )
  })
})
