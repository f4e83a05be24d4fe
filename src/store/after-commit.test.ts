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

test('what is to be known of both hears how the transaction ended, after its end', async () => {
  const heard: [string, boolean][] = []
  const { transact, afterTransaction } = createAfterCommit((work) => work())
  const end = (name: string, error?: Error) =>
    transact(async () => {
      afterTransaction((isStored) => void heard.push([name, isStored]))
      assert.deepEqual(
        heard.filter(([one]) => one === name),
        [],
      )
      if (error) throw error
    })
  await end('stored')
  await assert.rejects(end('failed', new Error('stop')), /stop/)
  afterTransaction((isStored) => void heard.push(['without', isStored]))
  assert.deepEqual(heard, [
    ['stored', true],
    ['failed', false],
    ['without', true],
  ])
})
