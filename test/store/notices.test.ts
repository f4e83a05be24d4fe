// Notices to owners on every database: exactly as many as there may be, also of simultaneous changes.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noticeDelayMs } from '#flow/notices.ts'
import { up } from '#store/migrate.ts'
import { allDatabases } from '../support/databases.ts'
import { mailTo } from '../support/mail.ts'
import { startServer } from '../support/server.ts'

for (const { kind, skip, fresh } of allDatabases)
  describe(`notices on ${kind}`, { skip }, () => {
    it('of simultaneous changes ten are told, and once that there are more', async () => {
      const { dsn, drop } = await fresh()
      await up(dsn)
      const server = await startServer({ dsn })
      const email = 'ada@example.org'
      const { json } = await server.admin('POST', '/admin/identities', {
        json: { traits: { email } },
      })
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          server.admin('PUT', `/admin/identities/${json.id}`, {
            json: {
              schema_id: 'default',
              state: 'active',
              traits: { email },
              credentials: { password: { config: { password: `pass-${n}-Battery-77` } } },
            },
          }),
        ),
      )
      assert.ok(answers.every(({ status }) => status === 200))
      server.pass(noticeDelayMs)
      for (let round = 0; round < 3; round++) await server.app.courier.drain()
      const types = (await mailTo(server, email)).map((one) => one.template_type)
      const counted = (type: string) => types.filter((one) => one === type).length
      assert.deepEqual(
        [counted('password_changed_valid'), counted('account_changed_valid'), types.length],
        [10, 1, 11],
      )
      await server.close()
      await drop()
    })
  })
