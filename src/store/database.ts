// A database for the stores: the query builder, prepared statements, and transactions, which work
// inside joins by itself.
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely } from 'kysely'
import type { CompiledQuery } from 'kysely'
import { Refusal } from '#errors/refusal.ts'
import { currentDeadline, DeadlineExceeded, outsideDeadline, storeDeadline } from '#lib/deadline.ts'
import { command } from './engine.ts'
import type { Answer, Dialect, Engine, Run, Statement } from './engine.ts'
import { Interrupted, Retryable, unavailable } from './failures.ts'
import { kyselyDialect } from './kysely-dialect.ts'
import { finishAll, keep, keyedMutex, scopeOf, type Finish, type Scope } from './scope.ts'
import type { Tables } from './tables/tables.ts'

export type Database = {
  readonly dialect: Dialect
  readonly db: Kysely<Tables>
  /** As Engine.combines. */
  readonly combines: boolean
  /** Runs in the open transaction, or on its own. */
  run(statement: Statement): Promise<Answer>
  /** Whether there is a version, outside of transactions. */
  readonly hasVersion: boolean
  /**
   * As Engine.version; undefined where there is none, and in a transaction, which reads its own
   * changes.
   */
  version(): number | undefined
  /** As Store.transact. Inside an open transaction, `work` is a part that can fail alone. */
  transact<T>(work: () => Promise<T>, parts?: Parts): Promise<T>
  /** Whether the calling code runs in a transaction. */
  inTransaction(): boolean
  /**
   * Keeps `item` for the end of the open transaction: `finish` is called with all that it was given
   * in one call, before the transaction is committed, where possible together with that of others
   * which the same commit stores. What parts that failed have given is left out. To be called in a
   * transaction.
   */
  atEnd<T>(finish: Finish<T>, item: T): void
  /**
   * Calls `listener` when the open transaction has ended, with whether it was stored. To be called in
   * a transaction.
   */
  whenEnded(listener: (stored: boolean) => void): void
  /** Runs in the open transaction, or opens one. */
  together<T>(work: () => Promise<T>): Promise<T>
  exclusively<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * `fail-together`: no part of the transaction, or of a part of one, can fail alone, which saves the
 * statements for that.
 */
export type Parts = 'fail-together'

/** The result of a transaction, and what it has kept for its end. */
type Done<T> = { readonly result: T; readonly kept: Scope['kept'] }

const maxTries = 25
/** The pauses between tries grow up to this, so that those who are in each other's way come apart. */
const longestPauseMs = 500
/** How often work runs again since its connection broke. */
const maxInterruptions = 2

export function createDatabase(engine: Engine): Database {
  const scopes = new AsyncLocalStorage<Scope>()

  function current(): Scope | undefined {
    let scope = scopes.getStore()
    while (scope !== undefined && !scope.open) scope = scope.parent
    return scope
  }

  async function run(statement: Statement): Promise<Answer> {
    const scope = current()
    if (scope !== undefined) return keyedMutex(scope, () => scope.run(statement))
    const deadline = storeDeadline()
    deadline?.check()
    if (statement.reads) return engine.run(statement)
    // NOTE a transaction can be given up while its statement waits: nothing is stored before COMMIT
    if (deadline && deadline.remainingMs() < (engine.unstoppableMs ?? 0))
      return transact(() => run(statement))
    return persist(() => committing(async (begin) => engine.run(statement, begin)))
  }

  async function transact<T>(work: () => Promise<T>, parts?: Parts): Promise<T> {
    const parent = current()
    if (parent === undefined)
      return persist(() => committing((begin) => inTransaction(work, begin, parts)))
    return parent.whole ? joined(parent, work) : keyedMutex(parent, () => part(parent, work, parts))
  }

  /** A part that fails takes the whole transaction along. */
  async function joined<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      scope.failed ??= { error }
      throw error
    }
  }

  /** `begin` is called before what was written is committed. */
  async function inTransaction<T>(
    work: () => Promise<T>,
    begin: () => void,
    parts?: Parts,
  ): Promise<T> {
    const together = engine.transactTogether
    const listeners: Scope['listeners'] = []
    const ended = (stored: boolean) => {
      for (const listener of listeners) listener(stored)
    }
    let beforeCommit = () => {}
    const attempt = async (runOn: Run): Promise<Done<T>> => {
      // NOTE an engine that could not store it may try again
      for (const listener of listeners.splice(0)) listener(false)
      let lost: unknown,
        hasWritten = false
      // NOTE after a rollback by the database, another statement would be stored on its own
      const runUnlessEnded = async (statement: Statement): Promise<Answer> => {
        if (lost !== undefined) throw lost
        hasWritten ||= !statement.reads
        try {
          storeDeadline()?.check()
          return await runOn(statement)
        } catch (error) {
          if (endsTransaction(error)) lost = error
          throw error
        }
      }
      const scope = scopeOf(undefined, runUnlessEnded, parts === 'fail-together', listeners)
      const result = await inScope(scope, async () => {
        const done = await work()
        if (scope.failed) throw scope.failed.error
        if (!together) await finishAll(scope)
        return done
      })
      if (lost !== undefined) throw lost
      beforeCommit = () => {
        if (hasWritten || scope.kept.size > 0) begin()
      }
      if (together) beforeCommit()
      return { result, kept: scope.kept }
    }
    try {
      const { result } = await (together
        ? together(attempt, finishTogether)
        : engine.transact(attempt, () => beforeCommit()))
      ended(true)
      return result
    } catch (error) {
      ended(false)
      throw error
    }
  }

  /** What was kept for the end by all transactions that are stored by one commit. */
  async function finishTogether(runOn: Run, done: readonly Done<unknown>[]): Promise<void> {
    const scope = scopeOf(undefined, async (statement) => runOn(statement), true)
    for (const { kept } of done)
      for (const [finish, items] of kept) for (const item of items) keep(scope, finish, item)
    if (scope.kept.size === 0) return
    // NOTE this is no request's own work, whichever of them it happens to run for
    await outsideDeadline(() => inScope(scope, () => finishAll(scope)))
  }

  async function part<T>(parent: Scope, work: () => Promise<T>, parts?: Parts): Promise<T> {
    const scope = scopeOf(parent, parent.run, parts === 'fail-together', parent.listeners)
    const savepoint = `part_${scope.depth}`
    await parent.run(command(`SAVEPOINT ${savepoint}`))
    try {
      const result = await inScope(scope, work)
      if (scope.failed) throw scope.failed.error
      await parent.run(command(`RELEASE SAVEPOINT ${savepoint}`))
      for (const [finish, items] of scope.kept) for (const item of items) keep(parent, finish, item)
      return result
    } catch (error) {
      if (!endsTransaction(error)) {
        await parent.run(command(`ROLLBACK TO SAVEPOINT ${savepoint}`))
        await parent.run(command(`RELEASE SAVEPOINT ${savepoint}`))
      }
      throw error
    }
  }

  async function inScope<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    try {
      return await scopes.run(scope, work)
    } finally {
      scope.open = false
      await scope.tail
    }
  }

  return {
    dialect: engine.dialect,
    combines: engine.combines === true,
    db: new Kysely<Tables>({ dialect: kyselyDialect(engine.dialect, run) }),
    run,
    transact,
    hasVersion: engine.version !== undefined,
    version: () => (current() === undefined ? engine.version?.() : undefined),
    inTransaction: () => current() !== undefined,
    atEnd<T>(finish: Finish<T>, item: T): void {
      const scope = current()
      if (!scope) throw new Error('There is no transaction at whose end this could be stored.')
      keep(scope, finish, item)
    },
    whenEnded(listener) {
      current()?.listeners.push(listener)
    },
    together: (work) => (current() === undefined ? transact(work) : work()),
    exclusively: engine.exclusively,
    close: engine.close,
  }
}

function endsTransaction(error: unknown): boolean {
  return (
    error instanceof Retryable ||
    error instanceof DeadlineExceeded ||
    (error instanceof Refusal && error.kind === 'unavailable')
  )
}

/**
 * Runs work that stores something, and that calls `begin` before it does. Throws DeadlineExceeded
 * when the time of the request is over by then.
 */
async function committing<T>(work: (begin: () => void) => Promise<T>): Promise<T> {
  const deadline = currentDeadline()
  if (!deadline) return work(() => undefined)
  deadline.check()
  let hasBegun = false
  const end = (stored: boolean) => hasBegun && deadline.endCommit(stored)
  try {
    const result = await work(() => {
      if (!hasBegun) deadline.beginCommit()
      hasBegun = true
    })
    end(true)
    return result
  } catch (error) {
    end(false)
    throw error
  }
}

async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1, interruptions = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof Interrupted && ++interruptions <= maxInterruptions) continue
      if (!(error instanceof Retryable)) throw error
      if (tries === maxTries) throw unavailable(error, 'The database is too busy at the moment.')
      await sleep(Math.random() * Math.min(5 * 1.3 ** tries, longestPauseMs))
    }
  }
}

/**
 * A query that is built and compiled once, for frequent queries; it is called with its parameters
 * in their order.
 */
export function prepare(
  database: Database,
  name: string,
  query: CompiledQuery,
  facts: Pick<Statement, 'mayBeLost' | 'alike'> = {},
): (parameters: readonly unknown[]) => Promise<Answer> {
  const fixed = { sql: query.sql, reads: query.query.kind === 'SelectQueryNode', name, ...facts }
  return (parameters) => database.run({ ...fixed, parameters })
}
