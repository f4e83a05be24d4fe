// Statements as parts of the trace of whatever runs them. Without a trace they run as they are.
import { during, errorType, recordedSpan, withinSpan, type Attributes } from '#lib/tracing.ts'
import type { Answer, Engine, Run, Statement } from './engine.ts'

/** What the conventions of OpenTelemetry call the databases. */
const systems = { sqlite: 'sqlite', postgres: 'postgresql', mysql: 'mysql' } as const

export function tracedEngine(engine: Engine): Engine {
  const system = systems[engine.dialect]
  const described = describing(system)

  function traceRun<More extends readonly unknown[]>(
    run: (statement: Statement, ...more: More) => Answer | Promise<Answer>,
  ) {
    return (statement: Statement, ...more: More): Answer | Promise<Answer> => {
      const parent = recordedSpan()
      if (parent === undefined) return run(statement, ...more)
      const { name, attributes } = described(statement.sql)
      const span = parent.begin(name, { kind: 'client', attributes })
      const failed = (error: unknown): never => {
        span.fail(errorType(error))
        span.end()
        throw error
      }
      try {
        const answer = withinSpan(span, () => run(statement, ...more))
        if (answer instanceof Promise) return answer.then(ended, failed)
        return ended(answer)
      } catch (error) {
        return failed(error)
      }
      function ended(answer: Answer): Answer {
        span.end()
        return answer
      }
    }
  }

  /** A transaction is one span, with the wait for its turn and its commit; its statements are parts. */
  function traceTransaction<T>(
    transact: (work: (run: Run) => Promise<T>) => Promise<T>,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    const parent = recordedSpan()
    if (parent === undefined) return transact(work)
    const attributes = { 'db.system.name': system, 'db.operation.name': 'TRANSACTION' }
    return during(parent.begin('TRANSACTION', { kind: 'client', attributes }), (span) =>
      // NOTE transactions that are stored together begin in the turn of one of them
      transact((run) => withinSpan(span, () => work(traceRun(run)))),
    )
  }

  const together = engine.transactTogether
  return {
    ...engine,
    run: traceRun(engine.run),
    transact: (work, beforeCommit) =>
      traceTransaction((traced) => engine.transact(traced, beforeCommit), work),
    ...(together
      ? {
          transactTogether: (work, ending) =>
            traceTransaction((traced) => together(traced, ending), work),
        }
      : {}),
  }
}

type Described = { readonly name: string; readonly attributes: Attributes }

const mostKept = 500

/**
 * What is told of a statement: its text, in which there are no values, its operation and its table.
 * Lists make texts of many lengths, so not all are kept.
 */
function describing(system: string): (sql: string) => Described {
  const kept = new Map<string, Described>()
  return (sql) => {
    const known = kept.get(sql)
    if (known) return known
    const operation = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? 'STATEMENT'
    const collection = /\b(?:from|into|update)\s+["`]?(\w+)/i.exec(sql)?.[1]
    const described: Described = {
      name: collection === undefined ? operation : `${operation} ${collection}`,
      attributes: {
        'db.system.name': system,
        'db.operation.name': operation,
        'db.query.text': sql,
        ...(collection === undefined ? {} : { 'db.collection.name': collection }),
      },
    }
    if (kept.size >= mostKept) kept.clear()
    kept.set(sql, described)
    return described
  }
}
