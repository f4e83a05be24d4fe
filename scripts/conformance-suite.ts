// A folder of conformance scenarios: the project's own copy, or another one that may be newer and
// can be taken over.
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { readList } from './conformance-report.ts'

/**
 * Files of the copy that are the project's own. They are not part of a suite, and stay when one is
 * taken over.
 */
const own: ReadonlySet<string> = new Set(['README.md', 'passing.txt', 'versions.txt'])

/** The paths of a suite's files, sorted. */
const filesOf = (folder: string): string[] =>
  globSync('**/*', { cwd: folder })
    .filter((path) => !own.has(path) && statSync(join(folder, path)).isFile())
    .sort()

/**
 * The contents of a file as the copy has them. A script may import a file of its suite by a path
 * that leaves the folder and enters it again by name: such an import is shortened, so that the copy
 * works wherever it is.
 */
function contentsOf(folder: string, path: string): Buffer {
  const contents = readFileSync(join(folder, path))
  if (!path.endsWith('.mjs')) return contents
  const from = dirname(resolve(folder, path))
  const text = contents.toString('utf8').replace(/(?<=\bfrom ')\.\.?\/[^']+(?=')/g, (specifier) => {
    const target = resolve(from, specifier)
    if (!target.startsWith(resolve(folder) + sep))
      throw new Error(`${join(folder, path)} imports ${specifier}, which is not part of the suite`)
    const inside = relative(from, target)
    return inside.startsWith('.') ? inside : `./${inside}`
  })
  return Buffer.from(text)
}

/** The same for equal suites, wherever they are. */
export function digestOf(folder: string): string {
  const hash = createHash('sha256')
  for (const path of filesOf(folder)) {
    const contents = contentsOf(folder, path)
    hash.update(`${path}\0${contents.length}\0`).update(contents)
  }
  return hash.digest('hex')
}

/** How many recorded answers a suite has. */
export const recordedCount = (folder: string): number =>
  globSync('golden/**/*.json', { cwd: folder }).length

/**
 * Digests of the suites that were taken over, in `versions.txt` of the copy: one `date digest
 * answers` a line.
 */
const takenOver = (copy: string): string[] =>
  readList(readFileSync(join(copy, 'versions.txt'), 'utf8')).map((line) => line.split(' ')[1] ?? '')

/**
 * Whether a suite is one that was never taken over. What was taken over once is as old as the copy,
 * or older.
 */
export const isNewer = (other: string, copy: string): boolean =>
  !takenOver(copy).includes(digestOf(other))

/**
 * Makes the copy equal to the other suite, but for the project's own files, and notes that it did.
 */
export function takeOver(other: string, copy: string, date: string): void {
  const digest = digestOf(other)
  const wanted = new Map(filesOf(other).map((path) => [path, contentsOf(other, path)]))
  for (const path of filesOf(copy)) if (!wanted.has(path)) rmSync(join(copy, path))
  for (const [path, contents] of wanted) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), contents)
  }
  const versions = join(copy, 'versions.txt')
  const line = `${date} ${digest} ${recordedCount(copy)}\n`
  writeFileSync(versions, readFileSync(versions, 'utf8') + line)
}

/**
 * The scenarios of a profile whose recorded answers lead to a path that begins at the root of the
 * server. Where an edition is mounted below a prefix no answer can be equal to them.
 */
export function scenariosOfTheRoot(folder: string, profile: string): string[] {
  const recorded = join(folder, 'golden', profile)
  return globSync('*.json', { cwd: recorded })
    .filter((file) => /"location": "\/(?!\/)/.test(readFileSync(join(recorded, file), 'utf8')))
    .map((file) => basename(file, '.json'))
}
