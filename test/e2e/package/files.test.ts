// What is in the npm package: all that its files name, and nothing that only this repository needs.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { referencesIn, targetOf } from '../../../scripts/build-package.ts'
import { bundledPackages, placedIn } from '../../../scripts/bundle.ts'
import { installedPackage } from '../../support/package.ts'

type Manifest = {
  readonly imports: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly bin: Readonly<Record<string, string>>
  readonly scripts?: unknown
  readonly dependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

const ofRepository = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as Manifest

describe('the npm package', () => {
  let folder: string,
    project: string,
    manifest: Manifest,
    files: readonly string[],
    bundle: readonly string[]
  before(() => {
    project = installedPackage().folder
    folder = join(project, 'node_modules/pallas')
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
    files = globSync('{src,packages}/**/*.{js,d.ts}', { cwd: folder })
    bundle = globSync('bundle/**/*.js', { cwd: folder })
  })

  test('has every file that one of its files names, by import or as a thread', () => {
    const named = files.flatMap((file) =>
      referencesIn(readFileSync(join(folder, file), 'utf8')).map((name) => ({ file, name })),
    )
    assert.ok(named.length > 1000)
    const missing = named.filter(({ file, name }) => {
      const target = targetOf(name, file, manifest.imports)
      const wanted = file.endsWith('.d.ts') ? target?.replace(/\.js$/, '.d.ts') : target
      return wanted === undefined || !existsSync(join(folder, wanted))
    })
    assert.deepEqual(missing, [])
  })
  test('depends on every package that one of its files imports, with exact versions', () => {
    const foreign =
      /(?:\bfrom|\bimport|\bimport\(|\brequire\(|\bresolve\()\s*['"]([\w@][^'"\s]*)['"]/g
    const imported = [...files, ...bundle]
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      // NOTE examples in comments of bundled packages
      .flatMap((text) => [...text.replaceAll(/\/\*\*[^]*?\*\//g, '').matchAll(foreign)])
      .map(([, name = '']) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    assert.ok(imported.includes('fastify'))
    const unknown = imported.filter((name) => manifest.dependencies[name] === undefined)
    assert.deepEqual([...new Set(unknown)], [])
    assert.deepEqual(manifest.dependencies, ofRepository.dependencies)
    assert.deepEqual(manifest.optionalDependencies, ofRepository.optionalDependencies)
    for (const version of Object.values(manifest.dependencies))
      assert.match(version, /^\d+\.\d+\.\d+$/)
  })
  test('has a bundle whose files find each other, and what they read or run as a thread', () => {
    const place = /\bnew URL\("([^"]+)", import\.meta\.url\)/g
    const named = bundle.flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return [...referencesIn(text), ...[...text.matchAll(place)].map(([, name = '']) => name)].map(
        (name) => ({ file, target: targetOf(name, file, manifest.imports) }),
      )
    })
    assert.deepEqual(
      named.filter(({ target = '' }) => !existsSync(join(folder, target))),
      [],
    )
    const threads = named.filter(({ target = '' }) => target.endsWith('worker.js'))
    assert.ok(threads.length >= 3, threads.map(({ target }) => target).join(', '))
    const modules = named.filter(({ target = '' }) => target.startsWith('bundle/'))
    assert.ok(modules.length > 20)
    for (const name of bundledPackages)
      assert.ok(existsSync(join(folder, `bundle/LICENSE-${name}`)), name)
  })
  test('has a bundle that takes clients and servers of HTTP without all their names', () => {
    const imports = /\bfrom ?["']node:https?["']/
    const faulty = bundle.filter((file) => imports.test(readFileSync(join(folder, file), 'utf8')))
    assert.deepEqual(faulty, [])
  })
  test('has a bundle that loads no module of the same code a second time', () => {
    const own = bundle.flatMap((file) =>
      referencesIn(readFileSync(join(folder, file), 'utf8')).filter((name) =>
        /^#|src\//.test(name),
      ),
    )
    assert.deepEqual(own, [])
    for (const name of bundledPackages) {
      const again = bundle.filter((file) =>
        readFileSync(join(folder, file), 'utf8').includes(`from "${name}"`),
      )
      assert.deepEqual(again, [], name)
    }
  })
  test('has what it exports and its commands, runs no script, and carries neither tests nor tools', () => {
    const exported = Object.values(manifest.exports).flatMap((one) =>
      typeof one === 'string' ? one : Object.values(one),
    )
    for (const file of [...exported, ...Object.values(manifest.bin)])
      assert.ok(existsSync(join(folder, file)), file)
    assert.equal(manifest.scripts, undefined)
    const all = globSync('**/*', { cwd: folder })
    assert.deepEqual(
      all.filter((file) => /\.test\.|tsconfig|^(?:test|bench|scripts|docs)\b/.test(file)),
      [],
    )
    assert.deepEqual(
      all.filter((file) => /(?<!\.d)\.ts$/.test(file)),
      [],
    )
  })
  test('has types with which a strict project compiles', () => {
    const types = join(import.meta.dirname, '../../../node_modules/@types')
    const scratch = mkdtempSync(join(project, 'types-'))
    const text = `import { createPallas, type Pallas } from 'pallas'
import { refuse, type Hooks } from 'pallas/hooks'
const pallas: Pallas = await createPallas({ config: { dsn: 'memory' } })
const email: unknown = (await pallas.whoami(new Request('https://example.org')))?.identity.traits['email']
// @ts-expect-error there may be nobody
const id: string = (await pallas.whoami(new Request('https://example.org'))).identity.id
export const answer: Response = await pallas.admin.fetch(new Request('https://example.org'))
export const known = [email, id]
export const afterRegistration: Hooks['afterRegistration'] = ({ identity }) =>
  identity['traits'] === undefined ? refuse('no') : undefined
// @ts-expect-error a hook is a function
export const beforeLogin: Hooks['beforeLogin'] = 'no'
`
    writeFileSync(join(scratch, 'app.ts'), text)
    writeFileSync(
      join(scratch, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          module: 'nodenext',
          types: ['node'],
          typeRoots: [types],
        },
      }),
    )
    const tsc = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc')
    try {
      execFileSync(process.execPath, [tsc, '-p', scratch], { encoding: 'utf8' })
    } catch (error) {
      assert.fail((error as { readonly stdout: string }).stdout)
    } finally {
      rmSync(scratch, { recursive: true })
    }
  })
})

test('what a module names beside itself is spelled from the bundle', () => {
  const placed = (text: string) => placedIn(text, '../src/a/b.js')
  assert.equal(
    placed(`new URL('../x', import.meta.url)`),
    `new URL('../x', new URL("../src/a/b.js", import.meta.url).href)`,
  )
  assert.equal(
    placed(`import.meta.resolve('./worker.js')`),
    `new URL("../src/a/worker.js", import.meta.url).href`,
  )
  for (const same of [`import.meta.resolve('fastify')`, 'import.meta.dirname', 'import.meta.urls'])
    assert.equal(placed(same), same)
})
