import assert from 'node:assert/strict'
import type { Budget, BudgetStore } from '#shield/budget-store.ts'
import type { Promises } from './promises.ts'
import { concurrently, now } from './samples.ts'

const budget = (more: Partial<Budget> = {}): Budget => ({
  kind: 'account',
  key: 'ada',
  tries: 3,
  refillMs: 1000,
  ...more,
})

/** The wait of a device with two tries; undefined when it is not known. */
async function takeKnown(budgets: BudgetStore, key: string, at: number) {
  const taken = await budgets.takeOfFirst(budget({ kind: 'device', key, tries: 2 }), [], at)
  return taken.of === 'device' ? taken.wait : undefined
}

async function takeInOrder(budgets: BudgetStore, some: readonly Budget[], at: number) {
  const taken = await budgets.takeOfFirst(undefined, some, at)
  return taken.of === 'budgets' ? taken.waits : undefined
}

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
      assert.equal(await budgets.take(budget(), now - 3_600_000 + 999), 1)
      assert.equal(await budgets.take(budget(), now - 3_600_000 + 1000), 0)
      const device = { ...budget({ kind: 'device' }), identityId: 'ada', until: now + 60_000 }
      await budgets.remember(device, undefined, now)
      for (let tries = 0; tries < 2; tries++) await takeKnown(budgets, 'ada', now)
      assert.equal(await takeKnown(budgets, 'ada', now - 3_600_000), 1000)
      assert.equal(await takeKnown(budgets, 'ada', now - 3_600_000 + 1000), 0)
    },
  )

  promise('of 200 tries at the same moment no more are taken than there are', async (store) => {
    const many = budget({ tries: 50 })
    const answers = await concurrently(200, 200, () => store.budgets.take(many, now))
    assert.equal(answers.filter((wait) => wait === 0).length, 50)
  })

  promise('of several budgets tries are taken until one has none', async ({ budgets }) => {
    const [network, account, third] = [
      budget({ kind: 'network', tries: 2 }),
      budget({ tries: 1 }),
      budget({ kind: 'code', tries: 1 }),
    ]
    assert.deepEqual(await takeInOrder(budgets, [], now), [])
    assert.deepEqual(await takeInOrder(budgets, [network, account], now), [0, 0])
    assert.deepEqual(await takeInOrder(budgets, [network, account], now + 10), [0, 990])
    assert.deepEqual(await takeInOrder(budgets, [network, account], now + 20), [980])
    assert.deepEqual(await takeInOrder(budgets, [account, network, third], now + 20), [980])
    await budgets.giveBack([network, account])
    assert.deepEqual(await takeInOrder(budgets, [network, account, third], now + 20), [0, 0, 0])
    assert.deepEqual(await takeInOrder(budgets, [third], now + 20), [1000])
    assert.deepEqual(await takeInOrder(budgets, [network, account], now - 3_600_000), [1000])
  })

  promise('tries of two budgets are counted exactly by all at once', async ({ budgets }) => {
    const network = budget({ kind: 'network', tries: 40 })
    const accounts = ['ada', 'bob'].map((key) => budget({ key, tries: 10 }))
    const answers = await concurrently(120, 60, async (n) => {
      const both = [network, accounts[n % 2] ?? network]
      const waits = await takeInOrder(budgets, both, now)
      if (waits?.at(-1) !== 0) await budgets.giveBack(both.slice(0, (waits?.length ?? 1) - 1))
      return waits ?? []
    })
    assert.equal(answers.filter((waits) => waits.length === 2 && waits[1] === 0).length, 20)
    const held = await budgets.find([network, ...accounts], now)
    assert.deepEqual(
      held.map(({ spent }) => spent).sort((a, b) => a - b),
      [10, 10, 20],
    )
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
    await budgets.giveBack([one, other], { allOf: 'account' })
    for (let tries = 0; tries < 3; tries++) assert.equal(await budgets.take(one, now), 0)
    assert.equal(await budgets.take(other, now), 0)
    assert.equal(await budgets.take(other, now), 1000)
  })

  promise('a known device is asked first, and nothing else then', async ({ budgets }) => {
    const device = budget({ kind: 'device', key: 'phone', tries: 2 })
    const others = [budget({ kind: 'network' }), budget()]
    const spent = async () => (await budgets.find(others, now)).map(({ spent }) => spent)
    const take = (at = now) => budgets.takeOfFirst(device, others, at)
    assert.deepEqual(await take(), { of: 'budgets', waits: [0, 0] })
    assert.deepEqual(await spent(), [1, 1])
    const until = now + 60_000
    await budgets.remember({ ...device, identityId: 'ada', until }, undefined, now)
    for (const wait of [0, 0, 1000]) assert.deepEqual(await take(), { of: 'device', wait })
    assert.deepEqual(await spent(), [1, 1])
    assert.equal(await budgets.isKnown('phone', until), true)
    assert.equal(await budgets.devicesOf('ada', now), 1)
    assert.deepEqual(await take(until + 1), { of: 'budgets', waits: [0, 0] })
    assert.equal(await budgets.isKnown('phone', until + 1), false)
  })

  promise('of one device all at once take what it has', async ({ budgets }) => {
    const device = budget({ kind: 'device', key: 'phone', tries: 20 })
    await budgets.remember({ ...device, identityId: 'ada', until: now + 9 }, undefined, now)
    const network = budget({ kind: 'network' })
    const answers = await concurrently(60, 60, () => budgets.takeOfFirst(device, [network], now))
    assert.equal(answers.filter((one) => one.of === 'device' && one.wait === 0).length, 20)
    assert.equal(answers.filter((one) => one.of === 'device').length, 60)
    assert.deepEqual(await budgets.find([network], now), [])
  })

  promise('what comes back soon refuses nobody and is stored together', async ({ budgets }) => {
    const both = [budget({ kind: 'network', tries: 1 }), budget()]
    const [network, account] = [both[0] ?? budget(), both[1] ?? budget()]
    const soon = { allOf: 'account', when: 'soon' } as const
    for (let n = 0; n < 3; n++) assert.equal(await budgets.take(account, now), 0)
    await budgets.giveBack([account], soon)
    for (let n = 0; n < 3; n++) assert.equal(await budgets.take(account, now), 0)
    assert.equal(await budgets.take(account, now), 1000)
    for (let n = 0; n < 2; n++) {
      await budgets.giveBack([account], soon)
      assert.equal(await budgets.take(account, now), 0)
    }
    // what was taken since then is not given back
    assert.equal((await budgets.find([account], now))[0]?.spent, 1)
    await budgets.giveBack([account], soon)
    for (let n = 0; n < 5; n++) {
      assert.deepEqual(await takeInOrder(budgets, both, now), [0, 0])
      await budgets.giveBack(both, soon)
    }
    assert.equal(await budgets.take(network, now), 0)
    assert.equal(await budgets.take(network, now), 1000)
    await budgets.giveBack([network], { when: 'soon' })
    assert.deepEqual(await budgets.find(both, now), [])
    for (let n = 0; n < 100; n++) {
      const one = budget({ key: `many-${n}` })
      assert.equal(await budgets.take(one, now), 0)
      await budgets.giveBack([one], { when: 'soon' })
    }
    const many = Array.from({ length: 100 }, (_, n) => budget({ key: `many-${n}` }))
    assert.deepEqual(await budgets.find(many, now), [])
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
    assert.equal(await takeKnown(budgets, 'one', now), undefined)
    await budgets.remember({ ...device('one'), identityId: 'ada', until }, undefined, now)
    await budgets.remember({ ...device('two'), identityId: 'ada', until }, 'nobody', now)
    await budgets.remember({ ...device('three'), identityId: 'bob', until }, undefined, now)
    assert.equal(await budgets.devicesOf('ada', now), 2)
    for (const wait of [0, 0, 1000]) assert.equal(await takeKnown(budgets, 'one', now), wait)
    assert.equal(await takeKnown(budgets, 'one', now + 1000), 0)
    assert.equal(await takeKnown(budgets, 'two', until + 1), undefined)
    assert.equal(await budgets.isKnown('two', until + 1), false)
    assert.equal(await budgets.devicesOf('ada', until + 1), 0)
    await budgets.remember({ ...device('four'), identityId: 'ada', until }, 'one', now)
    assert.equal(await budgets.isKnown('one', now), false)
    assert.equal(await takeKnown(budgets, 'four', now), 0)
    assert.equal(await budgets.forgetDevices('ada'), 2)
    assert.equal(await budgets.isKnown('four', now), false)
    assert.equal(await budgets.isKnown('three', now), true)
  })

  promise(
    'devices that are to be known soon are so at once, and stored together',
    async (store) => {
      const { budgets } = store
      const until = now + 60_000
      const remember = (key: string, identityId: string, before?: string) => {
        const device = { ...budget({ kind: 'device', key, tries: 2 }), identityId, until }
        return budgets.remember(device, before, now, 'soon')
      }
      const known = (key: string) => budgets.isKnown(key, now)
      await remember('one', 'ada')
      assert.equal(await known('one'), true)
      await store.transact(async () => assert.equal(await known('one'), true))
      assert.equal(await takeKnown(budgets, 'one', now), 0)
      await remember('two', 'ada', 'one')
      await remember('three', 'bob')
      await remember('four', 'eve', 'nobody')
      for (const [key, is] of [
        ['one', false],
        ['two', true],
        ['three', true],
        ['nobody', false],
      ] as const)
        assert.equal(await known(key), is, key)
      assert.equal(await takeKnown(budgets, 'one', now), undefined)
      for (const wait of [0, 0, 1000]) assert.equal(await takeKnown(budgets, 'two', now), wait)
      assert.equal(await budgets.devicesOf('bob', now), 1)
      // the same device again has all its tries
      await remember('two', 'ada', 'two')
      await remember('five', 'bob', 'three')
      assert.equal(await takeKnown(budgets, 'two', now), 0)
      assert.equal(await takeKnown(budgets, 'three', now), undefined)
      await remember('six', 'ada')
      await budgets.forgetDevices('ada')
      for (const key of ['two', 'six']) {
        assert.equal(await known(key), false)
        assert.equal(await takeKnown(budgets, key, now), undefined)
      }
      assert.equal(await budgets.devicesOf('ada', now), 0)
      for (let n = 0; n < 100; n++)
        await remember(`many-${n}`, 'zoe', n % 2 ? `old-${n}` : undefined)
      assert.equal(await budgets.devicesOf('zoe', now), 100)
    },
  )

  promise('full budgets and old devices are deleted, not more than told', async ({ budgets }) => {
    const many = ['a', 'b', 'c'].map((key) => budget({ key, tries: 1 }))
    for (const one of many) await budgets.take(one, now)
    assert.equal(await budgets.deleteExpired(now + 1000, 9), 0)
    assert.equal(await budgets.deleteExpired(now + 1001, 2), 2)
    assert.equal(await budgets.deleteExpired(now + 1001, 2), 1)
  })
}
