import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const program = resolve(import.meta.dirname, '../../bin/pallas')

test('pallas migrate normalize-phone-numbers writes stored numbers in one form', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-phones-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const pallas = (args: readonly string[], input = '') =>
    spawnSync(program, [...args, '-c', 'kratos.yml'], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    })
  const schema = (use: object) => {
    const phone = { type: 'string', 'ory.sh/kratos': use }
    const traits = { type: 'object', properties: { phone } }
    writeFileSync(join(folder, 'person.json'), JSON.stringify({ properties: { traits } }))
  }
  writeFileSync(
    join(folder, 'kratos.yml'),
    `dsn: sqlite://${folder}/db.sqlite\nidentity: {schemas: [{id: default, url: "file://${folder}/person.json"}]}\n`,
  )
  // NOTE a number that no message is sent to stays as it was typed
  schema({ credentials: { password: { identifier: true } } })
  const spellings = ['+49 1511 2345001', '+49 1511 2345002', '+4915112345003']
  const lines = spellings.map((phone) => JSON.stringify({ traits: { phone } }))
  assert.equal(pallas(['identities', 'import'], lines.join('\n')).status, 0)
  schema({ verification: { via: 'sms' } })

  const run = (...more: readonly string[]) => {
    const { status, stdout } = pallas(['migrate', 'normalize-phone-numbers', '-e', ...more])
    return [status, stdout.trim()]
  }
  assert.deepEqual(run('--dry-run'), [0, '3 looked at, 2 to be changed'])
  const first = pallas([
    'migrate',
    'normalize-phone-numbers',
    '-e',
    '-b',
    '1',
    '--batch-delay',
    '1ms',
  ])
  assert.equal(first.stdout.trim(), '3 looked at, 2 changed')
  const [, last] = /^up to (\S+): /m.exec(first.stderr) ?? []
  assert.deepEqual(run('--start-after', last ?? ''), [0, '2 looked at, 0 changed'])
  assert.deepEqual(run(), [0, '3 looked at, 0 changed'])
})
