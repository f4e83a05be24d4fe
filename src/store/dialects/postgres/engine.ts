import type { Target } from '../../dsn/target.ts'
import { command, type Engine } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import { createPooledEngine } from '../pooled-engine.ts'
import { serverPool } from '../server-pool.ts'
import { createCombine } from './combine.ts'
import { postgresConnector } from './connect.ts'

/** A number that no other program uses. */
const lockKey = 7_246_119_305

/** Connects on first use, and again after a connection is lost. */
export function createPostgresEngine(
  target: Extract<Target, { readonly kind: 'postgres' }>,
  limits: Limits,
): Engine {
  return createPooledEngine(
    'postgres',
    serverPool(target.server, postgresConnector(target, limits), limits),
    {
      // NOTE a pooler keeps the session only for the time of a transaction
      begin: command('BEGIN'),
      // NOTE without a parameter: the driver leaves a portal open for those with one, whose snapshot an
      // index that is built beside others would wait for until this lock is released
      take: command(`select pg_try_advisory_xact_lock(${lockKey})::int as locked`),
      release: command('COMMIT'),
    },
    limits,
    // NOTE CockroachDB refuses a statement that changes one table twice
    target.flavour === 'postgres' ? createCombine() : undefined,
  )
}
