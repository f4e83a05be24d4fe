// What the documents say and a test can check: paths, commands, examples, lists.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, test } from 'node:test'
import { lint } from '#jsonnet'
import * as jsonnet from '#jsonnet'
import { importLimits } from '#crypto/foreign.ts'
import { faultsOf, scratch } from './config/files.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const manifest = JSON.parse(read('package.json')) as Readonly<
  Record<'scripts' | 'dependencies' | 'devDependencies' | 'optionalDependencies', object>
>

/** The history in CHANGELOG.md may name what is gone. */
const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md', 'test/**/*.md'], {
  cwd: root,
}).filter((path) => path !== 'CHANGELOG.md')

const folders = [
  '.ci',
  'bench',
  'bin',
  'deploy',
  'docs',
  'examples',
  'packages',
  'scripts',
  'src',
  'test',
]
/** Every file and folder of the project, folders with a slash at the end. */
const tree = folders.flatMap((folder) => [
  `${folder}/`,
  ...readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).map((entry) => {
    const path = posix.join(entry.parentPath.slice(root.length + 1), entry.name)
    return entry.isDirectory() ? `${path}/` : path
  }),
])

/** Code in a document, as `text` or in a block. */
const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
const blocksIn = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, block = '']) => block,
  )

/** Folders that commands make, which a fresh clone has not. */
const made = read('.gitignore').split('\n')

/**
 * Whether a path that a document names is there: from the root, or the end of some path when it is
 * shorter.
 */
function isThere(named: string, document: string): boolean {
  if (made.includes(`/${named}`)) return true
  const pattern = named.replace(/<[^>]+>/g, '*')
  if (globSync([pattern, join(dirname(document), pattern)], { cwd: root }).length > 0) return true
  return tree.some((path) => path.endsWith(`/${named}`))
}

/** Whether code in a document names a path of this project. */
const isPath = (code: string) =>
  /^[\w.*<>/-]+$/.test(code) &&
  !/^[./~]/.test(code.replace(/^\.ci\//, '')) &&
  (folders.some((folder) => code.startsWith(`${folder}/`)) || /\.(ts|mjs|sh)$|\w\/$/.test(code))

describe('a document', () => {
  for (const document of documents) {
    const text = read(document)

    test(`names only paths that are there: ${document}`, () => {
      const words = codeIn(text).flatMap((code) => code.split(/[\s,'"()]+/))
      for (const path of words.filter(isPath)) assert.ok(isThere(path, document), path)
      for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(target)) continue
        assert.ok(existsSync(join(root, dirname(document), target)), target)
      }
    })

    test(`names only npm scripts that are there: ${document}`, () => {
      const commands = text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)
      for (const [command, named, short] of commands)
        assert.ok((named ?? short ?? '') in manifest.scripts, command)
    })

    test(`has only examples of a configuration that are valid: ${document}`, (t) => {
      for (const example of blocksIn(text, 'yaml'))
        assert.deepEqual(
          faultsOf(
            { cwd: scratch(t), env: { PALLAS_ADMIN_TOKENS: 'a-token-of-the-operator' } },
            example,
          ),
          [],
          example,
        )
    })

    test(`has only programs in Jsonnet that are sound: ${document}`, () => {
      for (const program of blocksIn(text, 'jsonnet')) assert.deepEqual(lint(program), [], program)
    })
  }
})

test('the documents are found, and with them what they name', () => {
  assert.ok(documents.includes('README.md') && documents.includes('docs/decisions/0004-storage.md'))
  const contributing = read('CONTRIBUTING.md')
  assert.ok(codeIn(contributing).filter(isPath).length > 10)
  assert.equal(isThere('src/nowhere.ts', 'README.md'), false)
  assert.equal(isThere('nowhere/', 'README.md'), false)
})

test('every dependency has its line in docs/dependencies.md, and no other has', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  const rows = [...read('docs/dependencies.md').matchAll(/^\| (?!Package|---)([^|]+) \|/gm)]
  assert.deepEqual(
    rows.flatMap(([, names = '']) => names.split(', ')).sort(),
    Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort(),
  )
})

test('every part of src/ has its place in the decision about their order', () => {
  const [decided = ''] = read('docs/decisions/0003-order-of-the-tree.md').split('**Because.**')
  const named = codeIn(decided).flatMap((code) => code.split(' '))
  for (const entry of readdirSync(join(root, 'src'))) {
    const part = entry.replace(/\.ts$/, '')
    assert.ok(named.includes(part), part)
  }
})

test('what the interpreter of Jsonnet is said to export is exported', () => {
  const imports = /import \{ (.+) \} from '#jsonnet'/.exec(read('packages/jsonnet/README.md'))
  const names = imports?.[1]?.split(', ') ?? []
  assert.ok(names.length > 0)
  for (const name of names) assert.ok(name in jsonnet, name)
})

test('the table of limits of imported hashes is the one that holds', () => {
  const rows = [
    ...read('docs/administration.md').matchAll(/^\| (.+?) \| (.+?) \| (\d+) \| (.+?) \|$/gm),
  ]
  assert.deepEqual(
    rows.map(([, ...cells]) => cells),
    Object.entries(importLimits).flatMap(([kind, ofKind]) =>
      ofKind.map(({ field, max, what }) => [kind, field, String(max), what]),
    ),
  )
})
