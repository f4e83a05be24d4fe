// Security requirement 73, and how a server starts: pending migrations are told, two that start at once do no harm.
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { status, up } from '#store/migrate.ts'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { mysqlDatabases, postgresDatabases, sqliteDatabases } from '../support/databases.ts'
import { until } from '../support/process-figures.ts'

describe('a server that starts', () => {
  const servers: Crashable[] = []
  after(() => Promise.all(servers.map((server) => server.remove())))
  const prepare = async (dsn: string): Promise<Crashable> => {
    const server = await crashable({ dsn })
    servers.push(server)
    return server
  }

  for (const databases of [postgresDatabases, mysqlDatabases]) {
    it(
      `on ${databases.kind} says that migrations are pending, and is ready as soon as they are applied`,
      { skip: databases.skip },
      async () => {
        const { dsn } = await databases.fresh()
        const server = await prepare(dsn)
        const started = server.start()
        let told: any
        await until(async () => {
          const answer = await fetch(`${server.adminUrl}/health/ready`).catch(() => undefined)
          told = await answer?.json()
          return answer?.status === 503
        }, 20_000)
        assert.match(
          told.errors.database,
          /Migrations of the database are pending: .*pallas migrate sql/,
        )
        assert.equal((await fetch(`${server.adminUrl}/health/alive`)).status, 200)
        assert.equal((await fetch(`${server.url}/self-service/login/api`)).status >= 500, true)
        await until(() => /migrations are pending/.test(server.log()), 30_000)
        await up(dsn)
        await started
        assert.equal((await register(server.url, 'migrated@example.org'))?.status, 200)
      },
    )
  }

  for (const databases of [sqliteDatabases, postgresDatabases, mysqlDatabases]) {
    it(
      `at the same moment as another on an empty database does no harm (${databases.kind})`,
      { skip: databases.skip },
      async () => {
        const { dsn } = await databases.fresh()
        const [one, two, three] = [await prepare(dsn), await prepare(dsn), await prepare(dsn)]
        await Promise.all([one, two, three].map((server) => server.start('--migrate')))
        assert.ok((await status(dsn)).every(({ state }) => state === 'applied'))
        assert.equal((await register(one.url, 'both@example.org'))?.status, 200)
        for (const server of [one, two, three]) {
          assert.equal((await login(server.url, 'both@example.org')).status, 200)
          await server.kill()
        }
      },
    )
  }
})
