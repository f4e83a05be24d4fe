// What somebody has downloaded of themselves makes the same account on an empty server, with the same
// password.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { stringify } from 'yaml'
import { withAdministration } from '#commands/identities/context.ts'
import { createEncoding } from '#commands/identities/encode.ts'
import { importIdentities } from '#commands/identities/import.ts'
import { up } from '#store/migrate.ts'
import { allDatabases, type TestDatabase } from '../support/databases.ts'
import { pressButton, visitPage } from '../support/button-page.ts'
import { mailTo } from '../support/mail.ts'
import { proveAddress, signIn, signUp, signedInBrowser } from '../support/people.ts'
import { addSessions } from '../support/personal-data.ts'
import { termsConfig } from '../support/terms.ts'
import { baseConfig, mergeDeep, startServer, type TestServer } from '../support/server.ts'

const email = 'ada@example.org'

for (const { kind, skip, fresh } of allDatabases)
  describe(`a download of personal data, on ${kind}`, { skip }, () => {
    let databases: TestDatabase[], servers: TestServer[], folder: string
    before(async () => {
      databases = [await fresh(), await fresh()]
      servers = []
      for (const { dsn } of databases) {
        await up(dsn)
        servers.push(await startServer(mergeDeep(termsConfig('1'), { dsn })))
      }
      folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
      const config = mergeDeep(mergeDeep(baseConfig, termsConfig('1')), { dsn: databases[1]?.dsn })
      writeFileSync(join(folder, 'kratos.yml'), stringify(config))
    })
    after(async () => {
      await Promise.all(servers.map((server) => server.close()))
      await Promise.all(databases.map((database) => database.drop()))
      rmSync(folder, { recursive: true, force: true })
    })

    /** Imports a text in small chunks; answers what was told. */
    async function importText(text: string) {
      const notes: string[] = []
      async function* pieces() {
        const bytes = Buffer.from(text)
        for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
      }
      const where = { files: [join(folder, 'kratos.yml')], env: {}, cwd: folder }
      const count = await withAdministration(where, (_, context) =>
        importIdentities(
          { encoding: createEncoding(context, pieces()), identities: context.identities },
          {
            report: join(folder, 'refused.jsonl'),
            state: undefined,
            onProgress: () => undefined,
            onNote: (note) => notes.push(note),
          },
        ),
      )
      return { count, notes }
    }

    it('makes the same account on an empty server, which signs in with the same password', async () => {
      const [old, empty] = servers
      assert.ok(old && empty)
      const { id, token } = await signUp(old, email, { terms: true })
      await proveAddress(old, id)
      await old.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/metadata_public', value: { plan: 'gold' } }],
      })
      await addSessions(old, id)
      assert.equal((await signIn(empty, email)).status, 400)

      // long enough to be made in the background, and to be read without its lists
      const json = { credentials: true }
      const asked = await old.public('POST', '/pallas/account/export', { token, json })
      assert.equal(asked.status, 202, asked.text)
      await old.app.exports.drain()
      const mail = (await mailTo(old, email)).at(-1)
      const { pathname, search } = new URL(mail?.links[0] ?? '')
      const jar = await signedInBrowser(old, email)
      const page = await visitPage(old, pathname + search, jar)
      const file = await pressButton(old, pathname + search, page, jar)
      assert.equal(file.status, 200, file.text)

      const first = await importText(file.text)
      assert.deepEqual(first.count, { created: 1, existing: 0, refused: 0, lines: 1 })
      assert.ok(first.notes.some((note) => /^line 1: not taken: sessions \(\d\d\):/.test(note)))
      assert.ok(first.notes.some((note) => note.includes('activity:')))
      assert.ok(first.notes.some((note) => note.includes('metadata_admin:')))
      const again = await importText(JSON.stringify(JSON.parse(file.text)))
      assert.deepEqual(again.count, { created: 0, existing: 1, refused: 0, lines: 1 })

      assert.equal((await signIn(empty, email)).json.session?.identity.id, id)
      assert.equal((await signIn(empty, email, 'another-password-77')).status, 400)
      const shown = async (server: TestServer): Promise<any> =>
        (await server.admin('GET', `/admin/identities/${id}`)).json
      const [before, now] = [await shown(old), await shown(empty)]
      for (const name of ['schema_id', 'state', 'traits', 'metadata_public'])
        assert.deepEqual(now[name], before[name], name)
      const consents = async ({ store }: TestServer) =>
        (await store.identities.find(id))?.identity.consents
      assert.equal((await consents(old))?.length, 1)
      assert.deepEqual(await consents(empty), await consents(old))
      assert.deepEqual(
        now.verifiable_addresses.map(({ value, verified }: any) => [value, verified]),
        [[email, true]],
      )
    })

    it('says a version that it does not know', async () => {
      const { count } = await importText('{"format": "pallas-personal-data", "version": 2}')
      assert.deepEqual([count.created, count.refused], [0, 1])
    })
  })
