import { editionNames } from '#editions/all.ts'
import { stripTypeScriptTypes } from 'node:module'
import { posix } from 'node:path'

/** A file of src/, its path relative to src/. */
export type SourceFile = { readonly path: string; readonly text: string }

/** Inner to outer: a folder imports only what stands before it. */
const line = [
  'lib',
  'messages',
  'languages',
  'errors',
  'rules',
  'events',
  'crypto',
  'schema',
  'shield',
  'audit',
  'identity',
  'operators',
  'session',
  'jobs',
  'courier',
  'flow',
  'methods',
  'hooks',
  'personal-data',
  'core',
]
/** Around the line: may import the line. */
const ring = [
  'store',
  'move',
  'delivery',
  'outgoing',
  'http',
  'editions',
  'config',
  'pages',
  'console',
  'telemetry',
  'app',
  'commands',
  'library',
  'main',
]
/** Self-contained packages of packages/, which anyone may import. */
const workspaces: ReadonlySet<string> = new Set(['#jsonnet'])
/** The others verify hashes, and open what is enciphered, of other systems. */
const ownCiphers = [
  'crypto/chunked-cipher.ts',
  'crypto/cipher.ts',
  'crypto/foreign-ciphers.ts',
  'crypto/foreign-ciphers.test.ts',
  'crypto/foreign-cookie.ts',
  'crypto/hashes/scrypt.ts',
]
const longestFile = 300
const longestLine = 120
/** A string that is the name of an edition, or a path of its folder. */
const editionName = new RegExp(
  `['"\`](?:${editionNames.map((name) => name.replaceAll('.', '\\.')).join('|')})['"\`]`,
)
const database = /^(kysely|pg|mysql2|node:sqlite)(\/|$)/

/** The first part of a path below src/: the folder, or the name of a file that stands alone. */
const placeOf = (path: string) => (path.split('/')[0] ?? '').replace(/\.ts$/, '')

/** The name of one of several siblings that must not know each other: a method's or an edition's folder. */
function siblingOf(path: string, place: 'methods' | 'editions'): string | undefined {
  const [first, second, third] = path.split('/')
  return first === place && third !== undefined && second !== 'shared' ? second : undefined
}

const withoutComments = (text: string) =>
  text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|\s)\/\/.*$/gm, '$1')

/** Everything that a file imports or passes on, types included. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text)
  const statements =
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm
  return [...code.matchAll(statements)].map(
    ([, from, bare, called]) => from ?? bare ?? called ?? '',
  )
}

/** Where an import leads, below src/; undefined when it is a package. */
function targetOf(path: string, specifier: string): string | undefined {
  if (workspaces.has(specifier)) return undefined
  if (specifier === '#jsonnet') return undefined
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), specifier))
  return undefined
}

function* importViolations(path: string, specifier: string): Generator<string> {
  const place = placeOf(path)
  const target = targetOf(path, specifier)
  if (target === undefined) {
    if (database.test(specifier) && place !== 'store')
      yield `imports ${specifier}, which only store/ may`
    return
  }
  const towards = placeOf(target)
  if (place !== 'editions' && /^editions\/(?:v\d|shared\/v\d)/.test(target))
    yield `imports ${specifier}: an edition is reached by the list of editions`
  if (specifier.startsWith('.') && towards !== place)
    yield `imports ${specifier}: across folders an import begins with #`
  if (!line.includes(towards) && !ring.includes(towards))
    yield `imports ${specifier}, which has no place in the order`
  const mayBuild = ['app', 'commands', 'library'].includes(place)
  if (
    towards === 'main' ||
    (towards === 'library' && place !== 'library') ||
    (towards === 'app' && !mayBuild)
  )
    yield `imports ${specifier}: nobody imports ${towards}`
  if (line.includes(place) && ring.includes(towards))
    yield `imports ${specifier}: the line never imports the ring`
  if (line.includes(place) && line.indexOf(towards) > line.indexOf(place))
    yield `imports ${specifier}: ${towards} stands after ${place}`
  for (const siblings of ['methods', 'editions'] as const) {
    const own = siblingOf(path, siblings)
    const other = siblingOf(target, siblings)
    const insideShared = path.startsWith(`${siblings}/shared/`)
    if (other !== undefined && (own !== undefined ? own !== other : insideShared))
      yield `imports ${specifier}: one of ${siblings}/ never imports another`
  }
}

function* textViolations(path: string, text: string): Generator<string> {
  const place = placeOf(path)
  const code = withoutComments(text)
  if (!line.includes(place) && !ring.includes(place))
    yield `stands in ${place}, which has no place in the order`
  if (text.split('\n').length - 1 > longestFile) yield `is longer than ${longestFile} lines`
  if (text.split('\n').some((one) => one.length > longestLine))
    yield `has a line longer than ${longestLine} characters`
  // NOTE a released migration names what was stored when it was written
  if (place !== 'editions' && !path.startsWith('store/migrations/') && editionName.test(code))
    yield 'names an edition, which only editions/ may'
  if (/^\s*export\s+default\b|\bas\s+default\b/m.test(code)) yield 'has a default export'
  const readsEnvironment =
    /\bprocess\s*(\?\.|\.|\[\s*['"])\s*env\b/.test(code) ||
    /\benv\b[^}]*\}\s*(=\s*process\b|from\s*['"](node:)?process['"])/.test(code)
  if (readsEnvironment && place !== 'config' && place !== 'main')
    yield 'reads the environment, which only config/ and main.ts may'
  if (/\bas\s+(?:\w+\s+as\s+)?Purpose\b/.test(code) && path !== 'crypto/purposes.ts')
    yield 'makes a purpose of encryption, which only crypto/purposes.ts may'
  if (/\bcreate(?:Decipher|Cipher)iv\b/.test(code) && !ownCiphers.includes(path))
    yield 'encrypts by itself: what is encrypted goes through crypto/cipher.ts'
  try {
    stripTypeScriptTypes(text, { mode: 'strip' })
  } catch (fault) {
    yield `is not plain code once types are stripped: ${fault instanceof Error ? fault.message : String(fault)}`
  }
}

/** Every break of the order of the tree, as `path: what is wrong`. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const wrong = [
      ...textViolations(path, text),
      ...importsOf(text).flatMap((specifier) => [...importViolations(path, specifier)]),
    ]
    return wrong.map((what) => `${path}: ${what}`)
  })
}
