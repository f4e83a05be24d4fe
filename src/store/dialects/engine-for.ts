import type { Target } from '../dsn/target.ts'
import type { Engine } from '../engine.ts'
import type { Limits } from './limits.ts'
import type { SqliteSettings } from './sqlite/engine.ts'

export type EngineSettings = Pick<
  SqliteSettings,
  'synchronous' | 'lockWaitMs' | 'onCommit' | 'bulk'
> & { readonly limits: Limits }

/** Loads only the driver that is needed. */
export async function engineFor(
  target: Target,
  { limits, ...sqlite }: EngineSettings,
): Promise<Engine> {
  switch (target.kind) {
    case 'sqlite':
      return (await import('./sqlite/engine.ts')).createSqliteEngine({
        path: target.path,
        ...sqlite,
      })
    case 'postgres':
      return (await import('./postgres/engine.ts')).createPostgresEngine(target, limits)
    case 'mysql':
      return (await import('./mysql/engine.ts')).createMysqlEngine(target, limits)
  }
}
