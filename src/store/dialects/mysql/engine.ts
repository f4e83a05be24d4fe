import type { Target } from '../../dsn/target.ts'
import type { Engine } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import { createPooledEngine } from '../pooled-engine.ts'
import { serverPool } from '../server-pool.ts'
import { mysqlConnector } from './connect.ts'

/** Connects on first use, and again after a connection is lost. */
export function createMysqlEngine(
  { server }: Extract<Target, { readonly kind: 'mysql' }>,
  limits: Limits,
): Engine {
  const lock = lockName(server.database)
  return createPooledEngine(
    'mysql',
    serverPool(server, mysqlConnector(server, limits), limits),
    {
      take: { sql: 'select get_lock(?, 0) as locked', parameters: [lock], reads: false },
      release: { sql: 'select release_lock(?)', parameters: [lock], reads: false },
    },
    limits,
  )
}

/** Locks are global to the server, and their names have at most 64 characters. */
function lockName(database: string): string {
  return `pallas_migrations.${database}`.slice(0, 64)
}
