import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterAnswer, beforeAnswer } from './after-answer.ts'

test('a job of a request waits for the answer, and one of nobody does not', async () => {
  const done: string[] = [],
    waiting: (() => void)[] = []
  await beforeAnswer(
    (job) => waiting.push(job),
    async () => {
      await Promise.resolve()
      afterAnswer(() => done.push('request'))
    },
  )
  afterAnswer(() => done.push('nobody'))
  assert.deepEqual(done, ['nobody'])
  for (const job of waiting) job()
  assert.deepEqual(done, ['nobody', 'request'])
})
