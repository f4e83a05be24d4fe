import assert from 'node:assert/strict'
import type { Promises } from './promises.ts'
import { concurrently, now } from './samples.ts'

export function attemptPromises(promise: Promises): void {
  promise('wrong tries are counted in a row until they are cleared', async ({ attempts }) => {
    assert.equal(await attempts.find('a'), undefined)
    assert.deepEqual(await attempts.fail('a', now), { failures: 1, lastAt: now })
    assert.deepEqual(await attempts.fail('a', now + 5), { failures: 2, lastAt: now + 5 })
    assert.deepEqual(await attempts.fail('b', now), { failures: 1, lastAt: now })
    assert.deepEqual(await attempts.find('a'), { failures: 2, lastAt: now + 5 })
    await attempts.clear('a')
    assert.equal(await attempts.find('a'), undefined)
    assert.deepEqual(await attempts.fail('a', now), { failures: 1, lastAt: now })
  })

  promise(
    'of 200 wrong tries at the same moment each is counted, and each is told its own number',
    async ({ attempts }) => {
      const answers = await concurrently(200, 200, () => attempts.fail('account', now))
      assert.deepEqual(
        answers.map(({ failures }) => failures).sort((a, b) => a - b),
        Array.from({ length: 200 }, (_, index) => index + 1),
      )
      assert.equal((await attempts.find('account'))?.failures, 200)
    },
  )

  promise('old counts are deleted, not more than told', async ({ attempts }) => {
    for (const [index, subject] of ['a', 'b', 'c'].entries())
      await attempts.fail(subject, now + index)
    assert.equal(await attempts.deleteBefore(now + 2, 1), 1)
    assert.equal(await attempts.deleteBefore(now + 2, 9), 1)
    assert.ok(await attempts.find('c'))
  })
}
