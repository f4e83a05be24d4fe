import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { pages, readAhead } from './pages.ts'
import type { OnEnd, Request } from './reader.ts'
import { firstId } from './people.ts'

type Part = { readonly last: string | undefined; readonly name: string }

/** A reader of pages `a`, `b`, … that the test lets end and answer. */
function prepare(names: string, { atOnce = 2, tells = false } = {}) {
  const asked = new Map<string, { end(): void; answer(): void; fail(): void }>()
  const order: string[] = []
  const read = ({ after }: Request, onEnd: OnEnd): Promise<Part> =>
    new Promise((resolve, reject) => {
      const at = after === firstId ? 0 : names.indexOf(after) + 1,
        name = names[at] ?? '',
        last = at === names.length - 1 ? undefined : name
      order.push(name)
      asked.set(name, {
        end: () => onEnd(last),
        answer: () => resolve({ last, name }),
        fail: () => reject(new Error(name)),
      })
    })
  const given: string[] = []
  const onLast = () => void order.push('last')
  const all = (async () => {
    for await (const { part } of pages({
      limit: 5,
      knownAfter: async () => [],
      read,
      atOnce,
      ...(tells ? { onLast } : {}),
    }))
      given.push(part.name)
  })()
  all.catch(() => undefined)
  return { at: (name: string) => asked.get(name) ?? assert.fail(name), order, given, all }
}

describe('pages', () => {
  it('are asked for as soon as it is known where they begin, and given in their order', async () => {
    const { at, order, given, all } = prepare('abc')
    await turn()
    at('a').end()
    await turn()
    assert.deepEqual(order, ['a', 'b'])
    at('b').answer()
    await turn()
    assert.deepEqual([order, given], [['a', 'b'], []])
    at('a').answer()
    await turn()
    assert.deepEqual(order, ['a', 'b', 'c'])
    at('c').answer()
    await all
    assert.deepEqual(given, ['a', 'b', 'c'])
  })

  it('are not more than so many at the same time', async () => {
    for (const atOnce of [1, 3]) {
      const { at, order, given, all } = prepare('abcdefgh', { atOnce })
      for (const name of 'abcdefgh') {
        for (let more = 0; more < 10; more++) {
          await turn()
          for (const one of order.slice(given.length)) at(one).end()
        }
        assert.ok(order.length - given.length <= atOnce + 1)
        assert.equal(order.length, Math.min(8, given.length + atOnce))
        at(name).answer()
      }
      await all
      assert.equal(given.join(''), 'abcdefgh')
    }
  })

  it('of a reader that does not tell their end before, come all the same', async () => {
    const { at, given, all } = prepare('abc')
    for (const name of 'abc') {
      await turn()
      at(name).answer()
    }
    await all
    assert.deepEqual(given, ['a', 'b', 'c'])
  })

  it('that cannot be read fail where they would be given', async () => {
    const { at, given, all } = prepare('abc')
    await turn()
    at('a').end()
    await turn()
    at('b').fail()
    at('a').answer()
    await assert.rejects(all, /^Error: b$/)
    assert.deepEqual(given, ['a'])
    const first = prepare('abc')
    await turn()
    first.at('a').fail()
    await assert.rejects(first.all, /^Error: a$/)
  })

  it('tell when the last one is asked for, before it is given', async () => {
    for (const how of ['end', 'answer'] as const) {
      const { at, order, given, all } = prepare('ab', { tells: true })
      await turn()
      at('a').end()
      await turn()
      assert.deepEqual(order, ['a', 'b'])
      at('b')[how]()
      await turn()
      assert.deepEqual([order, given], [['a', 'b', 'last'], []])
      at('a').answer()
      at('b').answer()
      await all
      assert.deepEqual(order, ['a', 'b', 'last'])
    }
  })

  it('that are read ahead are asked for before anybody takes them, and fail where they are taken', async () => {
    const began: string[] = []
    async function* three(fails?: string) {
      for (const one of 'abc') {
        began.push(one)
        if (one === fails) throw new Error(one)
        yield one
      }
    }
    const ahead = readAhead(three())
    await turn()
    assert.deepEqual(began, ['a'])
    assert.equal((await Array.fromAsync(ahead)).join(''), 'abc')
    for (const fails of 'abc') {
      const failing = readAhead(three(fails))
      await turn()
      await assert.rejects(Array.fromAsync(failing), new Error(fails))
    }
    async function* none(): AsyncGenerator<string> {}
    assert.deepEqual(await Array.fromAsync(readAhead(none())), [])
  })
})
