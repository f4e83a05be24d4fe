import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  asSafeguard,
  currentDeadline,
  DeadlineExceeded,
  outsideDeadline,
  storeDeadline,
  withDeadline,
} from './deadline.ts'

const within = <T>(ms: number, work: () => Promise<T>) => withDeadline(performance.now() + ms, work)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const never = () => new Promise<never>(() => undefined)
const isExceeded = { name: 'DeadlineExceeded' }

async function commit(stored: boolean, ms = 0): Promise<void> {
  currentDeadline()?.beginCommit()
  await pause(ms)
  currentDeadline()?.endCommit(stored)
}

describe('the deadline of a request', () => {
  it('lets work end that ends before it, with its result or its error', async () => {
    assert.equal(await within(1000, async () => 7), 7)
    await assert.rejects(
      within(1000, async () => {
        throw new RangeError('mine')
      }),
      { message: 'mine' },
    )
  })

  it('ends the wait for work that does not end, and tells who listens', async () => {
    const heard: string[] = []
    let signal: AbortSignal | undefined
    await assert.rejects(
      within(20, async () => {
        signal = currentDeadline()?.signal()
        currentDeadline()?.onEnd(() => heard.push('listens'))
        currentDeadline()?.onEnd(() => heard.push('has stopped to listen'))()
        await never()
      }),
      isExceeded,
    )
    assert.deepEqual(heard, ['listens'])
    assert.equal(signal?.aborted, true)
  })

  it('does not begin work that comes too late', async () => {
    await assert.rejects(
      within(0, async () => assert.fail('begun')),
      isExceeded,
    )
  })

  it('lets nothing be committed after it, however long the work goes on', async () => {
    let late: Promise<unknown> | undefined
    await assert.rejects(
      within(10, () => (late = pause(30).then(() => commit(true)))),
      isExceeded,
    )
    await assert.rejects(late ?? Promise.resolve(), isExceeded)
  })

  it('is not missed by a process that was busy at that time', async () => {
    await assert.rejects(
      within(10, async () => {
        const from = performance.now()
        while (performance.now() - from < 15);
        await commit(true)
      }),
      isExceeded,
    )
  })

  it('waits for a commit that has begun, and for what follows it', async () => {
    const work = async () => {
      await commit(true, 300)
      await pause(10)
      assert.equal(storeDeadline(), undefined)
      return 'stored'
    }
    assert.equal(await within(200, work), 'stored')
  })

  it('holds when the commit that has begun stores nothing', async () => {
    const work = async () => {
      await commit(false, 30)
      await never()
    }
    await assert.rejects(within(10, work), isExceeded)
  })

  it('holds when only a safeguard was stored', async () => {
    const work = async () => {
      await asSafeguard(() => commit(true))
      await never()
    }
    await assert.rejects(within(10, work), isExceeded)
  })

  it('gives what follows a commit more time than may be left, but not without end', async () => {
    await within(20, async () => {
      await commit(true)
      const remaining = currentDeadline()?.remainingMs() ?? 0
      assert.ok(remaining > 4000 && remaining <= 5000, `${remaining}`)
    })
  })

  it('is none outside of a request, and for work that is not for it', async () => {
    assert.equal(currentDeadline(), undefined)
    await within(1000, async () => {
      assert.equal(outsideDeadline(currentDeadline), undefined)
      assert.ok(currentDeadline())
    })
    assert.equal(
      asSafeguard(() => 1),
      1,
    )
    assert.ok(new DeadlineExceeded() instanceof Error)
  })
})
