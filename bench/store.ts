// Reads and writes the stored results, and docs/speed.md with them.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, machine, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { withTables } from './document.ts'
import { withRun, type Measured, type Results } from './results.ts'

const root = join(import.meta.dirname, '..')
const document = join(root, 'docs/speed.md')
const fileOf = (kind: keyof Results) => join(import.meta.dirname, 'results', `${kind}.json`)
const read = <Kind extends keyof Results>(kind: Kind) =>
  JSON.parse(readFileSync(fileOf(kind), 'utf8')) as Results[Kind]

export const readResults = (): Results => ({
  load: read('load'),
  size: read('size'),
  work: read('work'),
  shield: read('shield'),
  audit: read('audit'),
  keys: read('keys'),
  pages: read('pages'),
})

/** What is true of a run that is made now, on this machine. */
export function measuredNow(): Measured {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', 'src') !== ''
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown CPU',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${type()} ${machine()}`,
      node: process.versions.node,
    },
  }
}

/** Writes the tables of the document anew, from what is stored. */
export function writeDocument(results = readResults()): void {
  writeFileSync(document, withTables(readFileSync(document, 'utf8'), results))
}

/** Stores a run in the place of the one before it, and shows it in the document. */
export function storeRun<Kind extends keyof Results>(kind: Kind, run: Results[Kind][number]): void {
  const results = withRun(readResults(), kind, run)
  writeFileSync(fileOf(kind), `${JSON.stringify(results[kind], null, 2)}\n`)
  writeDocument(results)
}
