import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { exportedLines, filterOf, verificationLines, withAudit } from '#commands/audit.ts'
import { cleanUp } from '#commands/cleanup.ts'
import { deleteIdentities } from '#commands/identities/look-up.ts'
import { withAdministration } from '#commands/identities/context.ts'
import { readConfig } from '#config/read.ts'
import { openOther } from '../support/other-connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'pallas-test-audit-'))
const file = join(folder, 'kratos.yml')
const dsn = `sqlite://${folder}/test.sqlite?_fk=true`
const where = { files: [file], env: {}, cwd: folder }
const context = { env: {}, cwd: folder }
const flags = { config: [file] }
const schema = { type: 'object', properties: { traits: { type: 'object' } } }

function configure(audit: object): void {
  const inline = Buffer.from(JSON.stringify(schema)).toString('base64')
  const identity = { default_schema_id: 'x', schemas: [{ id: 'x', url: `base64://${inline}` }] }
  const secrets = { default: ['a-secret-of-the-tests-for-audits'] }
  writeFileSync(file, JSON.stringify({ dsn, identity, secrets, pallas: { audit } }))
}

describe('pallas audit', () => {
  before(async () => {
    configure({})
    await withAdministration(
      where,
      async (administration) => {
        const { identity } = await administration.create({ schemaId: 'x', traits: {} })
        await deleteIdentities(administration, [identity.id, 'unknown'])
      },
      { command: 'identities delete' },
    )
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const verify = () => withAudit(context, flags, 'audit verify', (audit) => audit.verify())
  const all = (more = {}) =>
    withAudit(context, flags, 'audit list', async (audit) => {
      const { shown } = await audit.list(filterOf({ ...flags, ...more }), {
        limit: 100,
        after: undefined,
      })
      return shown
    })

  it('knows what a command has done, and which', async () => {
    const found = await all()
    assert.deepEqual(
      found.map(({ action, actor }) => [action, actor.kind, actor.name, actor.right]),
      [
        ['identity.deleted', 'command', 'identities delete', 'database'],
        ['identity.created', 'command', 'identities delete', 'database'],
      ],
    )
    assert.equal((await all({ action: 'identity.deleted' })).length, 1)
    assert.throws(() => filterOf({ ...flags, action: 'x' }), /--action must be one of/)
    assert.throws(() => filterOf({ ...flags, from: 'x' }), /--from must be a time/)
  })

  it('exports everything, which is an entry itself', async () => {
    const lines = await withAudit(context, flags, 'audit export', async (audit) => {
      const found: string[] = []
      for await (const line of exportedLines(audit, {}, 'csv')) found.push(line)
      return found
    })
    assert.equal(lines.length, 3)
    assert.equal((await all({ action: 'data.exported' }))[0]?.actor.name, 'audit export')
  })

  it('verifies, and names what was changed', async () => {
    assert.deepEqual(verificationLines(await verify()).at(-1), 'entries: 3  streams: 16  faults: 0')
    const other = await openOther('sqlite', dsn)
    await other.run(
      "UPDATE pallas_audit_entries SET action = 'x' WHERE action = 'identity.deleted'",
    )
    const [line, ...rest] = verificationLines(await verify())
    assert.match(line ?? '', /^altered: stream \d+, entry 2 \([0-9a-f-]+\)$/)
    assert.match(rest.at(-1) ?? '', /faults: 1$/)
    await other.run(
      "UPDATE pallas_audit_entries SET action = 'identity.deleted' WHERE action = 'x'",
    )
    await other.close()
    assert.equal((await verify()).faultCount, 0)
  })

  it('keeps entries as long as the configuration says, and the rest verifiable', async () => {
    const clean = async () => {
      const reading = readConfig({ ...where, dev: true })
      const options = { batch: 2, pauseMs: 0, keepMs: undefined }
      return (await cleanUp(reading, dsn, options)).find((line) => line.startsWith('audit'))
    }
    assert.match((await clean()) ?? '', / 0$/)
    configure({ retention: '0s' })
    assert.match((await clean()) ?? '', / 0$/)
    configure({ retention: '1ms' })
    assert.match((await clean()) ?? '', / 3$/)
    assert.deepEqual(await all(), [])
    const { faults, heads } = await verify()
    assert.deepEqual(faults, [])
    assert.ok(heads.some(({ anchorPosition }) => anchorPosition > 0))
  })
})
