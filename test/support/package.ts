// The npm package, built, packed and installed in a folder by npm, once in each run of
// scripts/test.ts.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const inputs = [
  'package.json',
  'tsconfig*.json',
  'README.md',
  '{bin,src}/**/*',
  'packages/*/src/**/*',
  'scripts/build*',
]

export type InstalledPackage = {
  /** The built package, as `npm pack` gets it. */
  readonly built: string
  readonly archive: string
  /** A folder with nothing but the installed package. */
  readonly folder: string
}

/** Builds, packs and installs, unless that was done before in this run, with these sources. */
export function installedPackage(): InstalledPackage {
  const print = createHash('sha256')
  for (const file of globSync(inputs, { cwd: root }).toSorted()) {
    const { size, mtimeMs } = statSync(join(root, file))
    print.update(`${file} ${size} ${mtimeMs}\n`)
  }
  // NOTE not below this repository, where the packages of its node_modules would be found as well
  const kept = join(process.env['PALLAS_TEST_SCRATCH'] ?? tmpdir(), 'pallas-test-package')
  const place = join(kept, print.digest('hex').slice(0, 16))
  const result = {
    built: join(place, 'built'),
    archive: join(place, 'pallas.tgz'),
    folder: join(place, 'installed'),
  }
  if (existsSync(place)) return result
  const making = join(kept, `making-${process.pid}`)
  rmSync(kept, { recursive: true, force: true })
  mkdirSync(join(making, 'installed'), { recursive: true })
  const run = (cwd: string, program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  run(root, process.execPath, 'scripts/build.ts', join(making, 'built'))
  const archive = run(making, 'npm', 'pack', './built', '--silent').trim()
  renameSync(join(making, archive), join(making, 'pallas.tgz'))
  writeFileSync(join(making, 'installed/package.json'), '{ "private": true, "type": "module" }\n')
  run(
    join(making, 'installed'),
    'npm',
    'install',
    '../pallas.tgz',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  )
  renameSync(making, place)
  return result
}
