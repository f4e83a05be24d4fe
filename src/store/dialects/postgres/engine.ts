import type { Target } from '../../dsn/target.ts'
import type { Engine } from '../../engine.ts'
import type { Limits } from '../limits.ts'
import { createPool } from '../pool.ts'
import { atLeastTwo, createPooledEngine } from '../pooled-engine.ts'
import { withTls } from '../tls.ts'
import { openPostgres } from './connection.ts'
import { explainPostgres } from './failures.ts'

/** A number that no other program uses. */
const lockKey = 7_246_119_305

/** Connects on first use, and again after a connection is lost. */
export function createPostgresEngine(
  target: Extract<Target, { readonly kind: 'postgres' }>,
  limits: Limits,
): Engine {
  const { maxConnections, maxIdle, tls } = target.server
  const connect = withTls(tls, (options) => openPostgres(target, options, limits), isWithoutTls)
  const open = () =>
    connect().catch((error: unknown) => {
      throw explainPostgres(error)
    })
  return createPooledEngine(
    'postgres',
    createPool({ open, max: atLeastTwo(maxConnections), maxIdle, waitMs: limits.connectMs }),
    {
      take: {
        sql: 'select pg_try_advisory_lock($1)::int as locked',
        parameters: [lockKey],
        reads: false,
      },
      release: { sql: 'select pg_advisory_unlock($1)', parameters: [lockKey], reads: false },
    },
    limits,
  )
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes('does not support SSL')
}
