import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createKeyedMutex } from './keyed-mutex.ts'

/** Jobs that run until they are told to end. */
function jobs() {
  const begun: string[] = [],
    ends = new Map<string, (error?: Error) => void>()
  const job = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name)
      ends.set(name, (error) => (error ? reject(error) : resolve(name)))
    })
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error)
    await new Promise((done) => setImmediate(done))
  }
  return { begun, job, end }
}

describe('a mutex with keys', () => {
  test('runs jobs with the same key one after the other, and others at once', async () => {
    const run = createKeyedMutex(),
      { begun, job, end } = jobs()
    const all = [run('a', job('a1')), run('a', job('a2')), run('b', job('b1'))]
    await end('none')
    assert.deepEqual(begun, ['a1', 'b1'])
    await end('a1')
    assert.deepEqual(begun, ['a1', 'b1', 'a2'])
    const last = run('a', job('a3'))
    await end('b1')
    assert.deepEqual(begun, ['a1', 'b1', 'a2'])
    await end('a2')
    await end('a3')
    assert.deepEqual(await Promise.all([...all, last]), ['a1', 'a2', 'b1', 'a3'])
  })

  test('runs the next job after one that fails', async () => {
    const run = createKeyedMutex(),
      { begun, job, end } = jobs()
    const failing = assert.rejects(run('a', job('a1')), /broken/)
    const next = run('a', job('a2'))
    await end('none')
    await end('a1', new Error('broken'))
    await failing
    assert.deepEqual(begun, ['a1', 'a2'])
    await end('a2')
    assert.equal(await next, 'a2')
  })

  test('begins at once when the last job with the key is over', async () => {
    const run = createKeyedMutex(),
      { begun, job, end } = jobs()
    const first = run('a', job('a1'))
    await end('none')
    await end('a1')
    await first
    void run('a', job('a2'))
    await end('none')
    assert.deepEqual(begun, ['a1', 'a2'])
    await end('a2')
  })
})
