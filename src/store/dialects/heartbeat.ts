// A process that asks nothing would not notice that its server stands still, and that another one takes the
// changes meanwhile: when the first goes on, it would be asked, and answer what it knew.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createPeriodic } from '#lib/periodic.ts'
import { command } from '../engine.ts'
import type { Pool } from './pool.ts'

const usualPauseMs = 1000

/**
 * From the first use on a statement is sent whenever nothing was answered for a while. What it does not get
 * an answer to, the pool notices as ever, and then looks for a server that answers.
 */
export function withHeartbeat(pool: Pool, pauseMs = usualPauseMs): Pool {
  let answeredAt = -Infinity
  const outside = AsyncLocalStorage.snapshot()

  const use: Pool['use'] = async (work) => {
    outside(beats.start)
    const result = await pool.use(work)
    answeredAt = performance.now()
    return result
  }
  const beats = createPeriodic({
    work: async () => {
      if (performance.now() - answeredAt < pauseMs) return
      await use((connection) => connection.query(command('SELECT 1')))
    },
    pauseMs: () => pauseMs,
    onError: () => undefined,
    pausesFirst: true,
  })

  return {
    use,
    async close() {
      await beats.end(0)
      await pool.close()
    },
  }
}
