// What a stranger sends and is refused takes hardly any room, in every edition.
import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { hostileTraits, schemaWithLists } from '../support/hostile-traits.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer } from '../support/server.ts'

const signUps = 30
const mostBytes = 1_000_000
const mostSent = 256 * 1024

const encoded = Buffer.from(JSON.stringify(schemaWithLists())).toString('base64')
const settings = {
  identity: {
    default_schema_id: 'default',
    schemas: [{ id: 'default', url: `base64://${encoded}` }],
  },
}

/** The size of a database whose log is written back. */
function bytesOf(path: string): number {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const bytes = [path, `${path}-wal`]
    .map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size)
  database.close()
  return bytes
}

async function growth(
  edition: (typeof editions)[number],
  work: (at: EditionClient) => Promise<void>,
): Promise<number> {
  const { dsn, drop } = await sqliteDatabases.fresh()
  const path = new URL(dsn).pathname
  await up(dsn)
  const store = await createStore({ dsn, sqlite: { synchronous: 'NORMAL' } })
  const server = await startServer(settings, { store })
  const before = bytesOf(path)
  await work(clientOf(server, edition))
  const grown = bytesOf(path) - before
  await server.close()
  await drop()
  return grown
}

describe(`${signUps} sign-ups that are refused`, () => {
  for (const edition of editions)
    for (const [what, traits] of Object.entries(hostileTraits))
      // a flow is stored in the same way by all editions
      for (const inOneFlow of edition === editions.at(-1) ? [false, true] : [false])
        it(`for ${what} store little, in ${inOneFlow ? 'one flow' : 'flows of their own'} (${edition.name})`, async () => {
          const grown = await growth(edition, async (at) => {
            const one = new Jar()
            const opened = await at.open('registration', one)
            for (let n = 0; n < signUps; n++) {
              const jar = inOneFlow ? one : new Jar()
              const flow = inOneFlow ? opened : await at.open('registration', jar)
              const fields = { traits, password } as never
              const sent = JSON.stringify(fields).length
              assert.ok(sent < mostSent - 300 && sent > 0.75 * mostSent, `${sent} bytes`)
              const answer = await at.send('registration', flow, 'password', jar, fields, {
                json: true,
              })
              assert.ok(answer.status < 413, `${answer.status} ${answer.text.slice(0, 200)}`)
              assert.equal(jar.get('ory_kratos_session'), undefined)
            }
          })
          assert.ok(grown < mostBytes, `${grown} bytes`)
        })
})
