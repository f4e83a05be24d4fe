// How long a message is tried that cannot be delivered.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { unrecorded } from '#audit/unrecorded.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { aMessage, startCourier, type TestCourier } from '../support/courier.ts'

const hour = 3_600_000
const day = 24 * hour

/** What keeps a message from being delivered. */
const obstacles: Readonly<Record<string, () => Promise<Response>>> = {
  'a service that is away': () => Promise.reject(new TypeError('fetch failed')),
  'a service that asks to come back later': async () => new Response(null, { status: 503 }),
  'a service that asks to come back in a year': async () =>
    new Response(null, { status: 429, headers: { 'retry-after': String(365 * 86_400) } }),
  'a service that refuses it, where that is tried again often enough': async () =>
    new Response(null, { status: 404 }),
}

describe('a message that cannot be delivered', () => {
  let store: Store
  before(async () => {
    store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  })
  after(() => store.close())
  let now = Date.parse('2026-05-01T12:00:00Z')
  let service = async () => new Response(null, { status: 204 })
  beforeEach(async () => {
    await work(() => Promise.resolve(new Response(null, { status: 204 })))
  })

  /**
   * One look of a new process at the queue, so that none waits for a service that it has found
   * away.
   */
  async function work(
    answer: () => Promise<Response>,
    then?: (on: TestCourier) => Promise<unknown>,
    more: object = {},
  ) {
    service = answer
    const config = { url: 'https://mail.example/', method: 'POST' }
    const courier = await startCourier(
      {
        delivery_strategy: 'http',
        http: { request_config: config },
        message_retries: 1000,
        ...more,
      },
      { store, clock: () => now, fetch: () => service() },
    )
    await then?.(courier)
    await courier.worker.drain()
    await courier.stop()
    return courier.events
  }
  const queue = () =>
    work(obstacles['a service that is away'] ?? assert.fail(), (on) => on.courier.queue(aMessage()))
  async function stored() {
    const [message] = await store.messages.list({}, { limit: 1 })
    return message ?? assert.fail('there is no message')
  }

  it('is given up after another time where one is configured', async () => {
    const answer = obstacles['a service that is away'] ?? assert.fail()
    await queue()
    const after = async (ms: number) => {
      now += ms
      await work(answer, undefined, { message_ttl: '90m' })
      return (await stored()).status
    }
    assert.equal(await after(hour), 'queued')
    assert.equal(await after(hour), 'abandoned')
  })

  for (const [name, answer] of Object.entries(obstacles)) {
    it(`by ${name} is tried for a whole day, and then given up`, async () => {
      await queue()
      for (let passed = 1; passed <= 24; passed++) {
        now += hour
        await work(answer)
        const { status, sendCount } = await stored()
        assert.deepEqual([status, sendCount], ['queued', 1 + passed], `after ${passed} hours`)
      }
      now += 60_000
      const events = await work(answer)
      const { status, sendCount, dueAt, id } = await stored()
      assert.deepEqual([status, sendCount, dueAt], ['abandoned', 26, undefined])
      assert.deepEqual(
        events.flatMap((one) => (one.kind === 'message.abandoned' ? [one.messageId] : [])),
        [id],
      )
      now += day
      await work(answer)
      assert.equal((await stored()).sendCount, 26)
    })

    it(`by ${name} is tried for another day once it is queued again`, async () => {
      await queue()
      now += 2 * day
      await work(answer)
      const { status, id } = await stored()
      assert.equal(status, 'abandoned')
      await work(answer, (on) => unrecorded(() => on.messages.requeue({ id })))
      now += day
      await work(answer)
      assert.equal((await stored()).status, 'queued')
      now += 60_000
      await work(answer)
      assert.equal((await stored()).status, 'abandoned')
    })
  }

  it('leaves however long it has lain there, when it can', async () => {
    await queue()
    now += 30 * day
    await work(async () => new Response(null, { status: 204 }))
    assert.equal((await stored()).status, 'sent')
  })
})
