// `npm run release -- --dry`: what it writes can be verified with the programs that people have, and is
// the same each time.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  hindrances,
  isSigned,
  sha256,
  signatureOf,
  steadyBom,
} from '../../../scripts/release-files.ts'
import { installedPackage } from '../../support/package.ts'

const root = join(import.meta.dirname, '../../..')
type Lock = { readonly packages: Readonly<Record<string, { readonly version: string }>> }
const packagesOf = (lock: string) =>
  Object.entries((JSON.parse(readFileSync(lock, 'utf8')) as Lock).packages)
    .map(([path, { version }]) => ({ name: path.replace(/^.*node_modules\//, ''), version }))
    .filter(({ name }) => name !== '')

describe('a release', () => {
  let folder: string
  const read = (file: string) => readFileSync(join(folder, file))
  const json = (file: string): any => JSON.parse(read(file).toString())
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-release-'))
    execFileSync(process.execPath, ['scripts/release.ts', '--dry', folder], {
      cwd: root,
      stdio: 'pipe',
    })
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('has sums of all files, whose signature is verified as docs/packages.md says', () => {
    const document = readFileSync(join(root, 'docs/packages.md'), 'utf8')
    const [, commands = ''] =
      /```sh\n(openssl [^]*?)```/.exec(document) ?? assert.fail('no command')
    const verify = () => execFileSync('sh', ['-e', '-c', commands], { cwd: folder, stdio: 'pipe' })
    const sums = read('SHA256SUMS')
    assert.equal(sums.toString().trim().split('\n').length, 3)
    verify()
    for (const file of ['sbom.cdx.json', 'SHA256SUMS']) {
      const before = read(file)
      writeFileSync(join(folder, file), `${before.toString()} `)
      assert.throws(verify, file)
      writeFileSync(join(folder, file), before)
    }
  })

  test('is the same when it is built again', () => {
    const { archive, archive_sha256: digest } = json('provenance.json')
    assert.equal(sha256(read(archive)), digest)
    assert.equal(sha256(readFileSync(installedPackage().archive)), digest)
  })

  test('says of what it was made', () => {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
    const provenance = json('provenance.json')
    assert.equal(provenance.commit, git('rev-parse', 'HEAD'))
    assert.equal(provenance.node, process.versions.node)
    assert.equal(
      provenance.package_lock_sha256,
      sha256(readFileSync(join(root, 'package-lock.json'))),
    )
    const bom = json('sbom.cdx.json')
    const locked = packagesOf(join(root, 'package-lock.json'))
    const components: readonly { name: string; version: string }[] = bom.components
    for (const { name, version } of components)
      assert.ok(
        locked.some((one) => one.name === name && one.version === version),
        name,
      )
    // NOTE npm installs newer versions of what dependencies depend on
    const installed = packagesOf(join(installedPackage().folder, 'package-lock.json'))
    const names = (all: readonly { name: string }[]) =>
      [...new Set(all.map(({ name }) => name))].filter((name) => name !== 'pallas').toSorted()
    assert.deepEqual(names(components), names(installed))
    assert.equal(bom.metadata.component.name, 'pallas')
  })

  test('is hindered by changes that are not committed, and by a changelog without the version', () => {
    const clean = { name: 'x', version: '1.2.3', changes: '', changelog: '## [1.2.3] - 2026-05-01' }
    assert.deepEqual(hindrances(clean), [])
    assert.equal(hindrances({ ...clean, changes: ' M README.md\n' }).length, 1)
    assert.equal(hindrances({ ...clean, changelog: '## [1.2.30]\n## [Unreleased]' }).length, 1)
    assert.throws(() =>
      execFileSync(process.execPath, ['scripts/release.ts', join(folder, 'none')], {
        cwd: root,
        stdio: 'pipe',
      }),
    )
  })

  test('is signed by its key alone, and its bill of materials differs only with its content', () => {
    const [one, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
    const signature = signatureOf('text', one.privateKey)
    assert.ok(isSigned('text', signature, one.publicKey))
    assert.ok(!isSigned('text', signature, other.publicKey))
    assert.ok(!isSigned('texts', signature, one.publicKey))
    const bom = (serialNumber: string, components: readonly object[]) =>
      steadyBom(
        JSON.stringify({ serialNumber, metadata: { component: {} }, components }),
        'x',
        '2026-05-01T00:00:00.000Z',
      )
    assert.equal(bom('a', []), bom('b', []))
    const serial = (text: string) => JSON.parse(text).serialNumber
    assert.notEqual(serial(bom('a', [])), serial(bom('a', [{}])))
    assert.match(
      serial(bom('a', [])),
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})
