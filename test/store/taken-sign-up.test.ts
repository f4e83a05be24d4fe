// Of sign-ups with one address at the same moment one makes an account on every database, and the
// others, whose transactions are rolled back first, seem to.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { allDatabases } from '../support/databases.ts'
import { mailTo } from '../support/mail.ts'
import { openApi, submit } from '../support/people.ts'
import { startServer } from '../support/server.ts'

const email = 'ada@example.org'

for (const databases of allDatabases)
  it(
    `sign-ups with one address at the same moment are answered alike (${databases.kind})`,
    { skip: databases.skip },
    async () => {
      const database = await databases.fresh()
      await up(database.dsn)
      const server = await startServer(
        {
          security: { account_enumeration: { mitigate: true } },
          selfservice: {
            flows: {
              verification: { enabled: true, use: 'code' },
              registration: { after: { password: { hooks: [] } } },
            },
          },
        },
        { store: await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } }) },
      )
      const flows = await Promise.all(
        Array.from({ length: 8 }, () => openApi(server, 'registration')),
      )
      const answers = await Promise.all(
        flows.map((flow) =>
          submit(server, 'registration', flow, {
            method: 'password',
            password: 'another-Good-one-77!',
            traits: { email },
          }),
        ),
      )
      assert.deepEqual(
        answers.map(({ status, json }) => [status, Object.keys(json)]),
        flows.map(() => [200, ['identity', 'continue_with']]),
      )
      const { json } = await server.admin('GET', '/admin/identities')
      assert.equal(json.length, 1)
      const types = (await mailTo(server, email)).map((one) => one.template_type).toSorted()
      assert.deepEqual(types, [
        ...Array.from({ length: 7 }, () => 'registration_taken_valid'),
        'verification_code_valid',
      ])
      await server.close()
      await database.drop()
    },
  )
