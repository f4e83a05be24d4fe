// Reads that need not be current, from a copy of the database that its server keeps.
import { DeadlineExceeded } from '#lib/deadline.ts'
import { mayBeBehind } from '#lib/consistency.ts'
import type { Answer, Engine, Statement } from './engine.ts'

/** After a failure the copy is left alone for so long. */
const pauseMs = 5000

/**
 * Only single statements that read are sent to the copy: whatever a transaction reads it may depend on.
 * When the copy cannot be read, or cannot answer, the database itself is asked; `onFailure` is told.
 */
export function replicatedEngine(
  engine: Engine,
  copy: Engine,
  onFailure: (error: unknown) => void,
): Engine {
  let pausedUntil = 0

  async function fromCopy(statement: Statement, begin?: () => void): Promise<Answer> {
    try {
      return await copy.run(statement)
    } catch (error) {
      if (error instanceof DeadlineExceeded) throw error
      pausedUntil = performance.now() + pauseMs
      onFailure(error)
      return engine.run(statement, begin)
    }
  }

  return {
    ...engine,
    run: (statement, begin) =>
      statement.reads && mayBeBehind() && performance.now() >= pausedUntil
        ? fromCopy(statement, begin)
        : engine.run(statement, begin),
    async close() {
      await Promise.all([engine.close(), copy.close()])
    },
  }
}
