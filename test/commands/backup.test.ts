// `pallas backup` and `pallas restore` as functions, on small databases: what a backup contains, and that
// nothing is changed when something is wrong.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { filterOf, withAudit } from '#commands/audit.ts'
import { backupKey } from '#commands/backup/key.ts'
import { makeBackup, type BackupRequest } from '#commands/backup/backup.ts'
import { restoreBackup, type RestoreRequest } from '#commands/backup/restore.ts'
import { withOperators } from '#commands/operators.ts'
import { up } from '#store/migrate.ts'

const root = mkdtempSync(join(tmpdir(), 'pallas-test-backup-'))
const key = 'a key of these tests, which nobody needs to guess'

describe('a backup', () => {
  after(() => rmSync(root, { recursive: true, force: true }))

  let count = 0
  /** A folder of a server, without configuration or with one. */
  function place(config?: object) {
    const cwd = join(root, `place-${count++}`)
    mkdirSync(cwd)
    if (config) writeFileSync(join(cwd, 'kratos.yml'), JSON.stringify(config))
    const context = { env: {}, cwd }
    const files = config ? ['kratos.yml'] : []
    const warnings: string[] = []
    const warn = (sentence: string) => void warnings.push(sentence)
    const database = join(cwd, 'data/pallas.sqlite')
    return {
      cwd,
      context,
      files,
      warnings,
      database,
      secretsFile: join(cwd, 'data/secrets.json'),
      backup: (to: string, more: Partial<BackupRequest> = {}) =>
        makeBackup(context, { files, to, key: undefined, replaces: false, warn, ...more }),
      restore: (from: string, more: Partial<RestoreRequest> = {}) =>
        restoreBackup(context, {
          files,
          from,
          key: undefined,
          replaces: false,
          withoutKeys: false,
          checks: false,
          warn,
          ...more,
        }),
      actions: () =>
        withAudit(context, { config: files }, 'audit list', async (audit) => {
          const { shown } = await audit.list(filterOf({ config: files }), {
            limit: 100,
            after: undefined,
          })
          assert.equal((await audit.verify()).faultCount, 0)
          return shown.map(({ action }) => action)
        }),
      /** All that is there. */
      tree: () => readdirSync(cwd, { recursive: true }).map(String).toSorted(),
    }
  }
  /** One with a database that has an entry of its audit trail. */
  async function filled(config?: object) {
    const made = place(config)
    await up(`sqlite://${made.database}`)
    await withOperators(made.context, made.files, 'tokens add', ({ tokens }) =>
      tokens.create({ name: 'of the tests', role: 'viewer', expiresAt: undefined }),
    )
    return made
  }
  const configured = { secrets: { default: ['a-secret-of-the-tests-of-backups'] } }
  const file = (name: string) => join(root, name)

  it('brings database, audit trail and generated secrets into another folder', async () => {
    const from = await filled()
    for (const seal of [undefined, key]) {
      const to = place(),
        path = file(`whole-${seal}`)
      await from.backup(path, { key: seal })
      assert.equal(statSync(path).mode & 0o777, 0o600)
      assert.deepEqual(from.tree(), ['data', 'data/pallas.sqlite', 'data/secrets.json'])
      const secrets = readFileSync(from.secretsFile, 'utf8')
      const text = readFileSync(path, 'latin1')
      assert.equal(text.includes(JSON.parse(secrets).cipher[0]), seal === undefined)
      assert.equal(text.includes('SQLite format 3'), seal === undefined)
      assert.equal(from.warnings.length, 1, 'only what is not sealed is warned of')
      assert.match(from.warnings[0] ?? '', /not sealed.*secrets in it/)

      await to.restore(path, { key: seal })
      assert.equal(readFileSync(to.secretsFile, 'utf8'), secrets)
      for (const made of [to.database, to.secretsFile])
        assert.equal(statSync(made).mode & 0o777, 0o600)
      assert.deepEqual(to.tree(), from.tree())
      assert.deepEqual(await to.actions(), ['database.restored', ...(await from.actions())])
      assert.deepEqual(to.warnings, [])
    }
    assert.deepEqual(await from.actions(), [
      'database.backed-up',
      'database.backed-up',
      'token.created',
    ])
  })

  it('has no secrets where the configuration gives them, which are then needed to restore', async () => {
    const from = await filled(configured)
    const path = file('configured')
    await from.backup(path)
    assert.match(from.warnings.join(), /secrets of the configuration are not in it/)
    assert.equal(existsSync(from.secretsFile), false)
    await place(configured).restore(path)
    for (const other of [
      undefined,
      { secrets: { default: ['another-secret-of-these-tests-32'] } },
    ]) {
      const to = place(other)
      await assert.rejects(to.restore(path), /cannot be opened with the secrets of this place/)
      assert.equal(existsSync(to.database), false)
      await to.restore(path, { withoutKeys: true })
      assert.match(to.warnings.join(), /cannot be opened/)
    }
  })

  it('is not made twice under one name, nor where the server does not run', async () => {
    const from = await filled()
    const path = file('twice')
    writeFileSync(path, 'x')
    await assert.rejects(from.backup(path), /is there already \(--force/)
    assert.equal(readFileSync(path, 'utf8'), 'x')
    await from.backup(path, { replaces: true })
    await assert.rejects(place().backup(file('none')), /There is no .*pallas\.sqlite/)
    const elsewhere = place({ dsn: `sqlite://${from.database}` })
    await assert.rejects(elsewhere.backup(file('none')), /in the folder in which the server runs/)
    assert.deepEqual(elsewhere.tree(), ['kratos.yml'])
    assert.equal(existsSync(file('none')), false)
  })

  const servers = { postgres: /pg_dump/, mysql: /mariadb-dump/ }
  for (const [kind, program] of Object.entries(servers))
    it(`is left to the programs of a database server: ${kind}`, async () => {
      const at = place({
        dsn: `${kind}://u:p@tcp(127.0.0.1:1)/x`.replace(kind === 'mysql' ? '' : /tcp\(|\)/g, ''),
      })
      await assert.rejects(at.backup(file('server')), program)
      await assert.rejects(at.restore(file('server')), program)
    })

  it('changes nothing with a wrong key, without one, and of a file that is no backup', async () => {
    const from = await filled()
    const path = file('sealed')
    await from.backup(path, { key })
    writeFileSync(file('other'), 'something else\n'.repeat(10))
    const to = place()
    const attempts: readonly (readonly [string, string | undefined, RegExp])[] = [
      [path, `${key}!`, /sealed with another key/],
      [path, undefined, /is sealed: name its key/],
      [file('other'), key, /is not a backup/],
      [file('nowhere'), key, /ENOENT/],
    ]
    for (const [name, used, problem] of attempts)
      for (const checks of [false, true])
        await assert.rejects(to.restore(name, { key: used, checks }), problem)
    assert.deepEqual(to.tree(), ['data'])
    await to.restore(path, { key, checks: true })
    assert.deepEqual(to.tree(), ['data'])
  })

  it('is found to be damaged wherever it was cut or changed', async () => {
    const from = await filled()
    const path = file('damaged')
    for (const seal of [undefined, key]) {
      await from.backup(path, { key: seal, replaces: true })
      const whole = readFileSync(path)
      const to = place()
      const places = [30, 60, 200, 3000, 0.5, 0.9].map((at) =>
        at < 1 ? Math.floor(whole.byteLength * at) : at,
      )
      for (const at of [...places, whole.byteLength - 1]) {
        truncateSync(path, at)
        await assert.rejects(to.restore(path, { key: seal }), /damaged|another key/, `cut at ${at}`)
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ 1
        writeFileSync(path, changed)
        await assert.rejects(to.restore(path, { key: seal }), /damaged|another key/, `byte ${at}`)
      }
      writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]))
      await assert.rejects(to.restore(path, { key: seal }), /damaged/)
      assert.deepEqual(to.tree(), ['data'])
    }
  })

  it('replaces no database unless asked to, never one in use, and keeps what was there', async () => {
    const from = await filled(configured)
    const to = await filled(configured)
    const path = file('replaces')
    await from.backup(path)
    await assert.rejects(to.restore(path), /is there already/)
    const user = new DatabaseSync(to.database)
    user.exec('PRAGMA journal_mode=WAL; CREATE TABLE mine (v); SELECT * FROM mine')
    await assert.rejects(to.restore(path, { replaces: true }), /A process has .* open/)
    assert.equal(user.prepare('SELECT count(*) AS n FROM mine').get()?.['n'], 0)
    user.close()
    const { kept } = await to.restore(path, { replaces: true })
    const before = new DatabaseSync(kept ?? assert.fail())
    before.exec('SELECT * FROM mine')
    before.close()
    assert.throws(() => new DatabaseSync(to.database).exec('SELECT * FROM mine'), /no such table/)
    // what a server left beside a database that is gone, or that cannot be opened, is put aside
    for (const remains of ['', 'x'.repeat(5000)]) {
      rmSync(to.database, { force: true })
      if (remains !== '') writeFileSync(to.database, remains)
      writeFileSync(`${to.database}-wal`, 'of another database')
      await to.restore(path, { replaces: true })
      assert.equal(existsSync(`${to.database}-wal`), false)
      assert.deepEqual((await to.actions()).slice(0, 1), ['database.restored'])
    }
  })

  it('is refused when newer than the program, and is left to be migrated when older', async () => {
    const from = await filled(configured)
    const change = (sql: string) => {
      const direct = new DatabaseSync(from.database)
      direct.exec(sql)
      direct.close()
    }
    change('DELETE FROM pallas_migrations WHERE step = (SELECT max(step) FROM pallas_migrations)')
    await from.backup(file('older'))
    assert.match(from.warnings.join(), /migrations are pending/)
    const to = place(configured)
    await to.restore(file('older'))
    assert.match(to.warnings.join(), /pallas serve migrates it/)
    change("INSERT INTO pallas_migrations VALUES ('9999-of-the-future/first', 1)")
    await assert.rejects(from.backup(file('newer')), /by a newer version .*9999-of-the-future/)
    assert.equal(existsSync(file('newer')), false)
  })

  it('takes its key from a file or the environment, and no short one', () => {
    writeFileSync(file('key'), `${key}\n`)
    const env = (value: string) => ({ cwd: root, env: { PALLAS_BACKUP_KEY: value } })
    assert.equal(backupKey(env('x'), 'key'), key)
    assert.equal(backupKey(env(key), undefined), key)
    assert.equal(backupKey(env(''), undefined), undefined)
    assert.throws(() => backupKey(env('short'), undefined), /at least 32 characters/)
    writeFileSync(file('empty-key'), '\n')
    assert.throws(() => backupKey(env(key), 'empty-key'), /at least 32 characters/)
  })
})
