// Databases of servers are backed up and restored by their own programs, as docs/operations.md says: its
// commands run here.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withAudit } from '#commands/audit.ts'
import { withOperators } from '#commands/operators.ts'
import { readDsn } from '#store/dsn/read.ts'
import { up } from '#store/migrate.ts'
import type { TestDatabases } from '../../support/databases.ts'

const document = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8')
const blocks = [...document.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block)
const commandsOf = (program: string): string =>
  blocks.find((block) => block.startsWith(`${program} `)) ?? assert.fail(program)

/** `dump` and `restore`: with which programs the commands of the document begin. */
export function dumpPromise(databases: TestDatabases, dump: string, restore: string): void {
  describe(`a dump of a database: ${databases.kind}`, { skip: databases.skip }, () => {
    it('brings all that there was into another one', async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'pallas-test-dump-'))
      t.after(() => rmSync(folder, { recursive: true, force: true }))
      const [from, to] = [await databases.fresh(), await databases.fresh()]
      const at = (dsn: string) => {
        writeFileSync(
          join(folder, 'kratos.yml'),
          JSON.stringify({ dsn, secrets: { default: ['a-secret-of-the-tests-for-dumps!'] } }),
        )
        return { context: { env: {}, cwd: folder }, files: ['kratos.yml'] }
      }
      const run = (commands: string, dsn: string) => {
        const target = readDsn(dsn)
        assert.ok(target.kind !== 'sqlite')
        const { places, user, password, database } = target.server
        const [{ host, port }] = places
        writeFileSync(
          join(folder, 'pallas.cnf'),
          `[client]\nhost=${host}\nport=${port}\nuser=${user}\npassword=${password}\n`,
        )
        execFileSync('sh', ['-e', '-c', commands.replace(/ pallas(?=\s)/g, ` ${database}`)], {
          cwd: folder,
          env: { ...process.env, DSN: dsn },
          stdio: 'pipe',
        })
      }
      await up(from.dsn)
      const before = at(from.dsn)
      await withOperators(before.context, before.files, 'tokens add', ({ tokens }) =>
        tokens.create({ name: 'of the tests', role: 'viewer', expiresAt: undefined }),
      )
      run(commandsOf(dump), from.dsn)
      run(commandsOf(restore), to.dsn)
      const { context, files } = at(to.dsn)
      const list = await withOperators(context, files, 'tokens list', ({ tokens }) => tokens.list())
      assert.deepEqual(
        list.map(({ name }) => name),
        ['of the tests'],
      )
      const verified = await withAudit(context, { config: files }, 'audit verify', (audit) =>
        audit.verify(),
      )
      assert.deepEqual([verified.entries, verified.faultCount], [1, 0])
      assert.deepEqual(await up(to.dsn), [])
    })
  })
}
