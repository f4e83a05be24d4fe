import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstOf } from './first-of.ts'
import type { Connection } from './pool.ts'

/** Servers that answer when a promise says so, with a connection that knows where it leads, or refuse. */
function prepare(...answers: readonly (Promise<void> | 'refuses')[]) {
  const asked: number[] = [],
    destroyed: number[] = []
  const servers = [...answers]
  const open = firstOf(
    servers.map((_, at) => async () => {
      asked.push(at)
      const answer = servers[at]
      if (answer === 'refuses') throw new Error(`${at} refuses`)
      await answer
      return { at, destroy: () => destroyed.push(at) } as unknown as Connection
    }),
    20,
  )
  return {
    asked,
    destroyed,
    servers,
    at: async () => ((await open()) as unknown as { readonly at: number }).at,
  }
}

const atOnce = Promise.resolve()

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
}

describe('of several servers', () => {
  it('the first that gives a connection is taken, and asked first the next time', async () => {
    const { at, asked, servers } = prepare('refuses', atOnce, atOnce)
    assert.equal(await at(), 1)
    assert.deepEqual(asked, [0, 1])
    assert.equal(await at(), 1)
    servers[1] = 'refuses'
    assert.equal(await at(), 2)
    assert.deepEqual(asked, [0, 1, 1, 1, 2])
  })
  it('one that does not answer is not waited for, and its late connection is closed', async () => {
    const late = Promise.withResolvers<void>()
    const { at, destroyed } = prepare(late.promise, atOnce)
    assert.equal(await at(), 1)
    late.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(destroyed, [0])
  })
  it('that all refuse, the reasons of all are told', async () => {
    await assert.rejects(prepare('refuses', 'refuses').at(), /0 refuses; 1 refuses/)
  })
  it('one that was late is asked last, until it answers in time', async () => {
    const { at, asked, servers } = prepare(new Promise(() => undefined), 'refuses', 'refuses')
    const waiting = at()
    await until(() => asked.length === 3)
    servers[2] = atOnce
    assert.equal(await at(), 2)
    servers[2] = 'refuses'
    servers[0] = 'refuses'
    await assert.rejects(at())
    assert.deepEqual(asked.splice(3), [1, 2, 2, 1, 0])
    servers[0] = servers[1] = atOnce
    assert.equal(await at(), 0)
    void waiting
  })
  it('what a late one gives is not taken when another has a connection by then', async () => {
    const late = Promise.withResolvers<void>()
    const { at, asked, destroyed, servers } = prepare(late.promise, 'refuses', 'refuses')
    const waiting = at()
    await until(() => asked.length === 3)
    servers[2] = atOnce
    late.resolve()
    assert.equal(await waiting, 2)
    assert.deepEqual(destroyed, [0])
  })
  it('what a late one gives is taken when none of the others has a connection', async () => {
    const late = Promise.withResolvers<void>()
    const { at, asked, destroyed } = prepare(late.promise, 'refuses')
    const waiting = at()
    await until(() => asked.length === 2)
    late.resolve()
    assert.equal(await waiting, 0)
    assert.deepEqual([asked, destroyed], [[0, 1, 1], []])
  })
})
