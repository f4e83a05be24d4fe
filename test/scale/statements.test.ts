// No statement uses what CockroachDB or YugabyteDB lack:
// https://www.cockroachlabs.com/docs/stable/postgresql-compatibility,
// https://docs.yugabyte.com/stable/develop/postgresql-compatibility/
import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { storeContract } from '../store/contract/contract.ts'
import { postgresDatabases, type TestDatabases } from '../support/databases.ts'
import { startFrameProxy, type FrameProxy } from './frame-proxy.ts'
import { through } from './pgbouncer.ts'

let started: Promise<FrameProxy> | undefined

/** Those of PostgreSQL, as CockroachDB is told of in a DSN, each behind one proxy that sees all statements. */
const databases: TestDatabases = {
  ...postgresDatabases,
  async fresh() {
    const { dsn, drop } = await postgresDatabases.fresh()
    started ??= startFrameProxy({ host: '127.0.0.1', port: Number(new URL(dsn).port) })
    const { port } = await started
    return { dsn: through(dsn, port).replace(/^[a-z]+/, 'cockroach'), drop }
  },
}

const lacking: Readonly<Record<string, RegExp>> = {
  'notifications between sessions': /^(UN)?LISTEN\b|^NOTIFY\b/i,
  'columns of the system': /\b(xmin|xmax|ctid|cmin|cmax|tableoid)\b/i,
  'locks of whole tables': /\bLOCK TABLE\b/i,
  'locks of a session': /\bpg_(try_)?advisory_(un)?lock(_shared)?\(/i,
  'a collation of bytes': /COLLATE "C"/i,
  'extensions and procedures':
    /\bCREATE (EXTENSION|DOMAIN|TRIGGER|RULE|FUNCTION|PROCEDURE)\b|^DO \$/i,
  'samples of tables': /\bTABLESAMPLE\b/i,
  'indexes made beside the work': /\bCONCURRENTLY\b/i,
  'exclusion constraints': /\bEXCLUDE USING\b/i,
  'cursors that outlive a transaction': /\bWITH HOLD\b/i,
  'another isolation': /\bISOLATION LEVEL\b/i,
  'one statement that changes one table twice':
    /\b(?:insert into|update|delete from) "?(\w+)"?\b[\s\S]*\b(?:insert into|update|delete from) "?\1"?(?!\w)/i,
}

storeContract(databases)

it('no statement uses what they lack', { skip: postgresDatabases.skip }, async (t) => {
  await up((await databases.fresh()).dsn)
  const statements = [...((await started)?.statements ?? [])]
  t.diagnostic(`${statements.length} different statements`)
  assert.ok(statements.length > 100)
  for (const [what, pattern] of Object.entries(lacking))
    assert.deepEqual(statements.filter((sql) => pattern.test(sql)).slice(0, 3), [], what)
})

after(async () => (await started)?.close())
