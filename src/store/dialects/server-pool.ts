import type { Server } from '../dsn/target.ts'
import { withHeartbeat } from './heartbeat.ts'
import type { Limits } from './limits.ts'
import { createPool, type Pool, type PoolSettings } from './pool.ts'

/** A pool of connections as its DSN says. */
export function serverPool(
  { places, maxConnections, maxIdle }: Server,
  open: PoolSettings['open'],
  { connectMs }: Limits,
): Pool {
  const pool = createPool({ open, max: atLeastTwo(maxConnections), maxIdle, waitMs: connectMs })
  return places.length > 1 && maxIdle > 0 ? withHeartbeat(pool) : pool
}

/** One connection holds the lock while others work. */
function atLeastTwo(maxConnections: number): number {
  return Math.max(2, maxConnections)
}
