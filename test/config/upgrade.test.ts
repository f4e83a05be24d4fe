import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { parse } from 'yaml'
import { checkConfig } from '#config/check.ts'
import { schemasOf } from '#commands/schemas.ts'
import { ConfigError } from '#config/faults.ts'
import { upgradeConfig } from '#config/upgrade.ts'

const folder = mkdtempSync(join(tmpdir(), 'pallas-upgrade-'))
const write = (text: string) => {
  const file = join(folder, 'kratos.yml')
  writeFileSync(file, text)
  return file
}
after(() => rmSync(folder, { recursive: true, force: true }))

const old = `
selfservice:
  default_browser_return_url: http://127.0.0.1:4455/
  whitelisted_return_urls: ['http://127.0.0.1:4455']
  surprises: {enabled: true}
identity:
  default_schema_url: file:///etc/person.schema.json
`

describe('pallas config upgrade', () => {
  it('prints old keys under their new names and says so', () => {
    const text = upgradeConfig(write(old), folder)
    const { selfservice, identity } = parse(text)
    assert.deepEqual(selfservice.allowed_return_urls, ['http://127.0.0.1:4455'])
    assert.deepEqual(identity.schemas, [{ id: 'default', url: 'file:///etc/person.schema.json' }])
    assert.match(
      text,
      /^# selfservice\.whitelisted_return_urls is an old spelling of selfservice\.allowed_return_urls$/m,
    )
  })

  it('leaves out what has no counterpart, with a comment', () => {
    const text = upgradeConfig(write(old), folder)
    assert.equal('surprises' in parse(text).selfservice, false)
    assert.match(text, /^# selfservice\.surprises has no counterpart and is left out$/m)
  })

  it('what it prints is checked without a word about spelling', async () => {
    const upgraded = write(upgradeConfig(write(old), folder))
    assert.deepEqual(
      (
        await checkConfig({ files: [upgraded], env: {}, dev: true, cwd: folder }, schemasOf)
      ).lines.filter((line) => /spelling|known key/.test(line)),
      [],
    )
  })

  it('a file that is no YAML is refused', () => {
    assert.throws(() => upgradeConfig(write('a: [1'), folder), ConfigError)
  })
})
