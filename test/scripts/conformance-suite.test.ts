import assert from 'node:assert/strict'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, describe, test } from 'node:test'
import { readList } from '../../scripts/conformance-report.ts'
import {
  digestOf,
  isNewer,
  recordedCount,
  scenariosOfTheRoot,
  takeOver,
} from '../../scripts/conformance-suite.ts'

type Files = Readonly<Record<string, string>>

const scratch = mkdtempSync(join(tmpdir(), 'pallas-suite-'))

/** A folder `conformance` with these files. */
function folderOf(files: Files): string {
  const folder = join(mkdtempSync(join(scratch, 'in-')), 'conformance')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')
const suite: Files = {
  'run.mjs': `import { play } from './lib/play.mjs'\n`,
  'lib/play.mjs': `export const play = 1\n`,
  'golden/v1/default/one.json': '{}\n',
}
const own: Files = { 'README.md': 'ours\n', 'passing.txt': 'v1/default/one\n', 'versions.txt': '' }

describe('a suite of conformance scenarios', () => {
  after(() => rmSync(scratch, { recursive: true }))
  test('is newer when its contents were never taken over', () => {
    const copy = folderOf(own)
    const other = folderOf(suite)
    assert.equal(isNewer(other, copy), true)
    takeOver(other, copy, '2026-01-01')
    assert.equal(isNewer(other, copy), false)
    writeFileSync(join(other, 'lib/play.mjs'), 'export const play = 2\n')
    assert.equal(isNewer(other, copy), true)
  })
  test('is not newer when it was taken over before a later one', () => {
    const copy = folderOf(own)
    const older = folderOf(suite)
    takeOver(older, copy, '2026-01-01')
    takeOver(folderOf({ ...suite, 'golden/v1/default/two.json': '{}\n' }), copy, '2026-01-02')
    assert.equal(isNewer(older, copy), false)
  })
  test('has scenarios that lead to a path of the root, which a mount has not', () => {
    const leading = (location: string) => JSON.stringify({ location }, null, 1)
    const folder = folderOf({
      'golden/v1/default/root.json': leading('/sessions/whoami'),
      'golden/v1/default/placed.json': leading('{public}/sessions/whoami'),
      'golden/v1/default/other-host.json': leading('//example.org/'),
      'golden/v1/short/root.json': leading('/elsewhere'),
    })
    assert.deepEqual(scenariosOfTheRoot(folder, 'v1/default'), ['root'])
    assert.deepEqual(scenariosOfTheRoot(folder, 'v1/none'), [])
  })
  test('is taken over whole, and what it no longer has goes', () => {
    const copy = folderOf({ ...own, 'golden/v1/default/gone.json': '{}\n' })
    const other = folderOf({ ...suite, 'README.md': 'theirs\n', 'passing.txt': 'theirs\n' })
    takeOver(other, copy, '2026-01-01')
    assert.equal(digestOf(copy), digestOf(other))
    assert.equal(existsSync(join(copy, 'golden/v1/default/gone.json')), false)
    assert.equal(read(copy, 'versions.txt'), `2026-01-01 ${digestOf(other)} 1\n`)
  })
  test('leaves the list of scenarios that pass and the README of the copy as they are', () => {
    const copy = folderOf(own)
    takeOver(folderOf({ ...suite, 'README.md': 'x', 'passing.txt': 'x' }), copy, '2026-01-01')
    assert.equal(read(copy, 'README.md'), own['README.md'])
    assert.equal(read(copy, 'passing.txt'), own['passing.txt'])
  })
  test('finds its own files from wherever the copy is', () => {
    const copy = folderOf(own)
    const scenario = (path: string) => ({
      'scenarios/v1/a.mjs': `import { play } from '${path}'\n`,
    })
    const outside = '../../../conformance/lib/play.mjs'
    const other = folderOf({ ...suite, ...scenario(outside) })
    takeOver(other, copy, '2026-01-01')
    const inside = scenario('../../lib/play.mjs')
    assert.equal(read(copy, 'scenarios/v1/a.mjs'), inside['scenarios/v1/a.mjs'])
    assert.equal(digestOf(folderOf({ ...suite, ...inside })), digestOf(other))
  })
  test('is refused when it imports what is not part of it', () => {
    const copy = folderOf({ ...own, 'kept.txt': '' })
    const other = folderOf({
      ...suite,
      'lib/far.mjs': `import '../x.mjs'\nexport * from '../../x.mjs'`,
    })
    assert.throws(() => takeOver(other, copy, '2026-01-01'), /not part of the suite/)
    assert.equal(existsSync(join(copy, 'kept.txt')), true)
  })
})

describe("the project's copy of the suite", () => {
  const copy = resolve(import.meta.dirname, '../conformance')
  test('imports nothing but Node and its own files', () => {
    const scripts = globSync('**/*.mjs', { cwd: copy })
    assert.ok(scripts.length > 100)
    for (const script of scripts) {
      const specifiers = [...read(copy, script).matchAll(/\b(?:from|import) '([^']+)'/g)]
      for (const [, specifier = ''] of specifiers) {
        if (specifier.startsWith('node:')) continue
        const target = resolve(copy, dirname(script), specifier)
        assert.ok(target.startsWith(`${copy}/`) && existsSync(target), `${script}: ${specifier}`)
      }
    }
  })
  test('has a recorded answer for every scenario on the list of those that pass', () => {
    const listed = readList(read(copy, 'passing.txt'))
    assert.ok(listed.length > 0 && listed.length <= recordedCount(copy))
    for (const name of listed) assert.ok(existsSync(join(copy, 'golden', `${name}.json`)), name)
  })
})

test('every recorded answer of the suite is played by a scenario', async () => {
  const suite = join(import.meta.dirname, '../conformance')
  const recorded = globSync('golden/*/*/*.json', { cwd: suite })
  assert.ok(recorded.length > 900)
  const played = new Set<string>()
  for (const file of globSync('scenarios/*/*/*.mjs', { cwd: suite })) {
    const { default: scenarios } = (await import(join(suite, file))) as {
      default: readonly { readonly id: string }[]
    }
    const [, edition, profile] = file.split('/')
    for (const { id } of scenarios) played.add(`golden/${edition}/${profile}/${id}.json`)
  }
  assert.deepEqual(
    recorded.filter((one) => !played.has(one)),
    [],
  )
})
