import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createStore } from '#store/open.ts'
import { until } from '../support/courier.ts'
import { crashable, register, type Crashable } from '../support/crashable.ts'
import { answering, startReceiver, webHook, type Receiver } from '../support/receiver.ts'

const kills = 20

describe('a server that is killed while it tells another system of what has changed', () => {
  let server: Crashable, receiver: Receiver
  const taken: { readonly email: string; readonly id: string }[] = []
  before(async () => {
    receiver = await startReceiver()
    let calls = 0
    const refused = new Map<string, number>()
    receiver.answers((call, response) => {
      const id = String(call.headers['webhook-id']),
        refusals = refused.get(id) ?? 0
      // NOTE one that is refused again and again waits longer than anybody watches
      const isRefused = refusals < 3 && (++calls % 3 === 0 || calls % 7 === 0)
      if (isRefused) refused.set(id, refusals + 1)
      if (isRefused && calls % 3 === 0) return answering(500)(call, response)
      if (isRefused) return void response.destroy()
      taken.push({ email: call.json.identity.traits.email, id })
      answering(204)(call, response)
    })
    server = await crashable({
      selfservice: {
        flows: {
          registration: {
            after: {
              password: {
                hooks: [
                  webHook(`${receiver.url}/registered`, { response: { ignore: true } }),
                  { hook: 'session' },
                ],
              },
            },
          },
        },
      },
    })
    await server.start()
  })
  after(async () => {
    await server?.remove()
    await receiver?.close()
  })

  it(
    `tells of every change that is stored in ${kills} kills, and of none that is not`,
    { timeout: 240_000 },
    async (t) => {
      const answered: string[] = [],
        uncertain: string[] = []
      for (let round = 0; round < kills; round++) {
        const before = answered.length
        let running = true,
          next = 0
        const clients = Array.from({ length: 4 }, async (_, client) => {
          while (running) {
            const email = `kill-${round}-${client}-${next++}@example.org`
            const answer = await register(server.url, email)
            if (answer === undefined) return void uncertain.push(email)
            assert.equal(answer.status, 200, email)
            answered.push(email)
          }
        })
        await until(() => answered.length > before + (round % 8), 30_000)
        await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40))
        await server.kill()
        running = false
        await Promise.all(clients)
        await server.start()
      }
      assert.ok(answered.length > kills)
      const store = await createStore({
        dsn: `sqlite://${server.folder}/pallas.sqlite?_fk=true`,
        sqlite: { synchronous: 'FULL' },
      })
      try {
        await until(
          async () => (await store.outbox.list({ status: 'queued' }, { limit: 1 })).length === 0,
          120_000,
        )
        const there = new Set<unknown>(
          (await store.identities.list({}, { limit: 100_000 })).map(
            ({ identity }) => identity.traits['email'],
          ),
        )
        const told = new Set<unknown>(taken.map(({ email }) => email))
        for (const email of answered)
          assert.ok(there.has(email) && told.has(email), `${email} was answered, and is lost`)
        assert.deepEqual(
          [...there].filter((email) => !told.has(email)),
          [],
          'stored and not told',
        )
        assert.deepEqual(
          [...told].filter((email) => !there.has(email)),
          [],
          'told and not stored',
        )
        t.diagnostic(
          `${there.size} identities, ${uncertain.length} requests cut off, ${taken.length - told.size} told twice`,
        )
      } finally {
        await store.close()
      }
    },
  )
})
