// docs/command-line.md and the program's own help say the same.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createProgram } from '#commands/program.ts'
import { documentFile, leaves, withCommands } from '../../scripts/command-line-document.ts'

const text = readFileSync(documentFile, 'utf8')

describe('the document of the command line', () => {
  it('holds the help of every command (else: node scripts/command-line-document.ts)', () => {
    assert.equal(text, withCommands(text))
  })

  it('names every command once, with the meaning of its exit codes', () => {
    const all = leaves(createProgram({ env: {}, cwd: '/' }))
    assert.deepEqual(
      [...text.matchAll(/^### pallas (.*)$/gm)].map(([, name]) => name),
      all.map(({ name }) => name),
    )
    const [, ...sections] = text.split(/^### pallas /m)
    for (const section of sections) assert.match(section, /Exit codes?: [01]: /)
  })

  it('is what the program prints', () => {
    const { stdout } = spawnSync(
      join(import.meta.dirname, '../../bin/pallas'),
      ['get', 'identity', '--help'],
      { encoding: 'utf8', env: { ...process.env, COLUMNS: '100' } },
    )
    const words = (one: string) => one.split(/\s+/).join(' ').trim()
    assert.ok(words(text).includes(words(stdout)))
  })
})
