// Makes the files of a release in release/, or in the folder that is named, and signs them:
//   node scripts/release.ts --key FILE [FOLDER]
//   node scripts/release.ts --dry [FOLDER]      with a key that is thrown away; says what would hinder it
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  hindrances,
  isSigned,
  sha256,
  signatureOf,
  steadyBom,
  sumsOf,
  withoutDevelopment,
} from './release-files.ts'

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { dry: { type: 'boolean', default: false }, key: { type: 'string' } },
  allowPositionals: true,
})
const to = resolve(positionals[0] ?? join(root, 'release'))
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const { name, version } = JSON.parse(read('package.json')) as {
  readonly name: string
  readonly version: string
}
const changes = run('git', 'status', '--porcelain')
const found = hindrances({ name, version, changes, changelog: read('CHANGELOG.md') })
for (const one of found) process.stderr.write(`would hinder a release: ${one}\n`)
if (!values.dry && (found.length > 0 || values.key === undefined)) {
  if (values.key === undefined)
    process.stderr.write('--key FILE names the key that signs (Ed25519, PEM); --dry needs none\n')
  process.exit(1)
}
const key =
  values.key === undefined
    ? generateKeyPairSync('ed25519').privateKey
    : createPrivateKey(readFileSync(values.key))

rmSync(to, { recursive: true, force: true })
mkdirSync(to, { recursive: true })
const built = join(to, 'build')
run(process.execPath, '--disable-warning=ExperimentalWarning', 'scripts/build.ts', built)
const archive = run('npm', 'pack', built, '--pack-destination', to, '--silent').trim()
rmSync(built, { recursive: true })

const committedAt = new Date(run('git', 'log', '-1', '--format=%cI').trim()).toISOString()
const production = withoutDevelopment(read('package-lock.json'))
mkdirSync(built)
writeFileSync(join(built, 'package.json'), production.manifest)
writeFileSync(join(built, 'package-lock.json'), production.lock)
const bom = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'], {
  cwd: built,
  encoding: 'utf8',
})
rmSync(built, { recursive: true })
const files: Readonly<Record<string, Buffer>> = {
  [archive]: readFileSync(join(to, archive)),
  'sbom.cdx.json': Buffer.from(steadyBom(bom, name, committedAt)),
  'provenance.json': Buffer.from(
    `${JSON.stringify(
      {
        name,
        version,
        commit: run('git', 'rev-parse', 'HEAD').trim(),
        committed_at: committedAt,
        is_clean: changes.trim() === '',
        node: process.versions.node,
        npm: run('npm', '--version').trim(),
        platform: `${process.platform}-${process.arch}`,
        package_lock_sha256: sha256(read('package-lock.json')),
        archive,
        archive_sha256: sha256(readFileSync(join(to, archive))),
      },
      undefined,
      2,
    )}\n`,
  ),
}
const sums = sumsOf(files)
const signature = signatureOf(sums, key)
const publicKey = createPublicKey(key)
if (!isSigned(sums, signature, publicKey)) throw new Error('the signature cannot be verified')
for (const [file, bytes] of Object.entries(files)) writeFileSync(join(to, file), bytes)
writeFileSync(join(to, 'SHA256SUMS'), sums)
writeFileSync(join(to, 'SHA256SUMS.sig'), signature)
writeFileSync(join(to, 'release.pub'), publicKey.export({ type: 'spki', format: 'pem' }))

process.stdout.write(sums)
process.stdout.write(
  values.dry
    ? `a dry run, signed with a key that is gone: ${to}\n`
    : `upload what is in ${to}, then: npm publish ${join(to, archive)}\n`,
)
