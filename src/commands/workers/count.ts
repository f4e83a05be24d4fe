import { availableParallelism } from 'node:os'
import type { Config } from '#config/config.ts'
import { Refusal } from '#errors/refusal.ts'
import { readDsn } from '#store/dsn/read.ts'

/**
 * How many processes serve. By default one on SQLite, where only one writes at a time, and one a core on
 * other databases. Throws Refusal (`misconfigured`) for several on a database in memory, which is of one
 * process.
 */
export function workersOf(
  { dsn, pallas }: Pick<Config, 'dsn'> & { readonly pallas: Pick<Config['pallas'], 'serve'> },
  asked: number | undefined,
  cores = availableParallelism(),
): number {
  const count = asked ?? pallas.serve.workers
  const target = readDsn(dsn)
  if (target.kind !== 'sqlite') return count ?? cores
  if (target.path === undefined && (count ?? 1) > 1)
    throw new Refusal('misconfigured', {
      reason: 'a database in memory belongs to one process: pallas.serve.workers must be 1',
    })
  return count ?? 1
}

/**
 * How many password hashes each of several processes makes at once: together as many as there are cores,
 * but never one alone, for a dear one would keep all others waiting.
 */
export const hashesAtOnce = (workers: number, cores = availableParallelism()): number =>
  Math.max(2, Math.ceil(cores / workers))
