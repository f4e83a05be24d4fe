// Runs the queries of the builder through the database's own connections and transactions.
import {
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect as KyselyDialect,
  Driver,
  QueryResult,
} from 'kysely'
import type { Answer, Dialect, Statement } from './engine.ts'

class QueuedSqliteAdapter extends SqliteAdapter {
  // The builder would queue queries; the writer does that, and knows about transactions.
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

const parts = {
  sqlite: {
    adapter: QueuedSqliteAdapter,
    compiler: SqliteQueryCompiler,
    introspector: SqliteIntrospector,
  },
  postgres: {
    adapter: PostgresAdapter,
    compiler: PostgresQueryCompiler,
    introspector: PostgresIntrospector,
  },
  mysql: { adapter: MysqlAdapter, compiler: MysqlQueryCompiler, introspector: MysqlIntrospector },
} as const

export function kyselyDialect(
  dialect: Dialect,
  run: (statement: Statement) => Promise<Answer>,
): KyselyDialect {
  const { adapter, compiler, introspector } = parts[dialect]
  return {
    createAdapter: () => new adapter(),
    createQueryCompiler: () => new compiler(),
    createIntrospector: (db) => new introspector(db),
    createDriver: () => createDriver(run),
  }
}

function createDriver(run: (statement: Statement) => Promise<Answer>): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await run({
        sql: query.sql,
        parameters: query.parameters,
        reads: query.query.kind === 'SelectQueryNode',
      })
      return { rows: rows as R[], numAffectedRows: BigInt(changes) }
    },
    streamQuery: () => unsupported('streamed'),
  }
  const nothing = async (): Promise<void> => {}
  return {
    init: nothing,
    acquireConnection: async () => connection,
    releaseConnection: nothing,
    destroy: nothing,
    beginTransaction: async () => unsupported('put into a transaction of the builder'),
    commitTransaction: async () => unsupported('committed by the builder'),
    rollbackTransaction: async () => unsupported('rolled back by the builder'),
  }
}

function unsupported(what: string): never {
  throw new Error(`A query cannot be ${what}; use Database.transact.`)
}
