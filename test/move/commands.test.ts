// `pallas move`, as it is typed: in, and back out.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { stringify } from 'yaml'
import { sqliteDatabases } from '../support/databases.ts'
import { cipherSecret, everybody, ground, ids } from '../support/kratos-people.ts'
import { newest, runAll, writeTables } from '../support/kratos-tables.ts'
import { createDestination } from '../support/moves.ts'

const program = join(import.meta.dirname, '../../bin/pallas')

describe('pallas move', () => {
  it('brings people in and writes them back, and tells what it did and did not', async () => {
    const here = createDestination(),
      there = await sqliteDatabases.fresh(),
      back = await sqliteDatabases.fresh()
    await writeTables(there.dsn, newest, everybody())
    await writeTables(back.dsn, newest, ground)
    const secrets = join(here.folder, 'theirs.yml')
    writeFileSync(secrets, stringify({ secrets: { cipher: [cipherSecret] } }))
    const run = (...given: readonly string[]) =>
      spawnSync(
        program,
        ['move', ...given, '--secrets', secrets, '-c', join(here.folder, 'kratos.yml')],
        { cwd: here.folder, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
      )
    const people = Object.keys(ids).length

    const into = run('from-kratos', '--from', there.dsn, '--check', '3')
    assert.equal(into.status, 0, into.stderr)
    assert.match(into.stdout, new RegExp(`^people: ${people} added`, 'm'))
    assert.match(into.stdout, /^checked {2}looked up as a sign-in does: 3 people, .* 0 faults$/m)
    const lost = readFileSync(join(here.folder, 'kratos-move.jsonl'), 'utf8')
    assert.ok(!lost.includes('example.org'))

    const written = new RegExp(`^checked {2}identities: ${people} written, ${people} there$`, 'm')
    const out = run('to-kratos', '--to', back.dsn)
    assert.equal(out.status, 0, out.stderr)
    assert.match(out.stdout, written)
    assert.equal(existsSync(join(here.folder, 'kratos-move-back.jsonl')), false)

    await runAll(here.dsn, [
      'UPDATE pallas_sessions SET token_hash = id',
      'DELETE FROM pallas_lookups',
    ])
    const broken = run('from-kratos', '--from', there.dsn)
    assert.equal(broken.status, 1)
    assert.match(broken.stdout, /^FAILS {2}looked up as a sign-in does/m)
    here.remove()
    await there.drop()
    await back.drop()
  })
})
