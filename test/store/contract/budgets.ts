import assert from 'node:assert/strict'
import type { Budget } from '#shield/budget-store.ts'
import type { Promises } from './promises.ts'
import { concurrently, now } from './samples.ts'

const budget = (more: Partial<Budget> = {}): Budget => ({
  kind: 'account',
  key: 'ada',
  tries: 3,
  refillMs: 1000,
  ...more,
})

export function budgetPromises(promise: Promises): void {
  promise('a budget has its tries, and each comes back in its time', async ({ budgets }) => {
    for (const at of [now, now, now + 10]) assert.equal(await budgets.take(budget(), at), 0)
    assert.equal(await budgets.take(budget(), now + 10), 990)
    assert.equal(await budgets.take(budget(), now + 999), 1)
    assert.equal(await budgets.take(budget(), now + 1000), 0)
    assert.equal(await budgets.take(budget(), now + 1000), 1000)
    for (const at of [5000, 5000, 5000]) assert.equal(await budgets.take(budget(), now + at), 0)
    assert.equal(await budgets.take(budget(), now + 5000), 1000)
  })

  promise('budgets of other kinds and keys are apart', async ({ budgets }) => {
    for (const one of [budget(), budget({ key: 'bob' }), budget({ kind: 'network' })]) {
      assert.equal(await budgets.take({ ...one, tries: 1 }, now), 0)
      assert.equal(await budgets.take({ ...one, tries: 1 }, now), 1000)
    }
  })

  promise(
    'a clock that is set back makes nobody wait longer than a refill',
    async ({ budgets }) => {
      for (let tries = 0; tries < 3; tries++) await budgets.take(budget(), now)
      assert.equal(await budgets.take(budget(), now - 3_600_000), 1000)
      assert.equal(await budgets.take(budget(), now - 3_600_000 + 999), 1000)
    },
  )

  promise('of 200 tries at the same moment no more are taken than there are', async (store) => {
    const many = budget({ tries: 50 })
    const answers = await concurrently(200, 200, () => store.budgets.take(many, now))
    assert.equal(answers.filter((wait) => wait === 0).length, 50)
  })

  promise('what is given back can be taken again', async ({ budgets }) => {
    const both = [budget({ tries: 1 }), budget({ kind: 'network', tries: 1 })]
    for (const one of both) assert.equal(await budgets.take(one, now), 0)
    await budgets.giveBack(both)
    await budgets.giveBack([])
    for (const one of both) assert.equal(await budgets.take(one, now), 0)
    assert.equal(await budgets.take(budget({ tries: 1 }), now), 1000)

    const [one, other] = [budget({ key: 'eve' }), budget({ key: 'eve', kind: 'network' })]
    for (let tries = 0; tries < 3; tries++)
      for (const each of [one, other]) assert.equal(await budgets.take(each, now), 0)
    await budgets.giveBack([one, other], 'account')
    for (let tries = 0; tries < 3; tries++) assert.equal(await budgets.take(one, now), 0)
    assert.equal(await budgets.take(other, now), 0)
    assert.equal(await budgets.take(other, now), 1000)
  })

  promise('what is held is told and cleared', async ({ budgets }) => {
    for (let tries = 0; tries < 2; tries++) await budgets.take(budget(), now)
    const other = budget({ key: 'bob' })
    await budgets.take(other, now)
    assert.deepEqual(await budgets.find([budget(), budget({ key: 'eve' })], now), [
      { kind: 'account', key: 'ada', spent: 2, tries: 3, refillMs: 1000 },
    ])
    assert.equal((await budgets.find([budget()], now + 1000))[0]?.spent, 1)
    assert.deepEqual(await budgets.find([budget()], now + 2000), [])
    assert.equal(await budgets.clear([budget(), budget({ key: 'eve' })]), 1)
    assert.deepEqual(await budgets.find([budget()], now), [])
    assert.equal((await budgets.find([other], now)).length, 1)
  })

  promise('a known device has tries of its own until it is forgotten', async ({ budgets }) => {
    const device = (key: string) => ({ ...budget({ kind: 'device', key, tries: 2 }) })
    const until = now + 60_000
    assert.equal(await budgets.takeKnown('one', now), undefined)
    await budgets.remember({ ...device('one'), identityId: 'ada', until }, undefined, now)
    await budgets.remember({ ...device('two'), identityId: 'ada', until }, 'nobody', now)
    await budgets.remember({ ...device('three'), identityId: 'bob', until }, undefined, now)
    assert.equal(await budgets.devicesOf('ada', now), 2)
    for (const wait of [0, 0, 1000]) assert.equal(await budgets.takeKnown('one', now), wait)
    assert.equal(await budgets.takeKnown('one', now + 1000), 0)
    assert.equal(await budgets.takeKnown('two', until + 1), undefined)
    assert.equal(await budgets.isKnown('two', until + 1), false)
    assert.equal(await budgets.devicesOf('ada', until + 1), 0)
    await budgets.remember({ ...device('four'), identityId: 'ada', until }, 'one', now)
    assert.equal(await budgets.isKnown('one', now), false)
    assert.equal(await budgets.takeKnown('four', now), 0)
    assert.equal(await budgets.forgetDevices('ada'), 2)
    assert.equal(await budgets.isKnown('four', now), false)
    assert.equal(await budgets.isKnown('three', now), true)
  })

  promise('full budgets and old devices are deleted, not more than told', async ({ budgets }) => {
    const many = ['a', 'b', 'c'].map((key) => budget({ key, tries: 1 }))
    for (const one of many) await budgets.take(one, now)
    assert.equal(await budgets.deleteExpired(now + 1000, 9), 0)
    assert.equal(await budgets.deleteExpired(now + 1001, 2), 2)
    assert.equal(await budgets.deleteExpired(now + 1001, 2), 1)
  })
}
