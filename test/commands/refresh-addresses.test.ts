import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const program = resolve(import.meta.dirname, '../../bin/pallas')

test('pallas identities refresh-addresses gives people the addresses of a changed schema', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-refresh-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const pallas = (args: readonly string[], input = '') =>
    spawnSync(program, ['identities', ...args, '-c', 'kratos.yml'], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    })
  const schema = (use: object) =>
    writeFileSync(
      join(folder, 'person.json'),
      JSON.stringify({
        properties: {
          traits: {
            type: 'object',
            properties: { email: { type: 'string', format: 'email', 'ory.sh/kratos': use } },
          },
        },
      }),
    )
  writeFileSync(
    join(folder, 'kratos.yml'),
    `dsn: sqlite://${folder}/db.sqlite\nidentity: {schemas: [{id: default, url: "file://${folder}/person.json"}]}\n`,
  )
  schema({ credentials: { password: { identifier: true } } })
  const imported = pallas(['import'], '{"traits":{"email":"ada@example.org"}}\n')
  assert.equal(imported.status, 0, imported.stderr)
  schema({ credentials: { password: { identifier: true } }, recovery: { via: 'email' } })
  const first = pallas(['refresh-addresses'])
  assert.deepEqual([first.status, first.stderr], [0, '1 looked at, 1 changed\n'])
  assert.equal(pallas(['refresh-addresses']).stderr, '0 looked at, 0 changed\n')
})
