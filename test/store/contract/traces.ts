import assert from 'node:assert/strict'
import { withinSpan } from '#lib/tracing.ts'
import { fakeSpan, type FakeSpan } from '../../support/fake-span.ts'
import { sampleMessage } from './messages.ts'
import type { Promises } from './promises.ts'

const systems = { SQLite: 'sqlite', PostgreSQL: 'postgresql', 'MySQL or MariaDB': 'mysql' }

const flat = (spans: readonly FakeSpan[]): readonly FakeSpan[] =>
  spans.flatMap((span) => [span, ...flat(span.below)])

export function tracePromises(promise: Promises): void {
  promise('statements are parts of the span they run in, without values', async (store) => {
    const message = sampleMessage()
    const root = fakeSpan('request')
    await withinSpan(root, async () => {
      await store.transact(() => store.messages.insert(message))
      await store.messages.find(message.id)
    })
    assert.deepEqual(
      root.below.map((span) => [span.name, span.below.map(({ name }) => name)]),
      [
        ['TRANSACTION', ['INSERT pallas_messages']],
        ['SELECT pallas_messages', []],
      ],
    )
    const all = flat(root.below)
    assert.ok(all.every(({ ended, failure }) => ended && failure === undefined))
    const system = systems[store.kind as keyof typeof systems]
    for (const { attributes } of all) {
      assert.equal(attributes['db.system.name'], system)
      for (const value of [message.id, message.recipient, message.data])
        assert.ok(!JSON.stringify(attributes).includes(value))
    }
  })

  promise('a statement or a transaction that fails is told by its class', async (store) => {
    const message = sampleMessage()
    await store.messages.insert(message)
    const root = fakeSpan('request')
    await withinSpan(root, async () => {
      await assert.rejects(store.messages.insert(message))
      await assert.rejects(store.transact(() => store.messages.insert(message)))
    })
    const failures = flat(root.below).map(({ failure }) => failure)
    assert.equal(failures.length, 3)
    for (const failure of failures) assert.match(failure ?? '', /^[\w.-]{3,40}$/)
  })
}
