import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAfterCommit } from './after-commit.ts'

test('what follows a transaction that is tried again follows once', async () => {
  const done: number[] = []
  let tries = 0
  const { transact, afterCommit } = createAfterCommit(async (work) => {
    await work()
    // the first could not be stored
    return work()
  })
  await transact(async () => {
    const at = ++tries
    afterCommit(() => void done.push(at))
    assert.deepEqual(done, [])
  })
  assert.deepEqual(done, [2])
})

test('nothing follows a transaction that fails; without one it is done at once', async () => {
  const done: string[] = []
  const { transact, afterCommit } = createAfterCommit((work) => work())
  await assert.rejects(
    transact(async () => {
      afterCommit(() => void done.push('failed'))
      throw new Error('stop')
    }),
  )
  afterCommit(() => void done.push('without'))
  assert.deepEqual(done, ['without'])
})
