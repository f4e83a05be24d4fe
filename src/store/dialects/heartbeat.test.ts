import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NoAnswer } from '../failures.ts'
import { withHeartbeat } from './heartbeat.ts'
import { createPool } from './pool.ts'

/** Servers of which the first takes statements and does not answer any more once it stands still. */
function prepare() {
  const sent: string[] = []
  let standsStill = false,
    count = 0
  const pool = createPool({
    max: 1,
    maxIdle: 1,
    waitMs: 1000,
    open: async () => {
      const server = count++
      let isLost = false
      return {
        async query({ sql }) {
          sent.push(`${server} ${sql}`)
          if (server > 0 || !standsStill) return { rows: [], changes: 0 }
          isLost = true
          throw new NoAnswer(new Error('timeout'))
        },
        isLost: () => isLost,
        end: async () => undefined,
        destroy: () => undefined,
      }
    },
  })
  return {
    sent,
    beating: withHeartbeat(pool, 5),
    standStill: () => (standsStill = true),
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(1)
}

test('a pool that is not used finds another server when its own stands still', async () => {
  const { sent, beating, standStill } = prepare()
  await beating.use(async () => undefined)
  await until(() => sent.includes('0 SELECT 1'))
  standStill()
  await until(() => sent.includes('1 SELECT 1'))
  await beating.close()
})

test('nothing is asked before the first use, and nothing after the end', async () => {
  let uses = 0
  const beating = withHeartbeat(
    {
      use: async () => Promise.reject(new Error(`use ${++uses}`)),
      close: async () => undefined,
    },
    5,
  )
  await pause(30)
  assert.equal(uses, 0)
  await assert.rejects(beating.use(async () => undefined))
  await until(() => uses > 2)
  await beating.close()
  const atEnd = uses
  await pause(30)
  assert.equal(uses, atEnd)
})
