// A transaction on a connection to a server. Where the dialect can run several statements as one, those
// whose answer nobody needs wait for the next one that is needed, or for the commit. A transaction
// that has nothing else is one statement on its own, without BEGIN and COMMIT.
import { command, type Answer, type Statement } from '../engine.ts'
import type { Connection } from './pool.ts'

/** Makes one statement of several that wait. */
export type Combine = (statements: readonly Statement[]) => Statement

export type PooledTransaction = {
  run(statement: Statement): Promise<Answer>
  /** Calls `beforeCommit` when nothing is waited for any more but the commit. */
  commit(beforeCommit: () => void): Promise<void>
  rollBack(): Promise<void>
  /** Whether its commit was sent. */
  mayBeStored(): boolean
}

/**
 * `ask`: runs a statement that may be given up when the time of the request is over;
 * `mayBeUnstoppable`: whether there is time enough for one that cannot.
 */
export function beginTransaction({
  connection,
  ask,
  combine,
  mayBeUnstoppable,
}: {
  readonly connection: Connection
  readonly ask: (statement: Statement) => Promise<Answer>
  readonly combine: Combine | undefined
  readonly mayBeUnstoppable: () => boolean
}): PooledTransaction {
  let hasBegun = false,
    mayBeStored = false,
    waiting: Statement[] = []

  async function begin(): Promise<void> {
    if (hasBegun) return
    await ask(command('BEGIN'))
    hasBegun = true
  }

  async function flush(runOn: (statement: Statement) => Promise<Answer>): Promise<void> {
    const statements = waiting
    waiting = []
    if (statements.length === 0 || !combine) return
    try {
      await runOn(combine(statements))
    } catch (error) {
      throw explained(statements, error)
    }
  }

  return {
    async run(statement) {
      if (combine && statement.later) {
        const { as } = statement.later
        if (as !== undefined && waiting.some(({ later }) => later?.as === as)) {
          await begin()
          await flush(ask)
        }
        waiting.push(statement)
        return { rows: [], changes: 0 }
      }
      await begin()
      await flush(ask)
      return ask(statement)
    },
    async commit(beforeCommit) {
      if (!hasBegun && mayBeUnstoppable()) {
        beforeCommit()
        mayBeStored = true
        return flush((statement) => connection.query(statement))
      }
      await begin()
      await flush(ask)
      beforeCommit()
      mayBeStored = true
      await connection.query(command('COMMIT'))
    },
    mayBeStored: () => mayBeStored,
    async rollBack() {
      // The first error tells more than one of the rollback, after which the connection is lost,
      // which rolls back, too.
      if (hasBegun && !connection.isLost())
        await connection.query(command('ROLLBACK')).catch(() => undefined)
    },
  }
}

/** What a failure means, as the statement says that it is about. */
function explained(statements: readonly Statement[], error: unknown): unknown {
  for (const { later } of statements) {
    const meaning = later?.explain(error)
    if (meaning !== undefined) return meaning
  }
  return error
}
