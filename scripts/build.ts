// Builds the npm package: node scripts/build.ts [FOLDER], by default dist/. What is in it: see
// docs/packages.md.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { bundleCommand } from './bundle.ts'
import { packageOf, referencesIn, spelledForJavaScript, targetOf } from './build-package.ts'

const root = join(import.meta.dirname, '..')
const to = resolve(process.argv[2] ?? join(root, 'dist'))

const source = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const built = packageOf(source)

rmSync(to, { recursive: true, force: true })
mkdirSync(to, { recursive: true })
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', to],
  { cwd: root, stdio: 'inherit' },
)
for (const file of globSync('**/*.{js,d.ts}', { cwd: to })) {
  const path = join(to, file)
  writeFileSync(path, spelledForJavaScript(readFileSync(path, 'utf8')))
}
removeUnusedDeclarations()

// NOTE the scripts of pages are no modules: the server reads them as text
const scripts = 'src/console/browser'
for (const file of globSync('*.js', { cwd: join(root, scripts) }))
  copyFileSync(join(root, scripts, file), placeFor(join(scripts, file)))
for (const file of ['bin/pallas', 'bin/pallas.mjs', 'bin/find-node.sh', ...built.documents])
  copyFileSync(join(root, file), placeFor(file))
for (const file of ['bin/pallas', 'bin/pallas.mjs']) chmodSync(join(to, file), 0o755)
writeFileSync(join(to, 'package.json'), `${JSON.stringify(built.manifest, undefined, 2)}\n`)
await bundleCommand(to, join(root, 'node_modules'))

function placeFor(file: string): string {
  const path = join(to, file)
  mkdirSync(dirname(path), { recursive: true })
  return path
}

/** Leaves the declarations that those of the exports lead to. */
function removeUnusedDeclarations(): void {
  const used = new Set<string>()
  const visit = (file: string): void => {
    if (used.has(file)) return
    used.add(file)
    for (const reference of referencesIn(readFileSync(join(to, file), 'utf8'))) {
      const target = targetOf(reference, file, built.manifest.imports)
      if (target?.endsWith('.js')) visit(target.replace(/\.js$/, '.d.ts'))
    }
  }
  for (const file of built.declarations) visit(file)
  for (const file of globSync('**/*.d.ts', { cwd: to })) if (!used.has(file)) rmSync(join(to, file))
}
