// `pallas languages export` and `check`, as somebody who adds a language calls them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

const main = join(import.meta.dirname, '../../src/main.ts')

describe('the commands of languages', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-languages-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [main, 'languages', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
    })

  it('write a whole file, which is told to be done once it is', () => {
    const { status, stdout } = run('export', 'de-copied', '--from', 'de')
    assert.equal(status, 0)
    writeFileSync(join(folder, 'whole.yml'), stdout)
    const checked = run('check', 'whole.yml')
    assert.deepEqual([checked.status, checked.stderr], [0, ''])
    assert.match(checked.stdout, /^de-copied: \d+ texts, 0 to look at\n$/)
  })

  it('name each text that is missing, left in English or of no use, and fail', () => {
    const { stdout } = run('export', 'sv')
    const [first = '', ...others] = stdout.split('\n').filter((line) => /^ {2}pages\./.test(line))
    assert.match(stdout, /^sv:\n {2}name: Svenska\n {2}fallback: en\n/m)
    writeFileSync(
      join(folder, 'sv.yml'),
      stdout.replace(`${first}\n`, '').replace(others[0] ?? '', '  pages.errorsTitle: "{x}"'),
    )
    const { status, stderr, stdout: counts } = run('check', 'sv.yml')
    assert.equal(status, 1)
    assert.match(stderr, /^sv\.yml has a text that cannot be used: sv: pages\.errorsTitle has /m)
    assert.ok(stderr.includes(`sv: ${first.trim().split(':')[0]} is missing\n`))
    assert.match(stderr, /^sv: pages\.or is left in English$/m)
    assert.match(counts, /^sv: \d+ texts, \d+ to look at\n$/)
  })

  it('count the texts of a file that stand in the place of ours', () => {
    writeFileSync(join(folder, 'own.json'), JSON.stringify({ de: { 'pages.or': 'bzw.' } }))
    const { status, stdout } = run('check', 'own.json')
    assert.deepEqual([status, stdout], [0, 'de: 1 texts in the place of ours\n'])
  })

  it('refuse what is no tag, a language that is not ours and a file that is not there', () => {
    for (const args of [
      ['export', 's'],
      ['export', 'sv', '--from', 'da'],
      ['check', 'none.yml'],
    ])
      assert.equal(run(...args).status, 1, args.join(' '))
  })
})
