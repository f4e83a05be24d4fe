import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import { now, sampleError, sampleFlow } from './samples.ts'

export function flowPromises(promise: Promises): void {
  promise(
    'a flow comes back as it was stored, as the kind it is and as no other',
    async ({ flows }) => {
      const plain = sampleFlow()
      const rich = sampleFlow({
        kind: 'settings',
        type: 'api',
        active: 'password',
        returnTo: 'https://example.org/',
        csrfHash: undefined,
        identityId: randomUUID(),
        schemaId: 'person',
        organizationId: 'o',
        transientPayload: { a: [1] },
        memory: { code: { tries: 3 } },
        refresh: true,
        form: {
          messages: [],
          fields: { 'traits.b': { value: 'x', messages: [] }, 'traits.a': { messages: [] } },
        },
      })
      await flows.insert(plain)
      await flows.insert(rich)
      assert.deepEqual(await flows.find('login', plain.id), plain)
      assert.deepEqual(await flows.find('settings', rich.id), rich)
      assert.deepEqual(Object.keys((await flows.find('settings', rich.id))?.form.fields ?? {}), [
        'traits.b',
        'traits.a',
      ])
      assert.equal(await flows.find('login', rich.id), undefined)
      assert.equal(await flows.find('login', randomUUID()), undefined)
    },
  )

  promise(
    'an update of a flow is stored one version further, and refused when another came first',
    async ({ flows }) => {
      const flow = sampleFlow()
      await flows.insert(flow)
      const next = await flows.update({ ...flow, state: 'sent_email', memory: { code: 1 } })
      assert.deepEqual(next, { ...flow, state: 'sent_email', memory: { code: 1 }, version: 2 })
      assert.deepEqual(await flows.find('login', flow.id), next)
      await assert.rejects(flows.update({ ...flow, completed: true }), StaleVersion)
      assert.deepEqual(await flows.find('login', flow.id), next)
    },
  )

  promise('of twenty submits of one flow at the same moment one wins', async ({ flows }) => {
    const flow = sampleFlow()
    await flows.insert(flow)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => flows.update({ ...flow, completed: true })),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    assert.ok(
      outcomes.every(
        (outcome) => outcome.status === 'fulfilled' || outcome.reason instanceof StaleVersion,
      ),
    )
  })

  promise('a deleted flow is unknown', async ({ flows }) => {
    const flow = sampleFlow()
    await flows.insert(flow)
    await flows.delete(flow.id)
    await flows.delete(flow.id)
    assert.equal(await flows.find('login', flow.id), undefined)
    await assert.rejects(flows.update(flow), StaleVersion)
  })

  promise('expired flows are deleted, not more than told', async ({ flows }) => {
    const all = [1, 2, 3, 4].map((age) => sampleFlow({ expiresAt: now + age }))
    for (const flow of all) await flows.insert(flow)
    assert.equal(await flows.deleteExpired(now + 4, 2), 2)
    assert.equal(await flows.deleteExpired(now + 4, 2), 1)
    assert.ok(await flows.find('login', all[3]?.id ?? ''))
  })

  promise('a flow of a megabyte comes back whole', async ({ flows }) => {
    const flow = sampleFlow({ memory: { big: 'ü'.repeat(500_000) } })
    await flows.insert(flow)
    assert.deepEqual(await flows.find('login', flow.id), flow)
  })

  promise('a stored error comes back as it was, until it is cleaned up', async ({ errors }) => {
    const all = [
      sampleError({ createdAt: now - 2 }),
      sampleError({ createdAt: now - 1, csrfHash: 'h' }),
      sampleError(),
    ]
    for (const error of all) await errors.insert(error)
    for (const error of all) assert.deepEqual(await errors.find(error.id), error)
    assert.equal(await errors.find(randomUUID()), undefined)
    assert.equal(await errors.deleteBefore(now, 1), 1)
    assert.equal(await errors.deleteBefore(now, 9), 1)
    assert.deepEqual(await errors.find(all[2]?.id ?? ''), all[2])
  })
}
